import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskFiles } from '../../src/gateway/files/disk-files.ts'
import { createOrphanSweep } from '../../src/gateway/files/orphan-documents.ts'

const dayMs = 24 * 3_600_000
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-orphans-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a document that no dossier names goes after a day; all others stay', async () => {
  const files = diskFiles(join(folder, 'files'), join(folder, 'spool'))
  const now = Date.now()
  async function* bytes() {
    yield new Uint8Array([1, 2, 3])
  }
  const put = async (key: string, ageMs: number) => {
    await files.put(key, bytes())
    const at = new Date(now - ageMs)
    await utimes(join(folder, 'files', ...key.split('/')), at, at)
  }
  await put('documents/aa/named-old', 9 * dayMs)
  await put('documents/aa/orphan-old', 2 * dayMs)
  await put('documents/bb/orphan-new', dayMs - 60_000)
  await put('parts/cc/orphan-part', 9 * dayMs)
  const asked: string[] = []
  let at = now
  const sweep = createOrphanSweep({
    files,
    storage: {
      documents: {
        async namedFiles(keys) {
          asked.push(...keys)
          return new Set(['documents/aa/named-old'])
        },
      },
    },
    now: () => new Date(at),
  })
  const left = async () => (await Array.fromAsync(files.list(''), ({ key }) => key)).toSorted()
  expect(await sweep.run()).toBe(1)
  expect(asked.toSorted()).toEqual(['documents/aa/named-old', 'documents/aa/orphan-old'])
  expect(await left()).toEqual(['documents/aa/named-old', 'documents/bb/orphan-new', 'parts/cc/orphan-part'])
  // Once a day is enough, and the next day the young one is old.
  expect(await sweep.run()).toBe(0)
  at += dayMs
  expect(await sweep.run()).toBe(1)
  expect(await left()).toEqual(['documents/aa/named-old', 'parts/cc/orphan-part'])
})
