/** An answer's way to the gateway: through the outbox of an enrolled device, straight from anybody's phone. */
import type { SurveyRequest } from '../../../contract/survey.ts'
import { apiUrl } from '../../../device/api-url.ts'
import type { SurveyedStep } from '../../../device/survey.ts'

export type SurveySent =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'device' | 'unreachable' | 'busy' }

const timeoutMs = 15_000

/** @param about null at a counter, where no dossier is known */
export async function sendFromDevice(
  about: SurveyedStep | null,
  answers: SurveyRequest['answers'],
): Promise<SurveySent> {
  const { queueSurvey } = await import('../../../device/survey.ts')
  const queued = await queueSurvey(about, answers, new Date())
  return queued.ok ? queued : { ok: false, problem: 'device' }
}

export async function sendFromPhone(
  { receiptCode, step }: SurveyedStep,
  answers: SurveyRequest['answers'],
): Promise<SurveySent> {
  try {
    const response = await fetch(apiUrl('api/v1/survey'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receiptCode, step, answers } satisfies SurveyRequest),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    // A Wi-Fi sign-in page says 200.
    if (response.status === 204) return { ok: true }
    return { ok: false, problem: response.status === 429 ? 'busy' : 'unreachable' }
  } catch (error) {
    // `fetch` fails with these two when there is no way to the gateway or no answer in time.
    if (error instanceof TypeError || error instanceof DOMException)
      return { ok: false, problem: 'unreachable' }
    throw error
  }
}
