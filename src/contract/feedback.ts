/**
 * Feedback (phản ánh, kiến nghị): what a person tells a unit about its work, with or without a name. Complaints and
 * denunciations (khiếu nại, tố cáo) go by laws of their own and are not taken here (rules.md §12).
 */
import * as v from 'valibot'
import { feedbackActions, feedbackStates } from '../domain/feedback/states.ts'
import { consent } from './consent.ts'
import { instant, sha256Digest, uuidV7 } from './envelope.ts'

/** What it is about; each is a picture at the kiosk. */
export const feedbackTopics = [
  'officer',
  'waiting',
  'papers',
  'money',
  'website',
  'place',
  'idea',
  'other',
] as const
export const feedbackTopic = v.picklist(feedbackTopics)
export type FeedbackTopic = v.InferOutput<typeof feedbackTopic>

/** Who is to read it: the unit's own leaders, or those of the unit above it, when it is about the former. */
export const feedbackReader = v.picklist(['unit', 'above'])
export type FeedbackReader = v.InferOutput<typeof feedbackReader>

export const feedbackTextMaximum = 4000
/** The recorder stops by itself at this. */
export const recordingLimitSeconds = 180
/** Sealed; three minutes as browsers record speech are a tenth of it, an hour is twice it. */
export const recordingLimitBytes = 8_000_000
export const feedbackPhotoLimit = 5
/** Of the recorder: its last piece may end a little after it was told to. */
const toleranceSeconds = 5

const named = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  /** As `parsePhone` writes it. */
  phone: v.pipe(v.string(), v.regex(/^0\d{9,10}$/)),
})

export const feedbackPayload = v.pipe(
  v.strictObject({
    topic: feedbackTopic,
    text: v.pipe(v.string(), v.maxLength(feedbackTextMaximum)),
    recording: v.nullable(
      v.strictObject({
        part: sha256Digest,
        seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(recordingLimitSeconds + toleranceSeconds)),
      }),
    ),
    photos: v.pipe(v.array(sha256Digest), v.maxLength(feedbackPhotoLimit)),
    /** Null for who does not give a name. */
    sender: v.nullable(named),
    reader: feedbackReader,
    /** Language the citizen used, BCP 47. */
    language: v.pipe(v.string(), v.maxLength(35)),
    /** To the recording and the keeping of name and number (Law 91/2025/QH15). */
    consent,
    filedOn: v.pipe(v.string(), v.isoDate()),
  }),
  v.check(
    ({ text, recording, photos }) => text.trim() !== '' || recording !== null || photos.length > 0,
    'says nothing',
  ),
)
export type FeedbackPayload = v.InferOutput<typeof feedbackPayload>

export const feedbackState = v.picklist(feedbackStates)

/** For the device that sent it: how far it is, and nothing of what was said or answered. */
export const feedbackStatus = v.object({
  envelope: uuidV7,
  receiptCode: v.string(),
  state: feedbackState,
  arrivedAt: instant,
  /** When it is to be answered; null while the clock stands still or where nobody may promise. */
  dueAt: v.nullable(v.string()),
  unitName: v.string(),
})
export type FeedbackStatus = v.InferOutput<typeof feedbackStatus>

/** `POST /api/v1/feedback-tracking`: the code alone, since who sent it may have no name. */
export const feedbackTrackingRequest = v.strictObject({ code: v.pipe(v.string(), v.maxLength(60)) })

export const feedbackAnswer = v.object({
  ...feedbackStatus.entries,
  /** The answer, why it was refused, or what more is asked for, in the desk's words; null when there is none. */
  reply: v.nullable(v.string()),
  repliedAt: v.nullable(v.string()),
  /** Whether who asks may still say how content they are with the answer. */
  isRateable: v.boolean(),
})
export type FeedbackAnswer = v.InferOutput<typeof feedbackAnswer>

/** `POST /api/v1/feedback-rating`, once. */
export const feedbackRating = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(60)),
  isContent: v.boolean(),
})

/** `GET /api/v1/public/units/:unit/feedback`: answers that concern many, newest first; nothing of who asked. */
export const publishedFeedback = v.object({
  unit: v.object({ code: v.string(), name: v.string() }),
  answers: v.array(
    v.object({
      topic: feedbackTopic,
      question: v.string(),
      answer: v.string(),
      publishedAt: v.string(),
    }),
  ),
})
export type PublishedFeedback = v.InferOutput<typeof publishedFeedback>

export const feedbackView = v.picklist(['open', 'done', 'spam'])
export type FeedbackView = v.InferOutput<typeof feedbackView>
export const feedbackListQuery = v.object({ view: v.optional(feedbackView, 'open') })

const summaryFields = {
  id: v.string(),
  receiptCode: v.string(),
  topic: feedbackTopic,
  state: feedbackState,
  arrivedAt: v.string(),
  /** When the next step is due. */
  stepDueAt: v.nullable(v.string()),
  dueAt: v.nullable(v.string()),
  /** Name of whom it is given to. */
  officer: v.nullable(v.string()),
  isAnonymous: v.boolean(),
  hasRecording: v.boolean(),
  photos: v.number(),
  /** Receipt code of an earlier one that says the same. */
  duplicateOf: v.nullable(v.string()),
  revision: v.number(),
}

/** `GET /api/desk/feedback?view=`: by due date. */
export const feedbackList = v.object({ feedback: v.array(v.object(summaryFields)) })
export type FeedbackList = v.InferOutput<typeof feedbackList>
export type FeedbackSummary = FeedbackList['feedback'][number]

const person = v.object({ username: v.string(), name: v.string() })
const part = v.object({ sha256: v.string(), mediaType: v.string(), hasArrived: v.boolean() })

/** `GET /api/desk/feedback/:id` */
export const feedbackDetail = v.object({
  ...summaryFields,
  unitName: v.string(),
  text: v.string(),
  recording: v.nullable(v.object({ ...part.entries, seconds: v.number() })),
  photoParts: v.array(part),
  sender: v.nullable(v.object({ name: v.string(), phone: v.string() })),
  language: v.string(),
  /** Latest instants of each step; null where the calendar does not reach. */
  dues: v.object({
    refuse: v.nullable(v.string()),
    'ask-more': v.nullable(v.string()),
    forward: v.nullable(v.string()),
    publish: v.nullable(v.string()),
  }),
  reply: v.nullable(v.string()),
  /** What the public page says; null while it says nothing. */
  publication: v.nullable(v.object({ question: v.string(), answer: v.string() })),
  /** 1 or 0: what whoever sent it said of the answer; null while nothing. */
  isContent: v.nullable(v.boolean()),
  /** Who may not read it. */
  excluded: v.array(person),
  /** Who may be given it, or be excluded. */
  people: v.array(person),
  /** Where it can be forwarded to: units of the same tree. */
  units: v.array(v.object({ code: v.string(), name: v.string() })),
  actions: v.array(v.picklist(feedbackActions)),
  events: v.array(
    v.object({
      number: v.number(),
      type: v.string(),
      at: v.string(),
      by: v.string(),
      note: v.nullable(v.string()),
    }),
  ),
  isContentRemoved: v.boolean(),
})
export type FeedbackDetail = v.InferOutput<typeof feedbackDetail>

const revision = { revision: v.pipe(v.number(), v.integer(), v.minValue(1)) }
const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(feedbackTextMaximum))
const username = v.pipe(v.string(), v.minLength(1), v.maxLength(80))

/** `POST /api/desk/feedback/:id/events` */
export const feedbackDecision = v.variant('type', [
  v.strictObject({ ...revision, type: v.literal('take-up') }),
  v.strictObject({ ...revision, type: v.literal('assign'), officer: username }),
  v.strictObject({
    ...revision,
    type: v.literal('exclude'),
    people: v.pipe(v.array(username), v.maxLength(50)),
    reason: words,
  }),
  v.strictObject({ ...revision, type: v.literal('ask-more'), reason: words }),
  v.strictObject({ ...revision, type: v.literal('note-more'), reason: words }),
  v.strictObject({
    ...revision,
    type: v.literal('forward'),
    unit: v.pipe(v.string(), v.maxLength(40)),
    reason: words,
  }),
  v.strictObject({ ...revision, type: v.literal('answer'), answer: words }),
  v.strictObject({ ...revision, type: v.literal('refuse'), reason: words }),
  v.strictObject({ ...revision, type: v.literal('publish'), question: words, answer: words }),
  v.strictObject({ ...revision, type: v.literal('withdraw-publication'), reason: words }),
  v.strictObject({ ...revision, type: v.literal('mark-spam'), reason: words }),
  v.strictObject({ ...revision, type: v.literal('unmark-spam'), reason: words }),
])
export type FeedbackDecision = v.InferOutput<typeof feedbackDecision>
