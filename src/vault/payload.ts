/** A payload on its way into and out of its seal: JSON, compressed, sealed. */
import * as v from 'valibot'
import type { Payloads } from '../contract/payload.ts'
import { compress, decompress } from './compress.ts'
import { fromBase64Url, toBase64Url } from './encoding.ts'
import { open, seal } from './seal.ts'
import { bytesOf, textOf } from './text.ts'

/** An opened payload may unfold to this many bytes: ten times the largest declaration we know. */
export const payloadLimitBytes = 2_000_000

/** Compressed and sealed, base64url: the `sealed` field of an envelope. */
export async function sealPayload(
  payload: Payloads[keyof Payloads],
  recipients: readonly string[],
): Promise<string> {
  return toBase64Url(await seal(await compress(bytesOf(JSON.stringify(payload))), recipients))
}

export type OpenedPayload<Payload> =
  | { readonly ok: true; readonly payload: Payload }
  | {
      readonly ok: false
      readonly problem: 'payload-unreadable' | 'payload-invalid'
      /** For staff and logs: what went wrong, never what was inside. */
      readonly detail: string
    }

/** Opens, unfolds and parses; every failure is a value, since an envelope that cannot be opened is kept for staff. */
export async function openPayload<Payload>(
  sealed: string,
  identities: readonly string[],
  schema: v.GenericSchema<unknown, Payload>,
): Promise<OpenedPayload<Payload>> {
  let value: unknown
  try {
    const compressed = await open(fromBase64Url(sealed), identities)
    value = JSON.parse(textOf(await decompress(compressed, payloadLimitBytes)))
  } catch (error) {
    // Wrong key, altered bytes, not DEFLATE, too large, not UTF-8 or not JSON: all the same to the desk.
    return {
      ok: false,
      problem: 'payload-unreadable',
      detail: error instanceof Error ? error.name : 'unknown',
    }
  }
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return { ok: true, payload: parsed.output }
  const where = v.getDotPath(parsed.issues[0]) ?? 'the whole payload'
  return { ok: false, problem: 'payload-invalid', detail: `malformed at ${where}` }
}
