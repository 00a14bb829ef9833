/** Citizens' feedback, as the desk asks the gateway for it. */
import {
  type FeedbackDecision,
  type FeedbackDetail,
  type FeedbackList,
  type FeedbackView,
  feedbackDetail,
  feedbackList,
} from '../../../contract/feedback.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function listFeedback(view: FeedbackView): Promise<Answer<FeedbackList>> {
  return ask(`feedback?${new URLSearchParams({ view })}`, feedbackList)
}

/** Each reading is written down. */
export function readFeedback(id: string): Promise<Answer<FeedbackDetail>> {
  return ask(`feedback/${encodeURIComponent(id)}`, feedbackDetail)
}

/** `dossier-changed` when somebody else was faster. */
export function decideFeedback(id: string, decision: FeedbackDecision): Promise<Answer<undefined>> {
  return ask(`feedback/${encodeURIComponent(id)}/events`, nothing, { method: 'POST', body: decision })
}

/** Address of a recording or photo; the session cookie authorises it. */
export function feedbackPartUrl(id: string, sha256: string): string {
  return apiUrl(`api/desk/feedback/${encodeURIComponent(id)}/parts/${encodeURIComponent(sha256)}`)
}
