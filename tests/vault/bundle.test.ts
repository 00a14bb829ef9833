import fc from 'fast-check'
import { v7 as uuidV7 } from 'uuid'
import { expect, test } from 'vitest'
import type { BundleManifest } from '../../src/contract/bundle.ts'
import {
  type BundleIndex,
  blobSource,
  bundleOf,
  bundleRecord,
  indexBundle,
  jsonRecord,
  parseJson,
  readRecord,
} from '../../src/vault/bundle.ts'
import { sha256 } from '../../src/vault/encoding.ts'

interface Made {
  readonly id: string
  readonly json: string
  readonly parts: readonly Uint8Array<ArrayBuffer>[]
}

const manifestOf = (envelopes: readonly string[], answers: readonly string[] = []): BundleManifest => ({
  product: 'motcua',
  kind: 'bundle',
  version: 1,
  createdAt: '2026-11-25T02:00:00.000Z',
  gateway: 'gateway-1',
  envelopes: [...envelopes],
  answers: [...answers],
})

async function make(contents: readonly (readonly Uint8Array[])[]): Promise<{ made: Made[]; bundle: Blob }> {
  const made: Made[] = []
  const records: Blob[] = []
  for (const parts of contents) {
    const id = uuidV7()
    const json = JSON.stringify({ id, note: 'đã ký' })
    const copies = parts.map((part) => Uint8Array.from(part))
    records.push(await jsonRecord('envelope', id, json))
    for (const part of copies)
      records.push(bundleRecord({ kind: 'part', id, sha256: await sha256(part) }, part))
    made.push({ id, json, parts: copies })
  }
  return { made, bundle: bundleOf(manifestOf(made.map(({ id }) => id)), records) }
}

/** Ids of envelopes of which everything is whole, each checked to be what was written. */
async function wholeIn(bundle: Blob, made: readonly Made[]): Promise<readonly string[]> {
  const source = blobSource(bundle)
  const index = await indexBundle(source)
  if (index === null) return []
  const whole: string[] = []
  for (const { id, json, parts } of made) {
    if (await isWhole(index, { id, json, parts })) whole.push(id)
  }
  return whole

  async function isWhole(of: BundleIndex, { id, json, parts }: Made): Promise<boolean> {
    const item = of.items.get(id)
    const envelope = await readRecord(source, of, item?.envelope ?? null)
    if (!envelope.ok) return false
    expect(parseJson(envelope.content)).toEqual(JSON.parse(json))
    for (const part of parts) {
      const read = await readRecord(source, of, item?.parts.get(await sha256(part)) ?? null)
      if (!read.ok) return false
      expect(read.content).toEqual(part)
    }
    return true
  }
}

test('what goes in comes out, whatever is in it', async () => {
  const part = fc.uint8Array({ minLength: 1, maxLength: 3000 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 5 }), async (contents) => {
      const { made, bundle } = await make(contents)
      const index = await indexBundle(blobSource(bundle))
      expect(index?.isWhole).toBe(true)
      expect(index?.manifest?.envelopes).toEqual(made.map(({ id }) => id))
      expect(await wholeIn(bundle, made)).toEqual(made.map(({ id }) => id))
    }),
    { numRuns: 50 },
  )
})

test('cut at any block, what lies before the cut is whole and all the rest is named', async () => {
  const { made, bundle } = await make([[], [new Uint8Array(700).fill(7)], [], [new Uint8Array(1500).fill(3)]])
  let before = 0
  for (let bytes = 0; bytes < bundle.size; bytes += 256) {
    const cut = bundle.slice(0, bytes)
    const whole = await wholeIn(cut, made)
    expect(whole).toEqual(made.slice(0, whole.length).map(({ id }) => id))
    expect(whole.length).toBeGreaterThanOrEqual(before)
    before = whole.length
    const index = await indexBundle(blobSource(cut))
    expect(index?.isWhole ?? false).toBe(false)
    if (index?.manifest != null) expect(index.items.size).toBe(made.length)
    if (index !== null)
      expect(await readRecord(blobSource(cut), index, null)).toMatchObject({ ok: false, problem: 'cut-off' })
  }
  expect(before).toBe(made.length)
})

test('one turned bit costs at most the one envelope it lies in', async () => {
  const { made, bundle } = await make([[], [new Uint8Array(700).fill(7)], [], [new Uint8Array(100).fill(3)]])
  const bytes = new Uint8Array(await bundle.arrayBuffer())
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length * 8 - 1 }), async (bit) => {
      const altered = Uint8Array.from(bytes)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const whole = await wholeIn(new Blob([altered]), made)
      expect(whole.length).toBeGreaterThanOrEqual(made.length - 1)
    }),
    { numRuns: 300 },
  )
})

test('files one after another in one file are read as one', async () => {
  const [first, second] = [await make([[]]), await make([[]])]
  const both = new Blob([first.bundle, second.bundle])
  const made = [...first.made, ...second.made]
  expect(await wholeIn(both, made)).toEqual(made.map(({ id }) => id))
})

test('random bytes, a picture and another archive are no bundle', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      expect(await indexBundle(blobSource(new Blob([Uint8Array.from(bytes)])))).toBeNull()
    }),
  )
})

test('records of a kind that only a newer version knows are passed over', async () => {
  const { made, bundle } = await make([[]])
  const { archiveHeaderBlock } = await import('../../src/contract/archive.ts')
  const unknown = archiveHeaderBlock({ name: 'future/map.bin', bytes: 3 })
  const newer = new Blob([unknown, new Uint8Array(512), bundle])
  expect(await wholeIn(newer, made)).toHaveLength(1)
  expect((await indexBundle(blobSource(newer)))?.isWhole).toBe(true)
})

test('a file of nothing but empty parts costs no more memory than an envelope has parts', async () => {
  const id = uuidV7()
  const digests = await Promise.all(
    Array.from({ length: 500 }, (_, at) => sha256(Uint8Array.of(at, at >> 8))),
  )
  const records = digests.map((digest) =>
    bundleRecord({ kind: 'part', id, sha256: digest }, new Uint8Array(0)),
  )
  const index = await indexBundle(blobSource(bundleOf(manifestOf([id]), records)))
  expect(index?.items.get(id)?.parts.size).toBe(60)
})
