/** The second factor: time-based codes (RFC 6238) from an app, and recovery codes for the day it is lost. */
import { createHmac, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { SecondFactorOffer } from '../../contract/people.ts'
import type { GatewayContext } from '../context.ts'
import type { Staff } from '../storage/staff.ts'
import { openForAccount, sealForAccount } from './account-seal.ts'

/** RFC 4226 §4 recommends 160 bits. */
const secretBytes = 20
/** One step to either side for clocks that differ and people who type slowly (RFC 6238 §5.2). */
const window = 1
const recoveryCodeCount = 8
/** Without 0/O, 1/I/L: 31¹⁰ codes. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A new secret, kept as a candidate until a code shows that the app has it. */
export async function offerSecondFactor(context: GatewayContext, staff: Staff): Promise<SecondFactorOffer> {
  const secret = new Secret({ size: secretBytes }).base32
  await context.storage.secondFactors.offer(
    staff.username,
    sealForAccount(context.keys.accounts, purposeOf(staff), secret),
  )
  return { secret, uri: generatorOf(staff, secret).toString() }
}

/** @returns the recovery codes; null for a wrong code, or when nothing was offered. */
export async function confirmSecondFactor(
  context: GatewayContext,
  staff: Staff,
  code: string,
): Promise<string[] | null> {
  const candidate = staff.totp_candidate
  const step = stepOf(context, staff, candidate, code)
  if (candidate === null || step === null) return null
  const codes = newRecoveryCodes()
  const codeHashes = codes.map((each) => recoveryCodeHash(context, staff, each))
  const isConfirmed = await context.storage.secondFactors.confirm(staff.username, {
    candidate,
    step,
    codeHashes,
  })
  return isConfirmed ? codes : null
}

/** Replaces those that are left. */
export async function renewRecoveryCodes(context: GatewayContext, staff: Staff): Promise<string[]> {
  const codes = newRecoveryCodes()
  await context.storage.secondFactors.replaceRecoveryCodes(
    staff.username,
    codes.map((code) => recoveryCodeHash(context, staff, code)),
  )
  return codes
}

/** Uses up a code of the app or a recovery code. @returns false for a wrong one and one that was used before. */
export async function consumeSecondFactor(
  context: GatewayContext,
  staff: Staff,
  code: string,
): Promise<boolean> {
  const { storage, now } = context
  const step = stepOf(context, staff, staff.totp_secret, code)
  if (step !== null) return storage.secondFactors.consumeStep(staff.username, step)
  return storage.secondFactors.consumeRecoveryCode(
    staff.username,
    recoveryCodeHash(context, staff, code),
    now().toISOString(),
  )
}

/** The 30 s that the code belongs to; null when it is not one of now. */
function stepOf(
  { keys, now }: GatewayContext,
  staff: Staff,
  sealed: string | null,
  code: string,
): number | null {
  const token = code.normalize('NFKC').replaceAll(/\s/gu, '')
  if (sealed === null || !/^\d{6}$/.test(token)) return null
  const secret = openForAccount(keys.accounts, purposeOf(staff), sealed)
  if (secret === null) throw new Error(`the second factor of ${staff.username} was sealed with another key`)
  const generator = generatorOf(staff, secret)
  const timestamp = now().getTime()
  const delta = generator.validate({ token, timestamp, window })
  return delta === null ? null : generator.counter({ timestamp }) + delta
}

/** SHA-1, six digits, 30 s: what every app takes. */
function generatorOf(staff: Staff, secret: string): TOTP {
  return new TOTP({
    issuer: 'Motcua',
    label: staff.username,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    secret: Secret.fromBase32(secret),
  })
}

function purposeOf(staff: Staff): string {
  return `second factor of ${staff.username}`
}

function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return Array.from({ length: recoveryCodeCount }, () => `${group()}-${group()}`)
}

/** Of a code as typed: case, spaces and dashes do not matter. A keyed hash is enough for 49 random bits. */
function recoveryCodeHash({ keys }: GatewayContext, staff: Staff, typed: string): string {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
  return createHmac('sha256', keys.accounts).update(`recovery ${staff.username} ${code}`).digest('base64url')
}
