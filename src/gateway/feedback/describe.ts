/** Stored feedback as the desk reads it. */
import * as v from 'valibot'
import { sha256Digest } from '../../contract/envelope.ts'
import type { FeedbackDetail, FeedbackSummary } from '../../contract/feedback.ts'
import { feedbackDue, feedbackDues } from '../../domain/feedback/clocks.ts'
import { actionsIn } from '../../domain/feedback/states.ts'
import type { GatewayContext } from '../context.ts'
import type { Feedback } from '../storage/feedback.ts'

const usernames = v.array(v.string())
const storedRecording = v.nullable(v.object({ part: sha256Digest, seconds: v.number() }))
const storedSender = v.nullable(v.object({ name: v.string(), phone: v.string() }))

/** User names. */
export function excludedFrom({ excluded }: Pick<Feedback, 'excluded'>): string[] {
  return v.parse(usernames, JSON.parse(excluded))
}

/** @param names of officers by user name */
export function summaryOf(feedback: Feedback, names: Readonly<Record<string, string>>): FeedbackSummary {
  const { officer } = feedback
  return {
    id: feedback.id,
    receiptCode: feedback.receipt_code,
    topic: feedback.topic,
    state: feedback.state,
    arrivedAt: feedback.arrived_at,
    stepDueAt: feedback.step_due_at,
    dueAt: feedback.paused_at === null ? feedback.due_at : null,
    officer: officer === null ? null : (names[officer] ?? officer),
    isAnonymous: feedback.sender === null,
    hasRecording: feedback.recording !== null,
    photos: photosOf(feedback).length,
    duplicateOf: feedback.duplicate_of,
    revision: feedback.revision,
  }
}

export async function detailOf(
  { storage, catalogue }: Pick<GatewayContext, 'storage' | 'catalogue'>,
  feedback: Feedback,
): Promise<FeedbackDetail> {
  const parts = new Map((await storage.feedback.parts(feedback)).map((part) => [part.sha256, part]))
  const partOf = (sha256: string) => {
    const part = parts.get(sha256)
    return {
      sha256,
      mediaType: part?.mediaType ?? '',
      hasArrived: part !== undefined && part.arrivedAt !== null,
    }
  }
  const events = await storage.feedback.events(feedback.id)
  const people = await storage.handlers.feedbackHandlers(feedback.handler_unit)
  const excluded = excludedFrom(feedback)
  const by = events.map((event) => event.by)
  const names = await storage.handlers.peopleNames([
    ...new Set([...by, ...excluded, ...(feedback.officer === null ? [] : [feedback.officer])]),
  ])
  const recording = v.parse(storedRecording, JSON.parse(feedback.recording ?? 'null'))
  const unit = await storage.units.find(feedback.handler_unit)
  const { answer: _, ...dues } = feedbackDues(feedback.arrived_at, catalogue.calendar)
  return {
    ...summaryOf(feedback, names),
    unitName: unit?.name ?? feedback.handler_unit,
    text: feedback.body,
    recording: recording === null ? null : { ...partOf(recording.part), seconds: recording.seconds },
    photoParts: photosOf(feedback).map(partOf),
    sender: v.parse(storedSender, JSON.parse(feedback.sender ?? 'null')),
    language: feedback.language,
    dues: {
      ...dues,
      publish:
        feedback.replied_at === null ? null : feedbackDue('publish', feedback.replied_at, catalogue.calendar),
    },
    reply: feedback.reply,
    publication:
      feedback.question === null || feedback.publication === null || feedback.published_at === null
        ? null
        : { question: feedback.question, answer: feedback.publication },
    isContent: feedback.is_content === null ? null : feedback.is_content === 1,
    excluded: excluded.map((username) => ({ username, name: names[username] ?? username })),
    people: [...people],
    units: unit === undefined ? [] : [...(await storage.units.ofTree(unit))],
    actions: actionsIn(feedback.state).filter(
      (action) => feedback.content_removed_at === null || action !== 'unmark-spam',
    ),
    events: events.map(({ number, type, at, by: who, note }) => ({
      number,
      type,
      at,
      by: names[who] ?? who,
      note,
    })),
    isContentRemoved: feedback.content_removed_at !== null,
  }
}

function photosOf({ photos }: Feedback): string[] {
  return v.parse(usernames, JSON.parse(photos))
}
