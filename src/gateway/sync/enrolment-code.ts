/** One-time codes that let a device join: shown once, kept as a hash. */
import { createHash, randomInt } from 'node:crypto'
import type { DeviceRole } from '../../contract/enrolment.ts'
import type { GatewayContext } from '../context.ts'

/** Without 0/O, 1/I/L: codes are read aloud and typed. 31⁸ codes, a day to use one, ten tries a minute. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const validityMs = 24 * 3_600_000

export async function createEnrolmentCode(
  { storage, now }: Pick<GatewayContext, 'storage' | 'now'>,
  request: {
    readonly unit: string
    readonly team?: string | null
    readonly role: DeviceRole
    readonly createdBy: string
  },
): Promise<{ code: string; expiresAt: string }> {
  const symbols = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  const code = `${symbols.slice(0, 4)}-${symbols.slice(4)}`
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + validityMs).toISOString()
  await storage.devices.addEnrolmentCode({
    ...request,
    hash: enrolmentCodeHash(code),
    createdAt: createdAt.toISOString(),
    expiresAt,
  })
  return { code, expiresAt }
}

/** Of a code as typed: case, spaces and dashes do not matter. */
export function enrolmentCodeHash(typed: string): string {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
  return createHash('sha256').update(code).digest('base64url')
}
