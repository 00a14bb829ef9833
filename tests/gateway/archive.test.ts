import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentHeader } from '../../src/contract/documents.ts'
import { NotABag, readBag } from '../../src/gateway/archive/bag-place.ts'
import { checkSignature } from '../../src/gateway/archive/bag-signature.ts'
import { checkBag } from '../../src/gateway/archive/check-bag.ts'
import { importBag } from '../../src/gateway/archive/import-bag.ts'
import { documentFiles } from '../../src/gateway/files/document-files.ts'
import { openFiles } from '../../src/gateway/files/open-files.ts'
import { partFiles } from '../../src/gateway/files/part-files.ts'
import { loadKeys } from '../../src/gateway/keys.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { engines } from './engines.ts'
import { plainPdf } from './signed-pdf.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { deskHeader, problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'
import { tinyJpeg } from './tiny-images.ts'

const run = promisify(execFile)

let folder: string
let gateway: TestGateway
let desk: TestDesk
let id: string
let tar: string
let unpacked: string
const pdf = await plainPdf(2)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-archive-'))
  gateway = await startGateway()
  desk = await signIn(gateway.url, gateway.adminPassword)
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  const part = await device.part(tinyJpeg)
  const envelope = await device.envelope(birthSubmission({}, [part]), [part])
  await device.deliver(envelope)
  await device.upload(envelope.id, part)
  await gateway.gateway.settled()
  id = (await desk.dossiers()).dossiers[0]?.id ?? ''
  await desk.receive(id, 1)
  const added = await fetch(`${gateway.url}api/desk/dossiers/${id}/documents/upload`, {
    method: 'POST',
    headers: {
      ...deskHeader,
      cookie: desk.cookie.split(';', 1)[0] ?? '',
      'content-type': 'application/pdf',
      [documentHeader]: Buffer.from(
        JSON.stringify({
          kind: 'component',
          component: null,
          name: 'Giấy chứng sinh',
          documentNumber: '12',
          issuer: '',
          issuedOn: null,
          isReusable: true,
        }),
      ).toString('base64url'),
    },
    body: pdf,
  })
  if (!added.ok) throw new Error(await added.text())
  tar = join(folder, 'bag.tar')
  const response = await desk.get(`dossiers/${id}/archive`)
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="ho-so-[A-Z0-9.-]+\.tar"$/,
  )
  await writeFile(tar, await response.bytes())
  unpacked = join(folder, 'unpacked')
  await run('mkdir', [unpacked])
  await run('tar', ['-xf', tar, '-C', unpacked, '--strip-components=1'])
})
afterAll(async () => {
  await gateway.close()
  await rm(folder, { recursive: true, force: true })
})

async function faultsOf(path: string): Promise<string[]> {
  return (await checkBag(readBag(path))).map(({ problem, path: inside }) => `${problem} ${inside}`)
}

async function changed(change: (bag: string) => Promise<void>): Promise<string> {
  const bag = await mkdtemp(join(folder, 'changed-'))
  await cp(unpacked, bag, { recursive: true })
  await change(bag)
  return bag
}

async function filesOf({ dataDir }: TestGateway): Promise<number> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

async function mendDigests(bag: string): Promise<void> {
  // Whoever writes the digests anew has no key to sign them with.
  const script =
    'rm -f motcua-signature.json; find data -type f | xargs sha256sum > manifest-sha256.txt; sed -i /Payload-Oxum/d bag-info.txt; sha256sum bagit.txt bag-info.txt manifest-sha256.txt > tagmanifest-sha256.txt'
  await run('sh', ['-c', script], { cwd: bag })
}

describe('a dossier as a BagIt bag', () => {
  test('is complete and valid, as a tar file and unpacked by any tar', async () => {
    expect(await faultsOf(tar)).toEqual([])
    expect(await faultsOf(unpacked)).toEqual([])
    expect(await readFile(join(unpacked, 'bagit.txt'), 'utf8')).toBe(
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    )
    expect(await readFile(join(unpacked, 'bag-info.txt'), 'utf8')).toMatch(/^Payload-Oxum: \d+\.7$/m)
    expect((await readFile(join(unpacked, 'data/papers/001.jpg'))).equals(tinyJpeg)).toBe(true)
    expect((await readFile(join(unpacked, 'data/documents/001.pdf'))).equals(pdf)).toBe(true)
    const history: unknown = JSON.parse(await readFile(join(unpacked, 'data/history.json'), 'utf8'))
    expect(history).toMatchObject([{ type: 'arrive' }, { type: 'receive' }, { type: 'document-added' }])
    // The digests are those that coreutils computes.
    await run('sha256sum', ['--check', '--strict', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'], {
      cwd: unpacked,
    })
  })

  test('names what was altered, is missing, or is there and should not be', async () => {
    const bag = await changed(async (path) => {
      await writeFile(join(path, 'data/papers/001.jpg'), 'another picture')
      await rm(join(path, 'data/documents/001.pdf'))
      await writeFile(join(path, 'data/extra.exe'), 'MZ')
      await writeFile(join(path, 'note.txt'), 'hello')
    })
    const faults = await faultsOf(bag)
    expect(faults.toSorted()).toEqual([
      'file-altered data/papers/001.jpg',
      'file-missing data/documents/001.pdf',
      'file-unlisted data/extra.exe',
      'file-unlisted note.txt',
      'payload-size-differs bag-info.txt',
    ])
  })

  test('does not hide an altered manifest, a missing one or another version', async () => {
    const manifest = await changed(async (path) => {
      await writeFile(join(path, 'manifest-sha256.txt'), 'no digests here\n')
    })
    expect(await faultsOf(manifest)).toContain('manifest-malformed manifest-sha256.txt')
    expect(await faultsOf(manifest)).toContain('file-altered manifest-sha256.txt')
    const without = await changed((path) => rm(join(path, 'tagmanifest-sha256.txt')))
    expect(await faultsOf(without)).toContain('manifest-missing tagmanifest-sha256.txt')
    const version = await changed((path) =>
      writeFile(join(path, 'bagit.txt'), 'BagIt-Version: 9.7\nTag-File-Character-Encoding: UTF-8\n'),
    )
    expect(await faultsOf(version)).toContain('version-unknown bagit.txt')
  })

  test('is none when the tar is cut off, has a way out of it, or is something else', async () => {
    const half = join(folder, 'half.tar')
    await writeFile(half, (await readFile(tar)).subarray(0, 3000))
    await expect(faultsOf(half)).rejects.toThrow(NotABag)
    const other = join(folder, 'other.tar')
    await writeFile(other, 'no tar at all, but long enough to be read as one'.repeat(40))
    await expect(faultsOf(other)).rejects.toThrow(NotABag)
    const climbing = join(folder, 'climbing.tar')
    await writeFile(join(folder, 'evil'), 'x')
    await run('tar', ['-cf', climbing, '-C', folder, '--transform', 's,evil,bag/../../evil,', '-P', 'evil'])
    await expect(faultsOf(climbing)).rejects.toThrow(NotABag)
    await expect(faultsOf(join(folder, 'nothing'))).rejects.toThrow(NotABag)
  })

  test('is nobody else’s to fetch', async () => {
    expect(await problemOf(await desk.get(`dossiers/${crypto.randomUUID()}/archive`))).toBe('not-found')
    expect(await problemOf(await fetch(`${gateway.url}api/desk/dossiers/${id}/archive`))).toBe(
      'sign-in-required',
    )
  })
})

describe('the commands', () => {
  const command = (name: string, ...given: string[]) =>
    run(process.execPath, [`src/gateway/archive/${name}-command.ts`, ...given], {
      env: { ...childEnvironment, MOTCUA_DATA: gateway.dataDir },
    })

  test('write a dossier by its receipt code, check it, and say what is wrong', async () => {
    const { summary } = await desk.dossier(id)
    const place = join(folder, 'by-command')
    await command('archive', summary.receiptCode, place)
    expect((await command('verify', place)).stdout).toContain('Complete and unaltered')
    await expect(command('archive', summary.receiptCode, place)).rejects.toThrow('is there already')
    await expect(command('verify', place, '--import')).rejects.toThrow('dossier-exists')
    await rm(join(place, 'data/papers/001.jpg'))
    await expect(command('verify', place)).rejects.toThrow('file-missing: data/papers/001.jpg')
    await expect(command('archive', 'nothing', join(folder, 'none'))).rejects.toThrow('no dossier nothing')
  })
})

describe.each(engines)('taking a bag in on %s', (engine) => {
  let other: TestGateway
  beforeAll(async () => {
    other = await startGateway({ engine })
  })
  afterAll(() => other.close())

  async function taken(path: string) {
    const { files } = await openFiles({ dataDir: other.dataDir, objectStore: null })
    const keys = await loadKeys(join(other.dataDir, 'keys'), null)
    const { storage } = other.gateway
    return importBag(
      { storage, keys, parts: partFiles(files), documents: documentFiles(files, keys), now: testNow },
      path,
    )
  }

  test('refuses by name what is altered, and keeps nothing of it', async () => {
    const altered = await changed((path) => writeFile(join(path, 'data/declaration.json'), '{}'))
    expect(await taken(altered)).toMatchObject({ ok: false, problem: 'bag-invalid' })
    const forged = await changed(async (path) => {
      const place = join(path, 'data/register.json')
      const text = await readFile(place, 'utf8')
      await writeFile(place, text.replace('"type": "receive"', '"type": "refuse"'))
      // A forger who mends the digests of the bag still breaks the chain of the history.
      await mendDigests(path)
    })
    expect(await faultsOf(forged)).toEqual([])
    expect(await taken(forged)).toMatchObject({ ok: false, problem: 'history-broken' })
    const elsewhere = join(other.dataDir, 'files/documents')
    expect(await readdir(elsewhere).catch(() => [])).toEqual([])
  })

  test('refuses a row, a document or a fee that the events do not lead to', async () => {
    const register = (change: (rows: Record<string, Record<string, unknown>[]>) => void) =>
      changed(async (path) => {
        const place = join(path, 'data/register.json')
        const value = JSON.parse(await readFile(place, 'utf8'))
        change(value.rows)
        await writeFile(place, JSON.stringify(value))
        await mendDigests(path)
      })
    const forged: readonly (readonly [string, (rows: Record<string, Record<string, unknown>[]>) => void])[] =
      [
        ['stage', ({ dossiers }) => Object.assign(dossiers?.[0] ?? {}, { stage: 'finished' })],
        [
          'due_at',
          ({ dossiers }) => Object.assign(dossiers?.[0] ?? {}, { due_at: '2030-01-01T10:00:00.000Z' }),
        ],
        [
          'official_number',
          ({ dossiers }) => Object.assign(dossiers?.[0] ?? {}, { official_number: 'H38-1' }),
        ],
        [
          'arrival',
          ({ dossiers }) => Object.assign(dossiers?.[0] ?? {}, { arrived_at: '2020-01-01T10:00:00.000Z' }),
        ],
        [
          'documents',
          ({ dossier_documents }) => Object.assign(dossier_documents?.[0] ?? {}, { name: 'Giấy khác' }),
        ],
        ['revision', ({ dossiers }) => Object.assign(dossiers?.[0] ?? {}, { revision: 7 })],
        [
          'fees',
          ({ dossier_fees }) =>
            dossier_fees?.push({ dossier: id, number: 1, fee: 1, amount_vnd: 0, state: 'paid' }),
        ],
      ]
    for (const [what, change] of forged)
      expect(await taken(await register(change))).toEqual({
        ok: false,
        problem: 'row-differs',
        faults: [],
        differences: [what],
      })
  })

  test('refuses a signature that is not one, and says of a bag without any that it has none', async () => {
    const resigned = await changed(async (path) => {
      const kept = await readFile(join(path, 'motcua-signature.json'), 'utf8')
      await writeFile(join(path, 'data/declaration.json'), '{}')
      await mendDigests(path)
      await writeFile(join(path, 'motcua-signature.json'), kept)
      await run('sh', ['-c', 'sha256sum motcua-signature.json >> tagmanifest-sha256.txt'], { cwd: path })
    })
    expect(await faultsOf(resigned)).toEqual([])
    expect(await taken(resigned)).toMatchObject({ ok: false, problem: 'signature-wrong' })
    const keys = await loadKeys(join(gateway.dataDir, 'keys'), null)
    const manifest = await readFile(join(unpacked, 'manifest-sha256.txt'))
    const file = await readFile(join(unpacked, 'motcua-signature.json'))
    expect(await checkSignature(keys, manifest, file)).toMatchObject({ state: 'own' })
    expect(await checkSignature(keys, manifest, null)).toEqual({ state: 'unsigned' })
    const turned = Buffer.from(
      file
        .toString('utf8')
        .replace(/"signature": "(.)/, (_, first) => `"signature": "${first === 'A' ? 'B' : 'A'}`),
    )
    expect(await checkSignature(keys, manifest, turned)).toEqual({ state: 'wrong' })
    expect(await checkSignature(keys, manifest, Buffer.from('{}'))).toEqual({ state: 'wrong' })
  })

  test('names a team that is not known here', async () => {
    const ofTeam = await changed(async (path) => {
      const place = join(path, 'data/register.json')
      const text = await readFile(place, 'utf8')
      await writeFile(place, text.replaceAll('"team": null', '"team": "H38.20-T9"'))
      await mendDigests(path)
    })
    expect(await taken(ofTeam)).toMatchObject({ ok: false, problem: 'unit-unknown' })
  })

  test('restores the dossier with papers, documents and history, once only', async () => {
    expect(await taken(tar)).toMatchObject({ ok: true, dossier: id, signature: { state: 'unknown-key' } })
    const there = await signIn(other.url, other.adminPassword)
    const before = await desk.dossier(id)
    const after = await there.dossier(id)
    expect(after.answers).toEqual(before.answers)
    expect(after.summary).toMatchObject({
      officialNumber: before.summary.officialNumber,
      stage: 'received',
      partsPresent: 1,
    })
    expect(after.events.slice(0, -1)).toEqual(before.events)
    expect(after.events.at(-1)).toMatchObject({ type: 'import', details: { signature: 'unknown-key' } })
    const page = await there.get(`dossiers/${id}/parts/${after.papers[0]?.pages[0]}`)
    expect(Buffer.from(await page.bytes()).equals(tinyJpeg)).toBe(true)
    const document = await there.get(`dossiers/${id}/documents/1/content`)
    expect(Buffer.from(await document.bytes()).equals(pdf)).toBe(true)
    expect((await there.dossiers(`?view=all`)).dossiers.length).toBeLessThanOrEqual(1)
    const kept = await filesOf(other)
    expect(await taken(tar)).toMatchObject({ ok: false, problem: 'dossier-exists' })
    // Of photos that no dossier names nobody would ever be rid.
    expect(await filesOf(other)).toBe(kept)
    // What came in can go out again.
    expect((await there.get(`dossiers/${id}/archive`)).status).toBe(200)
    // Its number is taken here now, though nobody here counted it.
    const device = await enrolDevice(other.url, await other.enrolmentCode())
    await device.deliver(await device.envelope(birthSubmission()))
    await other.gateway.settled()
    const fresh = (await there.dossiers()).dossiers.find((summary) => summary.id !== id)
    expect((await there.receive(fresh?.id ?? '', 1)).status).toBe(200)
    const numbers = (await there.dossiers()).dossiers.map(({ officialNumber }) => officialNumber)
    expect(new Set(numbers).size).toBe(2)
  })
})
