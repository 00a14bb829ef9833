/** The six digits that bring a session back after a crash. Only a slow hash of them is kept. */
import { bytesOf } from '../vault/text.ts'

/** OWASP's floor for PBKDF2-SHA256 is 600,000; a kiosk tablet needs about a second for half of that. */
export const codeIterations = 300_000

/** Six digits, each code equally likely. */
export function makeCode(): string {
  const limit = Math.floor(0x1_0000_0000 / 1_000_000) * 1_000_000
  for (;;) {
    const value = crypto.getRandomValues(new Uint32Array(1))[0] ?? limit
    if (value < limit) return String(value % 1_000_000).padStart(6, '0')
  }
}

export async function hashCode(
  code: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', bytesOf(code), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256)
  return new Uint8Array(bits)
}
