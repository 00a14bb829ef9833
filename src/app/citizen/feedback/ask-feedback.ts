/** What the gateway says of feedback: by its code, and the answers that it has made public. */
import * as v from 'valibot'
import {
  type FeedbackAnswer,
  feedbackAnswer,
  type PublishedFeedback,
  publishedFeedback,
} from '../../../contract/feedback.ts'
import { askGateway, type LookUpProblem } from '../tracking/look-up.ts'

export type { LookUpProblem }

type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: LookUpProblem }

export function trackFeedback(code: string): Promise<Asked<FeedbackAnswer>> {
  return askFor(feedbackAnswer, 'api/v1/feedback-tracking', { code })
}

export function rateFeedback(code: string, isContent: boolean): Promise<Asked<FeedbackAnswer>> {
  return askFor(feedbackAnswer, 'api/v1/feedback-rating', { code, isContent })
}

export function askPublished(unit: string): Promise<Asked<PublishedFeedback>> {
  return askFor(publishedFeedback, `api/v1/public/units/${encodeURIComponent(unit)}/feedback`)
}

async function askFor<Value>(
  schema: v.GenericSchema<unknown, Value>,
  path: string,
  body?: object,
): Promise<Asked<Value>> {
  const answer = await askGateway(path, body)
  if (!answer.ok) return answer
  const parsed = v.safeParse(schema, answer.body)
  // A Wi-Fi sign-in page says 200 too.
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, problem: 'not-a-gateway' }
}
