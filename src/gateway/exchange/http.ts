/** One request to the portal, and what may have come of it: an answer, certainly nothing, or nobody knows. */

export type Exchanged =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly text: string
      readonly retryAfterMs: number | null
    }
  /** The request has not reached anybody. */
  | { readonly kind: 'unreachable'; readonly text: string }
  /** It may have been carried out: the answer is lost, or did not come in time. */
  | { readonly kind: 'unknown'; readonly text: string }

export interface Ask {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
  readonly timeoutMs: number
}

const longestAnswerBytes = 4_000_000

export async function exchange(url: string, { method, headers, body, timeoutMs }: Ask): Promise<Exchanged> {
  try {
    const response = await fetch(url, {
      method: method ?? 'POST',
      headers: { accept: 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return {
      kind: 'answer',
      status: response.status,
      text: await limitedText(response),
      retryAfterMs: retryAfterIn(response.headers.get('retry-after')),
    }
  } catch (error) {
    // fetch rejects for nothing but the network, the time-out and an answer cut off
    const code = codeOf(error)
    return { kind: unreachableCodes.has(code) ? 'unreachable' : 'unknown', text: code }
  }
}

/** Nothing of the request was sent. */
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'timeout'
  const { cause } = error
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.name
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > longestAnswerBytes) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Seconds; the form with a date is read as well (RFC 9110, 10.2.3). At most an hour. */
export function retryAfterIn(header: string | null): number | null {
  if (header === null) return null
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 3600) * 1000 : null
}
