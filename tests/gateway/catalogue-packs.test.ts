/** What devices are offered: signed packs of the imported catalogue, and the changes between them. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFiles } from '../../src/catalogue/importing/import-files.ts'
import { importedFile, importedFolder } from '../../src/catalogue/importing/imported-catalogue.ts'
import { linesOfText, textOfLines, withDelta } from '../../src/catalogue/packs/lines.ts'
import { type CataloguePack, cataloguePack, type PackFile } from '../../src/contract/catalogue-pack.ts'
import { canonicalBytes, importPublicKey, isSignedBy } from '../../src/vault/signature.ts'
import { listRow, portalAnswer } from '../catalogue/importing/records.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { enrolDevice } from './test-device.ts'

let dataDir = ''
let gateway: TestGateway
/** Moves on with each import, as files do. */
let importedAtMs = Date.parse('2026-11-20T00:00:00.000Z')

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'motcua-packs-'))
  gateway = await startGateway({ dataDir })
})
afterAll(async () => {
  await gateway.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function take(...records: readonly object[]): Promise<void> {
  const file = join(dataDir, 'records')
  await writeFile(file, records.map((record) => JSON.stringify(record)).join('\n'))
  const folder = importedFolder(dataDir)
  const outcome = await importFiles([file], { folder, today: '2026-11-26', isComplete: true })
  if (!outcome.ok) throw new Error(outcome.problem)
  importedAtMs += 60_000
  await utimes(join(folder, importedFile), importedAtMs / 1000, importedAtMs / 1000)
}

async function startAgain(): Promise<void> {
  await gateway.close()
  gateway = await startGateway({ dataDir })
  await gateway.gateway.settled()
}

async function publish(...records: readonly object[]): Promise<CataloguePack> {
  await take(...records)
  await gateway.gateway.sweep()
  return manifest()
}

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(`api/v1/catalogue/${path}`, gateway.url), { headers })

async function manifest(): Promise<CataloguePack> {
  return v.parse(cataloguePack, await (await ask('manifest')).json())
}

async function fileText({ sha256, bytes }: PackFile): Promise<string> {
  const body = Buffer.from(await (await ask(`files/${sha256}`)).arrayBuffer())
  expect(body.length).toBe(bytes)
  expect(createHash('sha256').update(body).digest('base64url')).toBe(sha256)
  return inflateRawSync(body).toString()
}

const birth = portalAnswer('9.900001', 'Thủ tục mẫu một')
const ofLaiChau = portalAnswer('9.900003', 'Của Lai Châu', {
  type: 'SPECIFIC',
  departmentPromulgateCode: 'H35',
  departmentPromulgateName: 'UBND tỉnh Lai Châu',
})

describe('a published pack', () => {
  test('is not there before anything is imported', async () => {
    expect((await ask('manifest')).status).toBe(404)
    expect((await ask('pack')).status).toBe(404)
  })

  test('has what is imported for the province, signed by the gateway’s key', async () => {
    const pack = await publish(birth, ofLaiChau, listRow('9.900002', 'Chỉ có trong danh sách'))
    expect(pack).toMatchObject({
      province: '15',
      procedures: 2,
      importedAt: new Date(importedAtMs).toISOString(),
    })
    const { signature, ...signed } = pack
    const { enrolment } = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const { verificationKeys } = enrolment.gateway
    const key = await importPublicKey(verificationKeys[0]?.publicKey ?? never())
    expect(await isSignedBy(key, canonicalBytes(signed), signature)).toBe(true)
    for (const part of [pack.list, pack.details]) {
      const text = await fileText(part.full)
      expect([...linesOfText(text).keys()]).toEqual(['9.900001', '9.900002'])
      expect(createHash('sha256').update(text).digest('base64url')).toBe(part.content.sha256)
    }
  })

  test('a change is a new version with what leads to it; the same again, and the next start, is none', async () => {
    const others = Array.from({ length: 30 }, (_, at) => listRow(`9.9100${at + 10}`, `Việc số ${at * 7919}`))
    const first = await publish(birth, ...others, listRow('9.900002', 'Sẽ bị bỏ'))
    const second = await publish(portalAnswer('9.900001', 'Thủ tục mẫu đã đổi'), ...others)
    expect(second.version).toBeGreaterThan(first.version)
    for (const part of ['list', 'details'] as const) {
      const before = linesOfText(await fileText(first[part].full))
      const delta = second[part].deltas.find(({ from }) => from === first.version)
      expect(delta?.bytes).toBeLessThan(second[part].full.bytes / 2)
      if (delta === undefined) continue
      const reached = withDelta(before, await fileText(delta))
      expect(textOfLines(reached)).toBe(await fileText(second[part].full))
    }
    await gateway.gateway.sweep()
    await startAgain()
    expect((await manifest()).version).toBe(second.version)
  })

  test('what another machine imported later is not undone by an older import here', async () => {
    await publish(birth)
    const newest = await publish(portalAnswer('9.900001', 'Mới hơn'))
    await take(portalAnswer('9.900001', 'Cũ hơn'))
    const old = importedAtMs / 1000 - 3600
    await utimes(join(importedFolder(dataDir), importedFile), old, old)
    await startAgain()
    expect((await manifest()).version).toBe(newest.version)
  })

  test('the last versions are kept, and their files', async () => {
    const published: CataloguePack[] = []
    for (let at = 0; at < 8; at += 1) published.push(await publish(portalAnswer('9.900001', `Lần ${at}`)))
    const names = await readdir(join(dataDir, 'files', 'catalogue', '15'))
    const kept = names.filter((name) => name.endsWith('.json')).map((name) => Number(name.split('.')[0]))
    expect(kept.sort()).toEqual(published.slice(-6).map(({ version }) => version))
    const [dropped] = published
    expect((await ask(`files/${dropped?.list.full.sha256}`)).status).toBe(404)
    const last = published.at(-1)
    expect((await ask(`files/${last?.list.full.sha256}`)).status).toBe(200)
  })

  test('a damaged import is logged, and devices are offered what was there', async () => {
    const pack = await publish(birth)
    await writeFile(join(importedFolder(dataDir), importedFile), 'not gzipped')
    await gateway.gateway.sweep()
    expect(gateway.log.join('\n')).toContain('the catalogue could not be published')
    expect((await manifest()).version).toBe(pack.version)
    await rm(join(importedFolder(dataDir), importedFile))
  })

  test('two processes that notice an import at once publish what devices can take', async () => {
    await publish(birth)
    await take(portalAnswer('9.900001', 'Cùng lúc'))
    const other = await startGateway({ dataDir, databaseUrl: gateway.databaseUrl })
    await Promise.all([gateway.gateway.sweep(), other.gateway.sweep()])
    await other.close()
    const pack = await manifest()
    for (const part of [pack.list, pack.details]) {
      const text = await fileText(part.full)
      expect(createHash('sha256').update(text).digest('base64url')).toBe(part.content.sha256)
    }
    expect(await fileText(pack.list.full)).toContain('Cùng lúc')
  })
})

test('however many processes publish in one second, each version is given once', async () => {
  const other = await startGateway({ dataDir, databaseUrl: gateway.databaseUrl })
  const claims = [gateway, other].map(({ gateway: { storage } }) => storage.settings)
  const given = await Promise.all(
    Array.from({ length: 12 }, (_, at) => claims[at % 2]?.nextNumber('phien-ban', 1_700_000_000)),
  )
  await other.close()
  expect(new Set(given).size).toBe(12)
  expect(Math.min(...given.map(Number))).toBe(1_700_000_000)
})

describe('the way of a pack', () => {
  test('a file can be had from any byte on, and is kept for ever', async () => {
    const { details } = await publish(birth)
    const path = `files/${details.full.sha256}`
    const whole = await ask(path)
    expect(whole.headers.get('cache-control')).toContain('immutable')
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    const bytes = Buffer.from(await whole.arrayBuffer())
    const rest = await ask(path, { range: 'bytes=100-' })
    expect(rest.status).toBe(206)
    expect(rest.headers.get('content-range')).toBe(`bytes 100-${bytes.length - 1}/${bytes.length}`)
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(bytes.subarray(100))
    const some = await ask(path, { range: 'bytes=5-9' })
    expect(Buffer.from(await some.arrayBuffer())).toEqual(bytes.subarray(5, 10))
    expect((await ask(path, { range: `bytes=${bytes.length}-` })).status).toBe(416)
    for (const odd of ['bytes=-5', 'bytes=1-2,4-5', 'lines=1-'])
      expect((await ask(path, { range: odd })).status).toBe(200)
    expect((await ask(path, { 'if-none-match': `"${details.full.sha256}"` })).status).toBe(304)
    const made = await ask('manifest')
    expect(made.headers.get('cache-control')).toBe('no-cache')
    const again = await ask('manifest', { 'if-none-match': made.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  test('what no manifest names is not there, whatever it is called', async () => {
    await publish(birth)
    for (const name of ['A'.repeat(43), '..%2f..%2fkeys', '%00', 'x'])
      expect((await ask(`files/${name}`)).status, name).toBe(404)
  })

  test('the whole comes as one file', async () => {
    const pack = await publish(birth)
    const answer = await ask('pack')
    expect(answer.headers.get('content-disposition')).toContain(
      `motcua-danh-muc-15-${pack.version}.motcua-catalogue`,
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    const end = bytes.indexOf('\n')
    expect(v.parse(cataloguePack, JSON.parse(bytes.subarray(0, end).toString()))).toEqual(pack)
    expect(bytes.length).toBe(end + 1 + pack.list.full.bytes + pack.details.full.bytes)
  })
})

function never(): never {
  throw new Error('a gateway has a verification key')
}
