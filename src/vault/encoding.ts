/** Bytes and text: base64url, UTF-8 and digests, the same on kiosk and gateway. */
import { base64urlnopad } from '@scure/base'

const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true })

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** @throws TypeError when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return strictDecoder.decode(bytes)
}

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes)
}

/** @throws Error when the text is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64urlnopad.decode(text))
}

/** SHA-256, base64url. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
