import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { UnsignedAcknowledgement } from '../../src/contract/acknowledgement.ts'
import type { UnsignedEnvelope } from '../../src/contract/envelope.ts'
import {
  envelopeDigest,
  isAcknowledgementGenuine,
  isEnvelopeSignedBy,
  signAcknowledgement,
  signEnvelope,
} from '../../src/vault/envelope.ts'
import {
  canonicalBytes,
  exportPublicKey,
  generateSigningKey,
  isSignedBy,
  sign,
} from '../../src/vault/signature.ts'

let device: CryptoKeyPair
let stranger: CryptoKeyPair

beforeAll(async () => {
  device = await generateSigningKey(false)
  stranger = await generateSigningKey(false)
})

const unsigned: UnsignedEnvelope = {
  version: 1,
  id: '0199f7a0-1111-7222-8333-444444444444',
  device: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  sequence: 1,
  kind: 'submission',
  createdAt: '2026-11-25T02:00:00.000Z',
  clockOffsetMs: null,
  unit: 'H38.15.02',
  sealed: 'c2VhbGVk',
  parts: [],
  previous: null,
}

test('a signature holds for exactly the bytes and the key it was made for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 500 }), fc.nat(), async (given, at) => {
      const bytes = new Uint8Array(given)
      const signature = await sign(device.privateKey, bytes)
      expect(signature).toHaveLength(86)
      expect(await isSignedBy(device.publicKey, bytes, signature)).toBe(true)
      expect(await isSignedBy(stranger.publicKey, bytes, signature)).toBe(false)
      const altered = new Uint8Array(bytes)
      altered[at % bytes.length] = (altered[at % bytes.length] ?? 0) ^ 1
      expect(await isSignedBy(device.publicKey, altered, signature)).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('text that is no signature is simply not one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 100 }), async (text) => {
      expect(await isSignedBy(device.publicKey, new Uint8Array([1]), text)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('the order of members does not change what is signed', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonicalBytes(reversed)).toEqual(canonicalBytes(value))
    }),
  )
})

test('an envelope changed in any one field is no longer signed by its device', async () => {
  const envelope = await signEnvelope(device.privateKey, unsigned)
  expect(await isEnvelopeSignedBy(device.publicKey, envelope)).toBe(true)
  const changes = [
    { sequence: 2 },
    { unit: 'H38.15.03' },
    { sealed: 'c2VhbGVl' },
    { previous: 'A'.repeat(43) },
    { createdAt: '2026-11-25T02:00:00.001Z' },
    { parts: [{ sha256: 'A'.repeat(43), bytes: 1, mediaType: 'image/jpeg' as const }] },
  ]
  for (const change of changes) {
    expect(await isEnvelopeSignedBy(device.publicKey, { ...envelope, ...change })).toBe(false)
  }
})

test('the digest of an envelope covers its signature', async () => {
  const envelope = await signEnvelope(device.privateKey, unsigned)
  const again = await signEnvelope(device.privateKey, unsigned)
  expect(again.signature).not.toBe(envelope.signature)
  expect(await envelopeDigest(again)).not.toBe(await envelopeDigest(envelope))
})

test('an acknowledgement counts only with the named key of the gateway', async () => {
  const acknowledgement: UnsignedAcknowledgement = {
    version: 1,
    id: unsigned.id,
    outcome: 'stored',
    digest: 'A'.repeat(43),
    receivedAt: '2026-11-25T02:00:01.000Z',
    missingParts: [],
    problem: null,
    retryAfterSeconds: null,
    keyId: 'k1',
  }
  const keys = [{ keyId: 'k1', publicKey: await exportPublicKey(device.publicKey) }]
  const signed = await signAcknowledgement(device.privateKey, acknowledgement)
  expect(await isAcknowledgementGenuine(keys, signed)).toBe(true)
  expect(await isAcknowledgementGenuine(keys, { ...signed, outcome: 'duplicate' })).toBe(false)
  expect(await isAcknowledgementGenuine(keys, { ...signed, keyId: 'k2' })).toBe(false)
  const forged = await signAcknowledgement(stranger.privateKey, acknowledgement)
  expect(await isAcknowledgementGenuine(keys, forged)).toBe(false)
})

test('the private key of a device cannot be taken out', async () => {
  await expect(crypto.subtle.exportKey('jwk', device.privateKey)).rejects.toThrow()
})
