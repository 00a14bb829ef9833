/** Envelopes of all kinds, for what must hold for each. */
import fc from 'fast-check'
import { envelopeKind, type UnsignedEnvelope } from '../../src/contract/envelope.ts'

const base64url = (options: { minLength: number; maxLength: number }) =>
  fc.string({
    ...options,
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
  })
const digest = base64url({ minLength: 43, maxLength: 43 })
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** Before it is signed. */
export const anyEnvelope: fc.Arbitrary<UnsignedEnvelope> = fc.record({
  version: fc.constant(1 as const),
  id: fc.uuid({ version: 7 }),
  device: fc.uuid({ version: 4 }),
  sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  kind: fc.constantFrom(...envelopeKind.options),
  createdAt: instant,
  clockOffsetMs: fc.option(fc.maxSafeInteger()),
  unit: fc.constantFrom('H38', 'H38.20', '000.03.20.H38'),
  sealed: base64url({ minLength: 1, maxLength: 200 }),
  parts: fc.array(
    fc.record({
      sha256: digest,
      bytes: fc.integer({ min: 1, max: 20_000_000 }),
      mediaType: fc.constantFrom('image/jpeg' as const, 'image/png' as const, 'application/pdf' as const),
    }),
    { maxLength: 5 },
  ),
  previous: fc.option(digest),
})
