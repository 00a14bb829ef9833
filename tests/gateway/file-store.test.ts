/** One promise, kept by every place that files may lie in. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diskFiles } from '../../src/gateway/files/disk-files.ts'
import type { FileStore } from '../../src/gateway/files/file-store.ts'
import { openFiles } from '../../src/gateway/files/open-files.ts'
import { s3Files } from '../../src/gateway/files/s3-files.ts'
import { type ObjectStore, startObjectStore } from './object-store.ts'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')

async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function* broken(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* inPieces(bytes)
  throw new Error('the line broke')
}

async function read(store: FileStore, key: string): Promise<Buffer | null> {
  const file = await store.get(key)
  if (file === null) return null
  const bytes = Buffer.concat(await file.content.toArray())
  expect(file.bytes).toBe(bytes.length)
  return bytes
}

const keysOf = async (store: FileStore, prefix: string) =>
  (await Array.fromAsync(store.list(prefix), ({ key, bytes }) => `${key} ${bytes}`)).sort()

let objects: ObjectStore
beforeAll(async () => {
  objects = await startObjectStore()
})
afterAll(() => objects.close())

describe.each(['disk', 's3'])('files on %s', (kind) => {
  let folder = ''
  let store: FileStore
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-files-'))
    const spool = join(folder, 'spool')
    store =
      kind === 'disk'
        ? diskFiles(join(folder, 'files'), spool)
        : s3Files(await objects.freshBucket(), 'files', spool)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('an empty place has nothing, and says so', async () => {
    expect(await keysOf(store, '')).toEqual([])
    expect(await store.get('parts/ab/none')).toBeNull()
    expect(await store.has('parts/ab/none')).toBe(false)
    await store.remove('parts/ab/none')
  })

  test('what was put is there whole, with its length and digest, until it is removed', async () => {
    const bytes = randomBytes(300_000)
    const sha256 = digestOf(bytes)
    expect(await store.put('parts/ab/one', inPieces(bytes), sha256)).toEqual({
      ok: true,
      bytes: 300_000,
      sha256,
    })
    expect(await read(store, 'parts/ab/one')).toEqual(bytes)
    expect(await store.has('parts/ab/one')).toBe(true)
    await store.remove('parts/ab/one')
    expect(await store.has('parts/ab/one')).toBe(false)
    expect(await keysOf(store, '')).toEqual([])
  })

  test('an empty file is a file', async () => {
    await store.put('parts/ab/empty', inPieces(new Uint8Array()))
    expect(await read(store, 'parts/ab/empty')).toEqual(Buffer.alloc(0))
    await store.remove('parts/ab/empty')
  })

  test('content with another digest, or that broke off, leaves nothing, and what was there stays', async () => {
    const bytes = randomBytes(5000)
    const refused = await store.put('results/wrong', inPieces(bytes), digestOf(bytes.subarray(1)))
    expect(refused).toEqual({ ok: false, problem: 'digest-mismatch' })
    await expect(store.put('results/cut', broken(bytes))).rejects.toThrow('the line broke')
    expect(await keysOf(store, 'results/')).toEqual([])

    await store.put('results/right', inPieces(bytes))
    await store.put('results/right', inPieces(randomBytes(10)), digestOf(bytes))
    await expect(store.put('results/right', broken(bytes.subarray(0, 2000)))).rejects.toThrow()
    expect(await read(store, 'results/right')).toEqual(bytes)
    expect(await readdir(join(folder, 'spool'))).toEqual([])
    await store.remove('results/right')
  })

  test('a file of this machine is taken over when its digest is right, and stays when it is not', async () => {
    const bytes = randomBytes(2000)
    await mkdir(join(folder, 'spool'), { recursive: true })
    const path = join(folder, 'spool', 'upload')
    await writeFile(path, bytes)
    expect(await store.adopt('parts/cd/two', path, digestOf(randomBytes(1)))).toBe(false)
    expect(existsSync(path)).toBe(true)
    expect(await store.has('parts/cd/two')).toBe(false)
    expect(await store.adopt('parts/cd/two', path, digestOf(bytes))).toBe(true)
    expect(existsSync(path)).toBe(false)
    expect(await read(store, 'parts/cd/two')).toEqual(bytes)
    await store.remove('parts/cd/two')
  })

  test('the same content put by many at once is one file', async () => {
    const bytes = randomBytes(50_000)
    const put = () => store.put('parts/ef/three', inPieces(bytes), digestOf(bytes))
    expect(new Set((await Promise.all([put(), put(), put(), put()])).map(({ ok }) => ok))).toEqual(
      new Set([true]),
    )
    expect(await keysOf(store, '')).toEqual(['parts/ef/three 50000'])
    await store.remove('parts/ef/three')
  })

  test('a list has all that begins so, with sizes, however many there are', async () => {
    const keys = Array.from({ length: 1100 }, (_, index) => `many/${String(index).padStart(4, '0')}`)
    for (const key of [...keys, 'manyfold/0', 'other/1'])
      await store.put(key, inPieces(Buffer.from(key)), digestOf(Buffer.from(key)))
    expect(await keysOf(store, 'many/')).toEqual(keys.map((key) => `${key} 9`))
    expect((await keysOf(store, 'many')).length).toBe(1101)
    expect(await keysOf(store, 'many/000')).toEqual(keys.slice(0, 10).map((key) => `${key} 9`))
    expect((await keysOf(store, '')).length).toBe(1102)
  })

  test.each(['../keys/identity', 'parts/../x', '/etc', 'parts//x', 'PARTS/x', '', 'parts/', 'tên'])(
    'no file has the key "%s"',
    async (key) => {
      await expect(store.put(key, inPieces(Buffer.from('x')))).rejects.toThrow('not a key')
      await expect(store.get(key)).rejects.toThrow('not a key')
      await expect(store.remove(key)).rejects.toThrow('not a key')
    },
  )
})

test('a bucket that is not there, or a key that is not right, is found out at the start', async () => {
  const settings = await objects.freshBucket()
  const dataDir = join(tmpdir(), 'motcua-never-used')
  const open = (change: object) => openFiles({ dataDir, objectStore: { ...settings, ...change } })
  await expect(open({ bucket: 'not-there' })).rejects.toThrow()
  await expect(open({ secretAccessKey: 'wrong' })).rejects.toThrow()
  await expect(open({})).resolves.toBeDefined()
})

test('parts that an earlier version kept beside the database are found again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-earlier-'))
  await mkdir(join(dataDir, 'parts', 'ab'), { recursive: true })
  await writeFile(join(dataDir, 'parts', 'ab', 'abcd'), 'sealed')
  const { files } = await openFiles({ dataDir, objectStore: null })
  expect(await read(files, 'parts/ab/abcd')).toEqual(Buffer.from('sealed'))
  expect(await readdir(dataDir)).toEqual(['files'])
  await rm(dataDir, { recursive: true })
})
