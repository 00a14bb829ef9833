import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { Upload } from '@tus/server'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { openFiles } from '../../src/gateway/files/open-files.ts'
import { type ObjectStoreSettings, s3Files } from '../../src/gateway/files/s3-files.ts'
import { PieceUploads } from '../../src/gateway/sync/piece-uploads.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { type ObjectStore, startObjectStore } from './object-store.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf } from './test-desk.ts'
import {
  continueUpload,
  createUpload,
  enrolDevice,
  photo,
  type SealedPart,
  type TestDevice,
} from './test-device.ts'

async function offsetOf(url: string, location: string): Promise<number> {
  const response = await fetch(new URL(location, url), {
    method: 'HEAD',
    headers: { 'tus-resumable': '1.0.0' },
  })
  return Number(response.headers.get('upload-offset'))
}

async function withOnePart(
  device: TestDevice,
  size = 2000,
): Promise<{ envelope: Envelope; part: SealedPart }> {
  const part = await device.part(photo(size))
  const envelope = await device.envelope(birthSubmission({}, [part]), [part])
  await device.deliver(envelope)
  return { envelope, part }
}

let objects: ObjectStore
beforeAll(async () => {
  objects = await startObjectStore()
})
afterAll(() => objects.close())

describe.each(['disk', 's3'])('parts on %s', (kind) => {
  let gateway: TestGateway
  let device: TestDevice
  let objectStore: ObjectStoreSettings | null = null
  beforeAll(async () => {
    if (kind === 's3') objectStore = await objects.freshBucket()
    gateway = await startGateway({ objectStore })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  })
  afterAll(() => gateway.close())

  test('an upload goes on where it was interrupted', async () => {
    const { envelope, part } = await withOnePart(device, 50_000)
    const created = await createUpload(gateway.url, envelope.id, part)
    expect(created.status).toBe(201)
    const location = created.headers.get('location') ?? ''
    await continueUpload(gateway.url, location, 0, part.bytes.slice(0, 20_000))
    expect(await offsetOf(gateway.url, location)).toBe(20_000)
    expect((await continueUpload(gateway.url, location, 5, part.bytes.slice(5))).status).toBe(409)
    expect((await continueUpload(gateway.url, location, 20_000, part.bytes.slice(20_000))).status).toBe(204)
    expect(await device.deliver(envelope)).toMatchObject([{ outcome: 'duplicate' }])
  })

  test('a part that no stored envelope waits for is not taken', async () => {
    const { envelope, part } = await withOnePart(device)
    const stranger = await device.part(photo())
    const refusals = [
      await createUpload(gateway.url, envelope.id, stranger),
      await createUpload(gateway.url, crypto.randomUUID(), part),
      await createUpload(gateway.url, envelope.id, part, part.reference.bytes + 1),
      await fetch(`${gateway.url}api/v1/parts`, {
        method: 'POST',
        headers: { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': '%%%' },
      }),
    ]
    for (const refusal of refusals)
      expect([refusal.status, await problemOf(refusal)]).toEqual([409, 'part-unexpected'])
    expect(await device.upload(envelope.id, part)).toBe(204)
    expect(await problemOf(await createUpload(gateway.url, envelope.id, part))).toBe('part-unexpected')
  })

  test('bytes with another digest are thrown away and the part is still awaited', async () => {
    const { envelope, part } = await withOnePart(device)
    const altered = part.bytes.slice()
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
    const created = await createUpload(gateway.url, envelope.id, part)
    const answer = await continueUpload(gateway.url, created.headers.get('location') ?? '', 0, altered)
    expect([answer.status, await problemOf(answer)]).toEqual([422, 'part-digest-mismatch'])
    expect(await device.deliver(envelope)).toMatchObject([
      { outcome: 'awaiting-parts', missingParts: [part.reference.sha256] },
    ])
    expect(await device.upload(envelope.id, part)).toBe(204)
    expect(await device.deliver(envelope)).toMatchObject([{ outcome: 'duplicate' }])
  })

  test('more bytes than announced are refused', async () => {
    const { envelope, part } = await withOnePart(device)
    const created = await createUpload(gateway.url, envelope.id, part)
    const tooLong = new Uint8Array(part.bytes.length + 100)
    const answer = await continueUpload(gateway.url, created.headers.get('location') ?? '', 0, tooLong)
    expect([answer.status, await problemOf(answer)]).toEqual([413, 'payload-too-large'])
  })

  test('two uploads of one part at the same time both succeed and leave one part', async () => {
    const { envelope, part } = await withOnePart(device)
    const created = await Promise.all([
      createUpload(gateway.url, envelope.id, part),
      createUpload(gateway.url, envelope.id, part),
    ])
    const answers = await Promise.all(
      created.map((one) => continueUpload(gateway.url, one.headers.get('location') ?? '', 0, part.bytes)),
    )
    expect(answers.map((answer) => answer.status)).toEqual([204, 204])
    expect(await device.deliver(envelope)).toMatchObject([{ outcome: 'duplicate' }])
  })

  test('finished uploads leave nothing behind but the part under its digest', async () => {
    const uploads =
      objectStore === null
        ? (await readdir(join(gateway.dataDir, 'uploads'))).filter((name) => !name.endsWith('.json'))
        : await Array.fromAsync(s3Files(objectStore, 'uploads', '').list(''), ({ key }) => key)
    // The two refused for their length were begun and never finished; all others are gone.
    expect(uploads.length).toBeLessThanOrEqual(2)
    const { files } = await openFiles({ dataDir: gateway.dataDir, objectStore })
    const parts = await Array.fromAsync(files.list(''), ({ key }) => key)
    expect(parts.length).toBe(4)
    expect(parts.every((key) => /^parts\/[0-9a-f]{2}\/[0-9a-f]{64}$/.test(key))).toBe(true)
  })

  test('an unknown upload, and a request that is not tus, get a problem', async () => {
    const unknown = await continueUpload(gateway.url, '/api/v1/parts/nothing', 0, new Uint8Array(3))
    expect([unknown.status, await problemOf(unknown)]).toEqual([404, 'not-found'])
    const plain = await fetch(`${gateway.url}api/v1/parts/nothing`, { method: 'PATCH' })
    expect([plain.status, await problemOf(plain)]).toEqual([412, 'version-unsupported'])
    const climbing = await fetch(`${gateway.url}api/v1/parts/..%2Fkeys%2Fidentity-0001.txt`, {
      method: 'HEAD',
      headers: { 'tus-resumable': '1.0.0' },
    })
    expect(climbing.status).toBe(404)
  })
})

test('an upload in very many pieces, as over a bad line, is joined and arrives', async () => {
  const objectStore = await objects.freshBucket()
  const gateway = await startGateway({ objectStore })
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  const { envelope, part } = await withOnePart(device, 20_000)
  const location = (await createUpload(gateway.url, envelope.id, part)).headers.get('location') ?? ''
  const piece = 150
  for (let at = 0; at < part.bytes.length; at += piece)
    expect((await continueUpload(gateway.url, location, at, part.bytes.slice(at, at + piece))).status).toBe(
      204,
    )
  expect(await device.deliver(envelope)).toMatchObject([{ outcome: 'duplicate', missingParts: [] }])
  expect(await Array.fromAsync(s3Files(objectStore, 'uploads', '').list(''))).toEqual([])
  await gateway.close()
})

test('while the object store is away a device is asked to come again, and dossiers go on arriving', async () => {
  const going = await startObjectStore()
  const gateway = await startGateway({ objectStore: await going.freshBucket() })
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  const { envelope, part } = await withOnePart(device)
  const location = (await createUpload(gateway.url, envelope.id, part)).headers.get('location') ?? ''
  await going.close()
  const answer = await continueUpload(gateway.url, location, 0, part.bytes)
  expect([answer.status, await problemOf(answer)]).toEqual([500, 'unavailable'])
  expect(await problemOf(await createUpload(gateway.url, envelope.id, part))).toBe('unavailable')
  const other = await device.envelope(birthSubmission())
  expect(await device.deliver(other, envelope)).toMatchObject([
    { outcome: 'stored' },
    { outcome: 'awaiting-parts' },
  ])
  await gateway.close()
})

test('an upload in the object store that nobody continues for two weeks is gone', async () => {
  const files = s3Files(await objects.freshBucket(), 'uploads', await mkdtemp(join(tmpdir(), 'motcua-old-')))
  const uploads = new PieceUploads(files, 14 * 24 * 3_600_000)
  const ids = [20, 13].map((days) => uuidV7({ msecs: Date.now() - days * 24 * 3_600_000 }))
  for (const id of ids) {
    await uploads.create(new Upload({ id, size: 5, offset: 0 }))
    await uploads.write(Readable.from([Buffer.from('ab')]), id, 0)
  }
  expect(await uploads.deleteExpired()).toBe(1)
  await expect(uploads.getUpload(ids[0] ?? '')).rejects.toMatchObject({ status_code: 404 })
  expect(await uploads.getUpload(ids[1] ?? '')).toMatchObject({ offset: 2, size: 5 })
})

describe('a gateway that is killed', () => {
  const entry = fileURLToPath(new URL('./gateway-process.ts', import.meta.url))
  const running: ChildProcess[] = []
  let dataDir = ''

  async function start(): Promise<{ url: string; code: string; kill(): Promise<void> }> {
    const child = spawn(process.execPath, [entry, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: childEnvironment,
    })
    running.push(child)
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const { url, code } = JSON.parse(String(line))
    return {
      url,
      code,
      async kill() {
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      },
    }
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-killed-'))
  })
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  test('in the middle of an upload keeps the envelope and the bytes it had, and the device finishes afterwards', async () => {
    const first = await start()
    const device = await enrolDevice(first.url, first.code)
    const { envelope, part } = await withOnePart(device, 400_000)
    const location = (await createUpload(first.url, envelope.id, part)).headers.get('location') ?? ''
    await continueUpload(first.url, location, 0, part.bytes.slice(0, 100_000))
    await halfARequest(new URL(location, first.url), 100_000, part.bytes.slice(100_000, 250_000))
    await first.kill()

    const second = await start()
    const offset = await offsetOf(second.url, location)
    expect(offset).toBeGreaterThanOrEqual(100_000)
    expect((await continueUpload(second.url, location, offset, part.bytes.slice(offset))).status).toBe(204)
    const again = device.at(second.url)
    expect(await again.deliver(envelope)).toMatchObject([{ outcome: 'duplicate', missingParts: [] }])
    expect((await again.changes()).changes).toMatchObject([{ envelope: envelope.id, state: 1 }])
    await second.kill()
  })
})

/** Announces more than it sends and keeps the connection: what the gateway has when the power goes. */
async function halfARequest(address: URL, offset: number, bytes: Uint8Array): Promise<void> {
  const sending = request(address, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': offset,
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length + 50_000,
    },
  })
  // The kill resets the connection.
  sending.on('error', () => {})
  await new Promise<void>((resolve) => sending.write(bytes, () => resolve()))
}
