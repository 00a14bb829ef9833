import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SubmissionPayload } from '../../src/contract/payload.ts'
import { submissionPayload } from '../../src/contract/payload.ts'
import { compress, decompress } from '../../src/vault/compress.ts'
import { fromBase64Url, toBase64Url } from '../../src/vault/encoding.ts'
import { openPayload, payloadLimitBytes, sealPayload } from '../../src/vault/payload.ts'
import { generateRecipient, open, seal } from '../../src/vault/seal.ts'
import { bytesOf } from '../../src/vault/text.ts'

const payload: SubmissionPayload = {
  procedure: '1.001193',
  form: { name: 'birth-registration', version: 1 },
  answers: { 'child.fullName': 'Giàng A Páo', 'mother.fullName': "H'Hen Niê".normalize('NFD') },
  papers: [],
  language: 'vi',
  consent: { text: '1', givenAt: '2026-11-25T02:00:00.000Z' },
  filedOn: '2026-11-25',
}

test('what is sealed comes back byte for byte, for each recipient', async () => {
  const gateway = await generateRecipient()
  const escrow = await generateRecipient()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const sealed = await seal(bytes, [gateway.recipient, escrow.recipient])
      expect(await open(sealed, [gateway.identity])).toEqual(new Uint8Array(bytes))
      expect(await open(sealed, [escrow.identity])).toEqual(new Uint8Array(bytes))
    }),
    { numRuns: 15 },
  )
})

test('sealing the same twice gives different bytes', async () => {
  const { recipient } = await generateRecipient()
  expect(await seal(bytesOf('Lò Thị Pành'), [recipient])).not.toEqual(
    await seal(bytesOf('Lò Thị Pành'), [recipient]),
  )
})

test('a single altered byte anywhere makes a seal unreadable', async () => {
  const { identity, recipient } = await generateRecipient()
  const sealed = await seal(bytesOf('Lò Thị Pành'), [recipient])
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: sealed.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const altered = new Uint8Array(sealed)
        altered[at] = (altered[at] ?? 0) ^ by
        await expect(open(altered, [identity])).rejects.toThrow()
      },
    ),
    { numRuns: 60 },
  )
})

test('another identity does not open a seal', async () => {
  const { recipient } = await generateRecipient()
  const other = await generateRecipient()
  await expect(open(await seal(bytesOf('x'), [recipient]), [other.identity])).rejects.toThrow()
})

test('a payload opens as it was sealed, decomposed Vietnamese included', async () => {
  const { identity, recipient } = await generateRecipient()
  expect(await openPayload(await sealPayload(payload, [recipient]), [identity], submissionPayload)).toEqual({
    ok: true,
    payload,
  })
})

test('a payload for someone else is unreadable, as a value', async () => {
  const { recipient } = await generateRecipient()
  const other = await generateRecipient()
  expect(
    await openPayload(await sealPayload(payload, [recipient]), [other.identity], submissionPayload),
  ).toMatchObject({
    ok: false,
    problem: 'payload-unreadable',
  })
})

test('text that is no seal at all is unreadable, as a value', async () => {
  const { identity } = await generateRecipient()
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
      expect(await openPayload(text, [identity], submissionPayload)).toMatchObject({
        ok: false,
        problem: 'payload-unreadable',
      })
    }),
    { numRuns: 50 },
  )
})

test('a well-sealed payload of the wrong shape is invalid and names only the place', async () => {
  const { identity, recipient } = await generateRecipient()
  const wrong = { ...payload, procedure: 'Giàng A Páo' }
  const opened = await openPayload(await sealPayload(wrong, [recipient]), [identity], submissionPayload)
  expect(opened).toMatchObject({ ok: false, problem: 'payload-invalid' })
  expect(JSON.stringify(opened)).not.toContain('Páo')
})

test('a payload that unfolds to more than the limit is refused before it fills the memory', async () => {
  const { identity, recipient } = await generateRecipient()
  const bomb = await compress(new Uint8Array(payloadLimitBytes + 1))
  expect(bomb.length).toBeLessThan(payloadLimitBytes / 100)
  const sealed = toBase64Url(await seal(bomb, [recipient]))
  expect(await openPayload(sealed, [identity], submissionPayload)).toMatchObject({
    ok: false,
    problem: 'payload-unreadable',
  })
})

test('compression gives back what it took, up to exactly the limit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
      const given = new Uint8Array(bytes)
      expect(await decompress(await compress(given), given.length)).toEqual(given)
      if (given.length > 0) {
        await expect(decompress(await compress(given), given.length - 1)).rejects.toThrow(RangeError)
      }
    }),
    { numRuns: 40 },
  )
})

test('base64url gives back what it took and never needs escaping in an address', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64Url(bytes)
      expect(text).toMatch(/^[A-Za-z0-9_-]*$/)
      expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes))
    }),
  )
})
