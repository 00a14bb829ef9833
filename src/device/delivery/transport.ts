/**
 * One exchange with the gateway. Whatever is not a genuine, signed answer for exactly what we sent counts as no
 * answer: a captive portal, a proxy's page, half a JSON, a gateway with someone else's key.
 */
import * as v from 'valibot'
import { type Acknowledgement, acknowledgement } from '../../contract/acknowledgement.ts'
import type { VerificationKey } from '../../contract/enrolment.ts'
import type { DeliveryRequest, Envelope } from '../../contract/envelope.ts'
import { type ProblemCode, problem } from '../../contract/problem.ts'
import { envelopeDigest, isAcknowledgementGenuine } from '../../vault/envelope.ts'
import { apiUrl } from '../api-url.ts'
import { parseRetryAfter } from './backoff.ts'

/** The slowest link we still wait for: 2G at the edge of its cell. */
const slowestBytesPerMs = 4
const baseTimeoutMs = 30_000

export type NoAnswer =
  | {
      readonly kind: 'no-answer'
      readonly network: 'unreachable' | 'captive-portal' | 'not-a-gateway'
    }
  | { readonly kind: 'gateway-error' }
  | { readonly kind: 'gateway-busy'; readonly retryAfterMs: number | null }
  | { readonly kind: 'request-refused'; readonly status: number; readonly problem: ProblemCode | null }

export type Exchange = { readonly kind: 'answer'; readonly value: unknown } | NoAnswer

export type DeliveryAnswer =
  | {
      readonly kind: 'answer'
      /** Genuine acknowledgements only, by envelope id. */
      readonly acknowledgements: ReadonlyMap<string, Acknowledgement>
      /** Envelopes answered in a way that this version does not know. */
      readonly unreadable: ReadonlySet<string>
    }
  | NoAnswer

/** How long a request with so many bytes may take. */
export function timeoutMsFor(bytes: number): number {
  return baseTimeoutMs + Math.ceil(bytes / slowestBytesPerMs)
}

/** @param input.envelopes at most `deliveryBatchSize` */
export async function sendEnvelopes(input: {
  readonly envelopes: readonly Envelope[]
  readonly keys: readonly VerificationKey[]
  readonly now: () => number
}): Promise<DeliveryAnswer> {
  const request: DeliveryRequest = { envelopes: input.envelopes }
  const body = JSON.stringify(request)
  const exchange = await exchangeJson(
    'api/v1/envelopes',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body },
    timeoutMsFor(body.length),
    input.now,
  )
  if (exchange.kind !== 'answer') return exchange
  const response = v.safeParse(anyResponse, exchange.value)
  if (!response.success) return { kind: 'no-answer', network: 'not-a-gateway' }
  const acknowledgements = new Map<string, Acknowledgement>()
  const unreadable = new Set<string>()
  for (const envelope of input.envelopes) {
    const candidate = response.output.acknowledgements.find(({ id }) => id === envelope.id)
    const parsed = v.safeParse(acknowledgement, candidate)
    if (!parsed.success) {
      if (candidate !== undefined) unreadable.add(envelope.id)
      continue
    }
    if (parsed.output.digest !== (await envelopeDigest(envelope))) continue
    if (await isAcknowledgementGenuine(input.keys, parsed.output)) {
      acknowledgements.set(envelope.id, parsed.output)
    }
  }
  return acknowledgements.size > 0
    ? { kind: 'answer', acknowledgements, unreadable }
    : { kind: 'no-answer', network: 'not-a-gateway' }
}

/** Each answer is parsed by itself: one that a newer gateway words otherwise must not cost its neighbours theirs. */
const anyResponse = v.object({ acknowledgements: v.array(v.looseObject({ id: v.string() })) })

/** Fetches and classifies; the value is whatever JSON came with a 2xx. */
export async function exchangeJson(
  path: string,
  init: RequestInit,
  timeoutMs: number,
  now: () => number,
): Promise<Exchange> {
  let response: Response
  let text: string
  try {
    response = await fetch(apiUrl(path), {
      ...init,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch {
    // fetch and text reject for an unreachable server, a cut connection and the time-out alone
    return { kind: 'no-answer', network: 'unreachable' }
  }
  const refused = classify(response, text, now)
  if (refused !== null) return refused
  try {
    return { kind: 'answer', value: JSON.parse(text) }
  } catch {
    return { kind: 'no-answer', network: looksLikePage(response) ? 'captive-portal' : 'not-a-gateway' }
  }
}

/** What a response that is no success says about the way to the gateway; null for a success. */
export function classify(response: Response, text: string, now: () => number): NoAnswer | null {
  const { status } = response
  // A gateway never redirects its API, portals do. 511 is theirs by definition (RFC 6585).
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400) || status === 511) {
    return { kind: 'no-answer', network: 'captive-portal' }
  }
  if (response.ok) return null
  if (status === 429 || status === 503) {
    return {
      kind: 'gateway-busy',
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), response.headers.get('date'), now()),
    }
  }
  if (status >= 500 || status === 408) return { kind: 'gateway-error' }
  const code = problemCodeIn(text)
  if (code === null && looksLikePage(response)) return { kind: 'no-answer', network: 'not-a-gateway' }
  return { kind: 'request-refused', status, problem: code }
}

function problemCodeIn(text: string): ProblemCode | null {
  try {
    const parsed = v.safeParse(problem, JSON.parse(text))
    return parsed.success ? parsed.output.code : null
  } catch {
    // not JSON: then it is no problem document either
    return null
  }
}

function looksLikePage(response: Response): boolean {
  return (response.headers.get('content-type') ?? '').includes('html')
}
