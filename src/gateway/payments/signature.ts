/** Whether a bank's message is its own and fresh: Standard Webhooks 1.0, over the bytes as they came. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Off by more, a message is an old recording, or a clock is wrong. */
const windowMs = 5 * 60_000

export interface SignedMessage {
  readonly id: string
  /** Seconds since the epoch. */
  readonly timestamp: string
  /** `v1,…`, several with spaces between while a secret is being replaced. */
  readonly signature: string
  readonly body: Uint8Array
}

/** @param now milliseconds since the epoch. */
export function isGenuine(
  { id, timestamp, signature, body }: SignedMessage,
  secret: string,
  now: number,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > windowMs) return false
  if (id === '' || id.length > 200) return false
  const expected = createHmac('sha256', secretBytes(secret))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest()
  return signature
    .split(' ')
    .slice(0, 5)
    .some((each) => {
      const sent = Buffer.from(each.startsWith('v1,') ? each.slice(3) : '', 'base64')
      return sent.length === expected.length && timingSafeEqual(sent, expected)
    })
}

/** `whsec_` and base64, as Standard Webhooks have them; any other text as it is. */
function secretBytes(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
}
