import { createPublicKey } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSignedBy } from '../../src/gateway/sync/signature-check.ts'
import { toBase64Url } from '../../src/vault/encoding.ts'
import {
  exportPublicKey,
  generateSigningKey,
  sign,
  isSignedBy as vaultAgrees,
} from '../../src/vault/signature.ts'

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
