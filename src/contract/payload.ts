/** What is inside a sealed submission: read by the gateway only. */
import * as v from 'valibot'
import { instant, sha256Digest } from './envelope.ts'

const addressAnswer = v.strictObject({
  province: v.pipe(v.string(), v.maxLength(2)),
  commune: v.pipe(v.string(), v.maxLength(5)),
  detail: v.pipe(v.string(), v.maxLength(500)),
})
export const answerValue = v.union([
  v.pipe(v.string(), v.maxLength(10_000)),
  v.number(),
  v.boolean(),
  addressAnswer,
])
export const answers = v.record(
  v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)),
  answerValue,
)

export const paper = v.strictObject({
  /** Id of the component in the procedure, or `other`. */
  component: v.pipe(v.string(), v.maxLength(80)),
  /** Pages in order, by the digest of the sealed part. */
  pages: v.pipe(v.array(sha256Digest), v.minLength(1), v.maxLength(60)),
})

export const submissionPayload = v.strictObject({
  procedure: v.pipe(v.string(), v.regex(/^\d\.\d{6}$/)),
  form: v.strictObject({ name: v.pipe(v.string(), v.maxLength(80)), version: v.number() }),
  answers,
  papers: v.pipe(v.array(paper), v.maxLength(40)),
  /** Language the citizen used, BCP 47. */
  language: v.pipe(v.string(), v.maxLength(35)),
  consent: v.strictObject({
    /** Version of the consent text shown. */
    text: v.pipe(v.string(), v.maxLength(40)),
    givenAt: instant,
  }),
  /** Local calendar day of the device at filing, `YYYY-MM-DD`. */
  filedOn: v.pipe(v.string(), v.isoDate()),
})
export type SubmissionPayload = v.InferOutput<typeof submissionPayload>
