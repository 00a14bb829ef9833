/** AES-256-GCM for what the gateway must read again but nobody else: the database alone gives nothing away. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** @param purpose what it is and whose: sealed for one it does not open for another. */
export function sealForAccount(key: Buffer, purpose: string, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64url')
}

/** @returns null for what was not sealed with this key for this purpose. */
export function openForAccount(key: Buffer, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < nonceBytes + tagBytes) return null
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const opened = opening.update(bytes.subarray(nonceBytes + tagBytes))
  try {
    return Buffer.concat([opened, opening.final()]).toString('utf8')
  } catch {
    // The tag does not fit: another key, another purpose, or changed on the way.
    return null
  }
}
