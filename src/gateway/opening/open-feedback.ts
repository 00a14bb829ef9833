/** A citizen's feedback: no dossier, read by leaders only. */
import { v7 as uuidV7 } from 'uuid'
import { audioMediaTypes, type Envelope } from '../../contract/envelope.ts'
import { type FeedbackPayload, feedbackPayload, recordingLimitBytes } from '../../contract/feedback.ts'
import { feedbackDue } from '../../domain/feedback/clocks.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import { fold } from '../../domain/text/fold.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { sha256 } from '../../vault/encoding.ts'
import { openPayload } from '../../vault/payload.ts'
import { bytesOf } from '../../vault/text.ts'
import type { OpeningContext, RecordOpened } from './record-opener.ts'

/** PostgreSQL has no room for it in any text. */
const nul = '\u0000'

export async function openFeedback(
  { storage, keys, catalogue }: OpeningContext,
  envelope: Envelope,
  receivedAt: string,
): Promise<RecordOpened> {
  const opened = await openPayload(envelope.sealed, keys.identities, feedbackPayload)
  if (!opened.ok) return opened
  const { payload } = opened
  const wrong = whatIsWrong(payload, envelope)
  if (wrong !== null) return { ok: false, problem: 'payload-invalid', detail: wrong }
  const words = fold(payload.text)
  const due = feedbackDue('refuse', receivedAt, catalogue.calendar)
  const unit = await storage.units.find(envelope.unit)
  await storage.feedback.open({
    id: uuidV7(),
    envelope: envelope.id,
    receipt_code: receiptCodeOf(envelope.id),
    unit: envelope.unit,
    // Of the top unit there is none above: its own leaders are all there are.
    handler_unit: payload.reader === 'above' ? (unit?.parent ?? envelope.unit) : envelope.unit,
    device: envelope.device,
    topic: payload.topic,
    body: payload.text.replaceAll(nul, ''),
    recording: payload.recording === null ? null : JSON.stringify(payload.recording),
    photos: JSON.stringify(payload.photos),
    sender: payload.sender === null ? null : JSON.stringify(payload.sender).replaceAll('\\u0000', ''),
    language: payload.language.replaceAll(nul, ''),
    filed_on: payload.filedOn,
    arrived_at: receivedAt,
    arrived_day: vietnamDay(receivedAt),
    body_digest: words === '' ? null : await sha256(bytesOf(words)),
    due_at: feedbackDue('answer', receivedAt, catalogue.calendar),
    step_due_at: due,
  })
  return { ok: true }
}

function whatIsWrong({ recording, photos }: FeedbackPayload, { parts }: Envelope): string | null {
  const known = new Map(parts.map((part) => [part.sha256, part]))
  if (photos.some((photo) => known.get(photo)?.mediaType.startsWith('image/') !== true))
    return 'a photo is none of the parts'
  if (recording === null) return null
  const part = known.get(recording.part)
  if (!audioMediaTypes.some((type) => type === part?.mediaType)) return 'the recording is none of the parts'
  return (part?.bytes ?? 0) > recordingLimitBytes ? 'the recording is too long' : null
}
