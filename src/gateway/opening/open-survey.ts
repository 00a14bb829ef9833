/** An answered survey: counted, and forgotten as an answer of its own. */
import type { Envelope } from '../../contract/envelope.ts'
import { surveyPayload } from '../../contract/survey.ts'
import { countedMonth } from '../../domain/survey/scale.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { openPayload } from '../../vault/payload.ts'
import type { OpeningContext, RecordOpened } from './record-opener.ts'

export async function openSurvey(
  { storage, keys }: OpeningContext,
  envelope: Envelope,
  receivedAt: string,
): Promise<RecordOpened> {
  const opened = await openPayload(envelope.sealed, keys.identities, surveyPayload)
  if (!opened.ok) return opened
  const { payload } = opened
  await storage.surveys.open(envelope.id, {
    unit: envelope.unit,
    month: countedMonth(payload.month, vietnamDay(receivedAt).slice(0, 7)),
    procedure: payload.procedure,
    step: payload.step,
    answers: payload.answers,
    mark: payload.step === 'visit' ? null : payload.mark,
  })
  return { ok: true }
}
