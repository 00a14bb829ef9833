/**
 * Signed as Standard Webhooks 1.0 say (standardwebhooks.com), for which there are libraries in every language:
 * HMAC-SHA256 over `id.timestamp.body`. The time is that of the try, so that an old recording can be told by its age.
 */
import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

export function newSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`
}

/** @param secret `whsec_` and base64. @param sentAt milliseconds since the epoch. */
export function signedHeaders(
  secret: string,
  id: string,
  sentAt: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(sentAt / 1000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
