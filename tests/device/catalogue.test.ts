import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeCatalogueFile } from '../../src/device/catalogue/from-file.ts'
import { currentPack, loadGuide, loadInstalledSummaries } from '../../src/device/catalogue/installed.ts'
import { currentRefusal, noteRefusal } from '../../src/device/catalogue/refusal.ts'
import { swapCatalogueWhenIdle } from '../../src/device/catalogue/swap.ts'
import { updateCatalogue } from '../../src/device/catalogue/update-catalogue.ts'
import { database } from '../../src/device/database.ts'
import { endSession } from '../../src/device/session.ts'
import { generateSigningKey } from '../../src/vault/signature.ts'
import { type MadePack, makePack, type PackServer, packFile, servePacks } from './catalogue-pack.ts'
import { enrolledDevice, openSession } from './fixture.ts'

// What ships with the app, without its build.
vi.mock('../../src/catalogue/built-in.ts', () => ({
  loadProcedure: async (code: string) => (code === handMade.code ? handMade : undefined),
}))
const { plainGuide } = await import('../../src/catalogue/importing/plain-guide.ts')
const handMade = {
  ...plainGuide(
    {
      code: '9.900009',
      name: 'Tên của chúng ta',
      source: 'table',
      fields: [],
      reach: 'national',
      levels: [],
      audience: [],
      agencies: [],
      keywords: [],
    },
    '2026-11-26',
  ).procedure,
  official: undefined,
}

const names = Object.fromEntries(
  Array.from({ length: 40 }, (_, at) => [`9.9000${at + 10}`, `Thủ tục mẫu số ${at * 7919}`]),
)
const changed = { ...names, '9.900010': 'Thủ tục đã đổi tên', '9.900099': 'Thủ tục mới' }

let server: PackServer
beforeEach(async () => {
  await enrolledDevice()
  server = servePacks()
})
afterEach(() => vi.unstubAllGlobals())

async function install(pack: MadePack): Promise<void> {
  server.pack = pack
  expect(await updateCatalogue()).toEqual({ ok: true, state: 'staged' })
  expect(await swapCatalogueWhenIdle()).toBe(true)
  server.asked.length = 0
}

const nameOf = async (code: string) => (await loadGuide(code))?.name.vi
const installedCodes = async () => (await loadInstalledSummaries(async () => {})).map(({ code }) => code)

describe('a device', () => {
  test('searches and shows what the pack has, once it is in its place', async () => {
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'none' })
    const pack = await makePack(100, names)
    server.pack = pack
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'staged' })
    expect(await currentPack()).toBeNull()
    expect(await installedCodes()).toEqual([])
    expect(await swapCatalogueWhenIdle()).toBe(true)
    expect(await currentPack()).toMatchObject({ version: 100, procedures: 40 })
    expect(await installedCodes()).toEqual([...pack.list.keys()].sort())
    expect(await nameOf('9.900010')).toBe(names['9.900010'])
    expect(await nameOf('9.999999')).toBeUndefined()
    expect(await database.cataloguePieces.count()).toBe(0)
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'current' })
  })

  test('takes only what has changed, and has the same as the whole', async () => {
    const first = await makePack(100, names)
    await install(first)
    const second = await makePack(101, changed, { from: first })
    await install(second)
    expect(await nameOf('9.900010')).toBe('Thủ tục đã đổi tên')
    expect(await nameOf('9.900099')).toBe('Thủ tục mới')
    expect(await installedCodes()).toEqual([...second.list.keys()].sort())
    const lines = await database.catalogueRecords.toArray()
    expect(lines.map(({ line }) => line)).toEqual(
      [...second.details.keys()].sort().map((code) => second.details.get(code)),
    )
    expect(await database.catalogueLists.count()).toBe(1)
  })

  test('asks for changes only, and for nothing where a part stayed the same', async () => {
    const first = await makePack(100, names)
    await install(first)
    const same = await makePack(101, names, { from: first })
    server.pack = same
    await updateCatalogue()
    expect(server.asked).toEqual([])
    const second = await makePack(102, changed, { from: first })
    server.pack = second
    await updateCatalogue()
    expect(server.asked.map(({ sha256 }) => sha256)).toEqual(
      [second.manifest.list, second.manifest.details].map(({ deltas }) => deltas[0]?.sha256),
    )
  })

  test('takes the whole where what it has is not what the gateway thinks it is', async () => {
    const first = await makePack(100, names)
    await install(first)
    await database.catalogueRecords.delete([100, '9.900011'])
    await install(await makePack(101, changed, { from: first }))
    expect(await nameOf('9.900011')).toBe(names['9.900011'])
  })

  test('shows what was made by hand over what the pack has', async () => {
    await install(await makePack(100, { ...names, '9.900009': 'Tên trong hồ sơ chính thức' }))
    const guide = await loadGuide('9.900009')
    expect(guide?.name.vi).toBe('Tên của chúng ta')
    expect(guide?.official?.guide).toBe('hand-made')
  })
})

describe('a download that breaks off', () => {
  test('goes on at the byte where it stopped', async () => {
    const pack = await makePack(100, names)
    server.pack = pack
    const { full } = pack.manifest.list
    server.breaks.push(37, 100)
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'offline' })
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'offline' })
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'staged' })
    const ofList = server.asked.filter(({ sha256 }) => sha256 === full.sha256)
    expect(ofList.map(({ range }) => range)).toEqual([null, 'bytes=37-', 'bytes=137-'])
  })

  test('begins anew where somebody on the way knows no ranges', async () => {
    server.pack = await makePack(100, names)
    server.breaks.push(50)
    server.knowsRanges = false
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'offline' })
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'staged' })
  })

  test('leaves what is in use as it is', async () => {
    await install(await makePack(100, names))
    server.pack = await makePack(101, changed)
    server.breaks.push(10)
    await updateCatalogue()
    server.isReachable = false
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'offline' })
    expect(await swapCatalogueWhenIdle()).toBe(false)
    expect(await nameOf('9.900010')).toBe(names['9.900010'])
  })
})

describe('a pack is refused', () => {
  test('when another key signed it, or what was signed was changed', async () => {
    const { privateKey } = await generateSigningKey(false)
    server.pack = await makePack(100, names, { key: privateKey })
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'signature-invalid' })
    const pack = await makePack(100, names)
    server.pack = { ...pack, manifest: { ...pack.manifest, version: 999 } }
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'signature-invalid' })
    server.pack = await makePack(100, names, { change: { keyId: 'unknown' } })
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'signature-invalid' })
    expect(server.asked).toEqual([])
  })

  test('when it is older than the one in use, or of another province', async () => {
    await install(await makePack(100, names))
    server.pack = await makePack(99, changed)
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'older' })
    server.pack = await makePack(101, changed, { change: { province: '12' } })
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'wrong-province' })
    expect(await nameOf('9.900010')).toBe(names['9.900010'])
  })

  test('and why is kept for staff until one may be used', async () => {
    expect(await currentRefusal()).toBeNull()
    await noteRefusal('signature-invalid')
    expect(await currentRefusal()).toEqual({ problem: 'signature-invalid', at: expect.any(String) })
    await noteRefusal('older')
    expect(await currentRefusal()).toMatchObject({ problem: 'older' })
    await noteRefusal(null)
    expect(await currentRefusal()).toBeNull()
  })

  test('when its bytes were altered on the way, and nothing of them stays', async () => {
    server.pack = await makePack(100, names)
    server.alter = (bytes) => bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte))
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'altered' })
    server.alter = (bytes) => Uint8Array.from([...bytes, 0, 0])
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'altered' })
    expect(await database.cataloguePieces.count()).toBe(0)
    expect(await database.cataloguePacks.count()).toBe(0)
    server.alter = (bytes) => bytes
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'staged' })
  })

  test('when it is none, or of a later version of the product', async () => {
    const pack = await makePack(100, names)
    for (const manifest of [
      null,
      [],
      'x',
      { format: 'motcua-catalogue' },
      { ...pack.manifest, version: -1 },
    ]) {
      server.pack = { ...pack, manifest: manifest as never }
      expect(await updateCatalogue()).toEqual({ ok: false, problem: 'not-a-pack' })
    }
    server.pack = { ...pack, manifest: { ...pack.manifest, formatVersion: 2 } as never }
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'version-unsupported' })
  })

  test('when signed bytes are no pack inside', async () => {
    const pack = await makePack(100, names)
    const { content } = pack.manifest.list
    server.pack = await makePack(100, names, {
      change: {
        list: {
          content: { ...content, sha256: 'A'.repeat(43) },
          full: pack.manifest.details.full,
          deltas: [],
        },
      },
    })
    expect(await updateCatalogue()).toEqual({ ok: false, problem: 'altered' })
    expect(await database.cataloguePacks.count()).toBe(0)
  })
})

describe('a new catalogue', () => {
  test('waits until nobody is in a session', async () => {
    await install(await makePack(100, names))
    await openSession()
    server.pack = await makePack(101, changed)
    expect(await updateCatalogue()).toEqual({ ok: true, state: 'staged' })
    expect(await swapCatalogueWhenIdle()).toBe(false)
    expect(await nameOf('9.900010')).toBe(names['9.900010'])
    await endSession()
    expect(await swapCatalogueWhenIdle()).toBe(true)
    expect(await nameOf('9.900010')).toBe('Thủ tục đã đổi tên')
  })

  test('that was half stored when the power went is not there, and its remains go', async () => {
    await install(await makePack(100, names))
    await database.catalogueLists.put({ version: 101, text: 'half' })
    await database.catalogueRecords.put({ version: 101, code: '9.900010', line: 'half' })
    expect(await swapCatalogueWhenIdle()).toBe(false)
    await install(await makePack(102, changed))
    expect((await database.catalogueRecords.toArray()).every(({ version }) => version === 102)).toBe(true)
    expect(await database.catalogueLists.toCollection().primaryKeys()).toEqual([102])
  })

  test('of the former province is not used after the device has joined another', async () => {
    await install(await makePack(100, names))
    const device = await database.device.get(1)
    if (device === undefined) throw new Error('enrolled')
    await database.device.put({ ...device, unit: { ...device.unit, province: '12' } })
    expect(await currentPack()).toBeNull()
    expect(await nameOf('9.900010')).toBeUndefined()
    await install(await makePack(50, changed, { change: { province: '12' } }))
    expect(await nameOf('9.900010')).toBe('Thủ tục đã đổi tên')
  })
})

describe('a pack from a file', () => {
  test('is taken without a network', async () => {
    server.isReachable = false
    const first = await makePack(100, names)
    expect(await takeCatalogueFile(packFile(first))).toEqual({ ok: true, state: 'staged' })
    await swapCatalogueWhenIdle()
    // Also where the manifest names changes: they are not in the file.
    const second = await makePack(101, changed, { from: first })
    expect(await takeCatalogueFile(packFile(second))).toEqual({ ok: true, state: 'staged' })
    await swapCatalogueWhenIdle()
    expect(await nameOf('9.900099')).toBe('Thủ tục mới')
    expect(await takeCatalogueFile(packFile(second))).toEqual({ ok: true, state: 'current' })
    expect(await takeCatalogueFile(packFile(first))).toEqual({ ok: false, problem: 'older' })
  })

  test('is refused when it is cut short anywhere, and what is in use stays', async () => {
    await install(await makePack(100, names))
    const file = packFile(await makePack(101, changed))
    for (const bytes of [0, 1, 500, 2000, file.size - 300, file.size - 1])
      expect(await takeCatalogueFile(file.slice(0, bytes)), String(bytes)).toMatchObject({ ok: false })
    expect(await takeCatalogueFile(new Blob(['<html>\n']))).toEqual({ ok: false, problem: 'not-a-pack' })
    expect(await swapCatalogueWhenIdle()).toBe(false)
    expect(await nameOf('9.900010')).toBe(names['9.900010'])
  })
})
