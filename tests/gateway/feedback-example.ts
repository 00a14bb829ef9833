/** What Vàng Thị Sua tells the unit without giving her name. */
import type { FeedbackPayload } from '../../src/contract/feedback.ts'

export function feedbackExample(changed: Partial<FeedbackPayload> = {}): FeedbackPayload {
  return {
    topic: 'waiting',
    text: 'Tôi đợi ba tiếng mà quầy số 2 không có ai ngồi.',
    recording: null,
    photos: [],
    sender: null,
    reader: 'unit',
    language: 'vi',
    consent: { text: 'feedback-2026-11', givenAt: '2026-11-25T02:00:00.000Z' },
    filedOn: '2026-11-25',
    ...changed,
  }
}
