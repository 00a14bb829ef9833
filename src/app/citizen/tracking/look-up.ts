/** Asks the gateway for a dossier, or what else a code leads to. Only the gateway can check the second factor: receipts here hold nothing personal. */
import * as v from 'valibot'
import { type HeardStatus, heardStatus, type TrackingRequest } from '../../../contract/changes.ts'
import { problem } from '../../../contract/problem.ts'
import { apiUrl } from '../../../device/api-url.ts'

const timeoutMs = 15_000

export type LookUpProblem =
  | 'not-found'
  | 'too-many-requests'
  | 'unreachable'
  | 'not-a-gateway'
  | 'gateway-error'
export type LookUp =
  | { readonly ok: true; readonly status: HeardStatus }
  | { readonly ok: false; readonly problem: LookUpProblem }

export async function lookUp(request: TrackingRequest): Promise<LookUp> {
  const answer = await askGateway('api/v1/tracking', request)
  if (!answer.ok) return answer
  const status = v.safeParse(heardStatus, answer.body)
  // A Wi-Fi sign-in page says 200 too.
  return status.success ? { ok: true, status: status.output } : { ok: false, problem: 'not-a-gateway' }
}

type GatewayAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly problem: LookUpProblem }

/** One question that anybody may ask. @param question sent by POST; reads when absent */
export async function askGateway(path: string, question?: object): Promise<GatewayAnswer> {
  let response: Response
  let body: unknown
  try {
    response = await fetch(apiUrl(path), {
      ...(question === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(question),
          }),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    body = parseJson(await response.text())
  } catch (error) {
    // `fetch` and reading the body fail with these two when there is no way to the gateway or no answer in time.
    if (error instanceof TypeError || error instanceof DOMException)
      return { ok: false, problem: 'unreachable' }
    throw error
  }
  if (response.ok) return { ok: true, body }
  if (response.status === 429) return { ok: false, problem: 'too-many-requests' }
  const refusal = v.safeParse(problem, body)
  if (!refusal.success)
    return { ok: false, problem: response.status >= 500 ? 'gateway-error' : 'not-a-gateway' }
  const { code } = refusal.output
  if (code === 'not-found' || code === 'too-many-requests') return { ok: false, problem: code }
  return { ok: false, problem: 'gateway-error' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON, so not our gateway: the schema refuses it.
    return undefined
  }
}
