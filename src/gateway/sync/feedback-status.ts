/** Feedback as its device may know it: nothing of what was said or answered. */
import type { FeedbackStatus } from '../../contract/feedback.ts'
import type { GatewayContext } from '../context.ts'
import type { Feedback } from '../storage/feedback.ts'

export async function feedbackStatusOf(
  { storage }: Pick<GatewayContext, 'storage'>,
  feedback: Feedback,
): Promise<FeedbackStatus> {
  const unit = await storage.units.find(feedback.handler_unit)
  return {
    envelope: feedback.envelope,
    receiptCode: feedback.receipt_code,
    // What staff take for spam is their word about a text, and nothing to tell whoever stands at the kiosk.
    state: feedback.state === 'spam' ? 'refused' : feedback.state,
    arrivedAt: feedback.arrived_at,
    dueAt: feedback.paused_at === null ? feedback.due_at : null,
    unitName: unit?.name ?? feedback.handler_unit,
  }
}
