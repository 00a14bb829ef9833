/**
 * What people think of the service. Anonymous by design: an answer says procedure, month and step, and the envelope its
 * unit; no person, dossier, officer or time of day.
 */
import * as v from 'valibot'
import { faces, type SurveyAnswers, surveyQuestions, surveySteps } from '../domain/survey/scale.ts'
import { sha256Digest } from './envelope.ts'

const face = v.picklist(faces)

/** Anything else that a device may send is left out, not stored. */
export const surveyAnswers = v.object({
  overall: face,
  access: v.exactOptional(face),
  procedure: v.exactOptional(face),
  staff: v.exactOptional(face),
  result: v.exactOptional(face),
  complaints: v.exactOptional(face),
} satisfies Record<keyof SurveyAnswers, v.GenericSchema>)

const answered = {
  /** Null when none is known, as at a counter. */
  procedure: v.nullable(v.pipe(v.string(), v.regex(/^\d\.\d{6}$/))),
  /** By the device's clock in Vietnam, `YYYY-MM`. */
  month: v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
  answers: surveyAnswers,
}

/** What is inside a sealed envelope of the kind `survey`. */
export const surveyPayload = v.variant('step', [
  v.object({ ...answered, step: v.literal('visit') }),
  v.object({
    ...answered,
    step: v.picklist(['filing', 'return']),
    /** `vault/survey-mark.ts`: kept apart from the answer, so that a dossier's step is counted once. */
    mark: sha256Digest,
  }),
])
export type SurveyPayload = v.InferOutput<typeof surveyPayload>

/** `POST /api/v1/survey`: from the phone of whoever holds the slip. Answered alike whether or not the code exists. */
export const surveyRequest = v.strictObject({
  receiptCode: v.pipe(v.string(), v.maxLength(20)),
  step: v.picklist(['filing', 'return']),
  answers: surveyAnswers,
})
export type SurveyRequest = v.InferOutput<typeof surveyRequest>

const count = v.number()

/** Faces are null where too few answered to tell their shares. */
const questions = v.array(
  v.object({
    question: v.picklist(surveyQuestions),
    answered: count,
    faces: v.nullable(v.tuple([count, count, count, count, count])),
  }),
)
export type SurveyQuestionResult = v.InferOutput<typeof questions>[number]

/** Whole months only, for no answer has a day. */
export const satisfaction = v.object({
  /** `YYYY-MM`, both included; null when the period holds no whole month. */
  months: v.nullable(v.object({ from: v.string(), until: v.string() })),
  people: count,
  questions,
  steps: v.array(
    v.object({
      step: v.picklist(surveySteps),
      people: count,
      /** Of how many dossiers; null where nobody knows how many people came. */
      of: v.nullable(count),
    }),
  ),
  units: v.array(
    v.object({ unit: v.object({ code: v.string(), name: v.string() }), people: count, questions }),
  ),
  procedures: v.array(v.object({ procedure: v.nullable(v.string()), people: count, questions })),
  byMonth: v.array(v.object({ month: v.string(), people: count, questions })),
})
export type Satisfaction = v.InferOutput<typeof satisfaction>
