import { createPrivateKey, createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSignedBy, signAcknowledgement, signedBytes } from '../../src/gateway/sync/signatures.ts'
import { toBase64Url } from '../../src/vault/encoding.ts'
import { isAcknowledgementGenuine, signEnvelope } from '../../src/vault/envelope.ts'
import {
  canonicalBytes,
  canonicalText,
  exportPublicKey,
  generateSigningKey,
  sign,
  isSignedBy as vaultAgrees,
} from '../../src/vault/signature.ts'
import { anyEnvelope } from '../contract/any-envelope.ts'

test('the check of the gateway and that of the vault agree on every signature, right, altered or none', async () => {
  const device = await generateSigningKey(false)
  const { kty, crv, x, y } = await exportPublicKey(device.publicKey)
  const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.option(fc.uint8Array({ maxLength: 70 })),
      fc.boolean(),
      async (given, random, isAltered) => {
        const bytes = new Uint8Array(given)
        const signature = random === null ? await sign(device.privateKey, bytes) : toBase64Url(random)
        if (isAltered) bytes[0] = (bytes[0] ?? 0) ^ 1
        const isGenuine = await isSignedBy(key, bytes, signature)
        expect(isGenuine).toBe(random === null && !isAltered)
        expect(await vaultAgrees(device.publicKey, bytes, signature)).toBe(isGenuine)
      },
    ),
    { numRuns: 80 },
  )
})

test('what was signed is found in the text of the whole, of every envelope', async () => {
  const device = await generateSigningKey(false)
  await fc.assert(
    fc.asyncProperty(anyEnvelope, async (unsigned) => {
      const signed = await signEnvelope(device.privateKey, unsigned)
      const bytes = signedBytes(canonicalText(signed), signed.signature)
      expect(Buffer.from(bytes).equals(canonicalBytes(unsigned))).toBe(true)
    }),
  )
})

test('an acknowledgement of the gateway is genuine for a device, and an altered one is not', async () => {
  const pair = await generateSigningKey(true)
  const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const keys = [{ keyId: 'k1', publicKey: await exportPublicKey(pair.publicKey) }]
  const signed = await signAcknowledgement(createPrivateKey({ key: { ...jwk }, format: 'jwk' }), {
    version: 1,
    id: '0199f7a0-1111-7222-8333-000000000001',
    outcome: 'stored',
    digest: 'A'.repeat(43),
    receivedAt: '2026-11-26T02:00:00.000Z',
    missingParts: [],
    problem: null,
    retryAfterSeconds: null,
    keyId: 'k1',
  })
  expect(await isAcknowledgementGenuine(keys, signed)).toBe(true)
  expect(await isAcknowledgementGenuine(keys, { ...signed, outcome: 'rejected' })).toBe(false)
})
