import fc from 'fast-check'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { type Envelope, envelope } from '../../src/contract/envelope.ts'
import { envelopeDigest, isEnvelopeSignedBy, signEnvelope } from '../../src/vault/envelope.ts'
import { canonicalBytes, generateSigningKey } from '../../src/vault/signature.ts'
import { textOf } from '../../src/vault/text.ts'
import { anyEnvelope } from './any-envelope.ts'

let keys: CryptoKeyPair
let otherKeys: CryptoKeyPair
beforeAll(async () => {
  keys = await generateSigningKey(false)
  otherKeys = await generateSigningKey(false)
})

/** The same value with its members in the opposite order, all the way down. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reordered(member)]),
  )
}

test('an envelope survives the wire unchanged: same value, same canonical bytes, same digest', async () => {
  await fc.assert(
    fc.asyncProperty(anyEnvelope, async (content) => {
      const signed = await signEnvelope(keys.privateKey, content)
      const received = v.parse(envelope, JSON.parse(JSON.stringify(reordered(signed))))
      expect(received).toEqual(signed)
      expect(textOf(canonicalBytes(received))).toBe(textOf(canonicalBytes(signed)))
      expect(await envelopeDigest(received)).toBe(await envelopeDigest(signed))
      expect(await isEnvelopeSignedBy(keys.publicKey, received)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('canonical bytes read back as the same envelope', () => {
  fc.assert(
    fc.property(anyEnvelope, (content) => {
      expect(JSON.parse(textOf(canonicalBytes(content)))).toEqual(content)
    }),
  )
})

test('a change of any member breaks the signature and the digest', async () => {
  await fc.assert(
    fc.asyncProperty(anyEnvelope, anyEnvelope, fc.nat(), async (content, other, choice) => {
      const signed = await signEnvelope(keys.privateKey, content)
      const names = Object.keys(content)
      const name = names[choice % names.length] ?? 'id'
      const altered: Envelope = {
        ...signed,
        [name]: Object.entries(other).find(([key]) => key === name)?.[1],
      }
      fc.pre(JSON.stringify(altered) !== JSON.stringify(signed))
      expect(await isEnvelopeSignedBy(keys.publicKey, altered)).toBe(false)
      expect(await envelopeDigest(altered)).not.toBe(await envelopeDigest(signed))
    }),
    { numRuns: 60 },
  )
})

test('another key, or text that is no signature, verifies nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyEnvelope, fc.string({ maxLength: 100 }), async (content, nonsense) => {
      const signed = await signEnvelope(keys.privateKey, content)
      expect(await isEnvelopeSignedBy(otherKeys.publicKey, signed)).toBe(false)
      expect(await isEnvelopeSignedBy(keys.publicKey, { ...signed, signature: nonsense })).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('an envelope with a member too many, too few or out of range is not one', () => {
  fc.assert(
    fc.property(anyEnvelope, (content) => {
      const signed = { ...content, signature: 'A'.repeat(86) }
      expect(v.is(envelope, signed)).toBe(true)
      expect(v.is(envelope, { ...signed, more: 1 })).toBe(false)
      expect(v.is(envelope, { ...signed, previous: undefined })).toBe(false)
      expect(v.is(envelope, { ...signed, sequence: 0 })).toBe(false)
      expect(v.is(envelope, { ...signed, sequence: 1.5 })).toBe(false)
      expect(v.is(envelope, { ...signed, id: content.device })).toBe(false)
      expect(v.is(envelope, { ...signed, version: 2 })).toBe(false)
      expect(v.is(envelope, { ...signed, sealed: 'a b' })).toBe(false)
    }),
  )
})
