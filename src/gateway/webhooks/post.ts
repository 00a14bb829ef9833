/** One delivery: a POST that follows nothing, believes nothing but the status, and ends in time. */
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { WebhookFailure } from '../../contract/webhooks.ts'
import { retryAfterIn } from '../exchange/http.ts'
import { InsideAddress, isAllowedAddress, isNamed, lookUpOutside, type NamedHosts } from './address-guard.ts'

export type Posted =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly failure: WebhookFailure
      readonly status: number | null
      readonly retryAfterMs: number | null
    }

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For the whole of it. */
  readonly timeoutMs: number
  readonly named: NamedHosts
}

export function post({ url, headers, body, timeoutMs, named }: Post): Promise<Posted> {
  // Checked again: the rules may be stricter than when it was added.
  if (!isAllowedAddress(url, named)) return Promise.resolve(failed('address-refused'))
  const target = new URL(url)
  const bytes = Buffer.from(body)
  const request = target.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const sending = request(target, {
      method: 'POST',
      // No connection is kept: the next may go to another address.
      agent: false,
      ...(isNamed(target, named) ? {} : { lookup: lookUpOutside }),
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': bytes.length,
        'user-agent': 'Motcua-Webhooks/1',
      },
    })
    sending.on('response', (response) => {
      const status = response.statusCode ?? 0
      // What it says beside its status is nobody's business here.
      response.on('error', () => {})
      response.destroy()
      if (status >= 200 && status < 300) resolve({ ok: true })
      else
        resolve({
          ok: false,
          failure: status >= 300 && status < 400 ? 'redirect' : 'status',
          status,
          retryAfterMs: retryAfterIn(response.headers['retry-after'] ?? null),
        })
    })
    sending.on('error', (error) => resolve(failed(failureOf(error))))
    sending.end(bytes)
  })
}

function failed(failure: WebhookFailure): Posted {
  return { ok: false, failure, status: null, retryAfterMs: null }
}

function failureOf(error: Error): WebhookFailure {
  if (error instanceof InsideAddress) return 'address-refused'
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return /CERT|SSL|TLS|SIGNED|SIGNATURE/.test(code) ? 'certificate' : 'unreachable'
}
