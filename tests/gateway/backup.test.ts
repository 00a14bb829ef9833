import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { importFiles } from '../../src/catalogue/importing/import-files.ts'
import { importedFolder } from '../../src/catalogue/importing/imported-catalogue.ts'
import type { ObjectStoreSettings } from '../../src/gateway/files/s3-files.ts'
import { openEngine } from '../../src/gateway/storage/storage.ts'
import { readArchive } from '../../src/gateway/transfer/archive.ts'
import { importedPath } from '../../src/gateway/transfer/place.ts'
import { fillDatabase } from '../../src/gateway/transfer/table-writer.ts'
import { verifyArchive } from '../../src/gateway/transfer/verify-archive.ts'
import { generateRecipient } from '../../src/vault/seal.ts'
import { portalAnswer } from '../catalogue/importing/records.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { createDatabase } from './engines.ts'
import { type ObjectStore, startObjectStore } from './object-store.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { type Used, useGateway } from './used-gateway.ts'

interface Place {
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly objectStore: ObjectStoreSettings | null
}

const kinds = ['SQLite and disk', 'PostgreSQL and object store'] as const
type Kind = (typeof kinds)[number]

let objects: ObjectStore
let folder = ''
beforeAll(async () => {
  objects = await startObjectStore()
  folder = await mkdtemp(join(tmpdir(), 'motcua-backup-'))
})
afterAll(async () => {
  await objects.close()
  await rm(folder, { recursive: true, force: true })
})

async function freshPlace(kind: Kind): Promise<Place> {
  const dataDir = await mkdtemp(join(folder, 'place-'))
  if (kind === 'SQLite and disk') return { dataDir, databaseUrl: null, objectStore: null }
  const databaseUrl = await createDatabase(inject('postgresUrl'))
  return { dataDir, databaseUrl, objectStore: await objects.freshBucket() }
}

interface Ran {
  readonly code: number
  readonly output: string
}

function run(command: 'backup' | 'restore', place: Place, ...given: string[]): Promise<Ran> {
  const entry = fileURLToPath(new URL(`../../src/gateway/${command}.ts`, import.meta.url))
  const { dataDir, databaseUrl, objectStore } = place
  const env = {
    ...childEnvironment,
    MOTCUA_DATA: dataDir,
    DATABASE_URL: databaseUrl ?? '',
    ...(objectStore === null
      ? {}
      : {
          S3_ENDPOINT: objectStore.endpoint,
          S3_BUCKET: objectStore.bucket,
          S3_REGION: objectStore.region,
          S3_ACCESS_KEY_ID: objectStore.accessKeyId,
          S3_SECRET_ACCESS_KEY: objectStore.secretAccessKey,
        }),
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, ...given], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    )
  })
}

async function importProcedure(dataDir: string): Promise<void> {
  const file = join(folder, `${randomUUID()}.jsonl`)
  await writeFile(file, JSON.stringify(portalAnswer('9.900001', 'Thủ tục mẫu')))
  const imported = await importFiles([file], { folder: importedFolder(dataDir), today: '2026-11-26' })
  expect(imported.ok).toBe(true)
  await rm(file)
}

const ways = kinds.flatMap((from) => kinds.map((to) => [from, to] as const))

describe.each(ways)('from %s to %s', (from, to) => {
  test('what is backed up in the middle of work is there again in an empty place, and everybody goes on', async () => {
    const source = await freshPlace(from)
    const archive = join(folder, `${ways.findIndex((way) => way[0] === from && way[1] === to)}.tar`)
    const before = await startGateway(source)
    const used = await useGateway(before)
    await before.gateway.storage.exchange.queueRating('H38.20', '2026-11', '{}', '2026-11-26T01:00:00.000Z')
    await importProcedure(source.dataDir)
    const importedOn = (await stat(importedPath(source.dataDir))).mtimeMs
    const { dossiers } = await used.desk.dossiers()
    const details = await Promise.all(dossiers.map(({ id }) => used.desk.dossier(id)))

    // Dossiers go on arriving while the backup is made.
    let isDone = false
    const arriving = (async () => {
      const device = used.device
      let count = 0
      for (; !isDone; count += 1) await device.deliver(await device.envelope(birthSubmission()))
      return count
    })()
    const backup = await run('backup', source, archive)
    isDone = true
    expect(await arriving).toBeGreaterThan(0)
    expect(backup.output).toContain('It holds the keys and is not encrypted')
    expect(backup.code).toBe(0)
    expect((await stat(archive)).mode & 0o777).toBe(0o600)
    await before.close()

    const target = await freshPlace(to)
    const restored = await run('restore', target, archive)
    expect(restored.output).toContain('Restored and equal.')
    expect(restored.output).not.toContain('DIFFERS')
    expect(restored.code).toBe(0)

    expect(restored.output).toMatch(/^imported catalogue +1 +1 .* equal$/m)
    expect((await stat(importedPath(target.dataDir))).mtimeMs).toBeCloseTo(importedOn, -1)

    const after = await startGateway(target)
    // What waited may have been told since: the portal is asked first.
    const waiting = await after.gateway.storage.exchange.find('rating:H38.20:2026-11')
    expect(waiting).toMatchObject({ state: 'waiting', is_in_doubt: 1 })
    const desk = await signIn(after.url, before.adminPassword)
    await after.gateway.settled()
    expect(await Promise.all(dossiers.map(({ id }) => desk.dossier(id)))).toEqual(details)
    expect((await fetch(new URL('cong-khai/H38.20/thu-tuc/9.900001', after.url))).status).toBe(200)
    const page = await desk.get(`dossiers/${used.received}/parts/${used.paper.sha256}`)
    expect(new Uint8Array(await page.arrayBuffer())).toEqual(used.paper.bytes)

    const device = used.device.at(after.url)
    expect((await device.changes()).changes.length).toBeGreaterThan(0)
    const next = await used.device.envelope(birthSubmission())
    expect(await device.deliver(next)).toMatchObject([{ outcome: 'stored' }])
    await after.close()

    // What arrived after the moment of the backup is sent once more by its device and stored then, not doubled.
    expect(await run('restore', target, archive)).toEqual({
      code: 1,
      output: expect.stringContaining('there is a database where the backup would go'),
    })
  })
})

describe.each(ways)('an earlier version on %s', (from, to) => {
  test(`is restored as it was to ${to}, and becomes this version when the gateway starts`, async () => {
    const source = await freshPlace(from)
    const engine = openEngine({ ...source, onBrokenConnection: () => {} })
    await fillDatabase(engine, ['0001-units-and-staff', '0002-devices'], async (writer) => {
      const unit = ['H38', 'Tỉnh Lào Cai', 'province', '15', 'H38', '{seq}']
      const columns = ['code', 'name', 'kind', 'province', 'org_code', 'number_pattern']
      await writer.insert('units', columns, [unit])
    })
    await engine.database.destroy()
    const archive = join(folder, `earlier-${randomUUID()}.tar`)
    expect((await run('backup', source, archive, '--without-keys')).code).toBe(0)

    const target = await freshPlace(to)
    expect(await run('restore', target, archive)).toMatchObject({ code: 0 })
    const gateway = await startGateway(target)
    expect(gateway.adminPassword).not.toBe('')
    await gateway.close()
    const again = join(folder, `now-${randomUUID()}.tar`)
    expect((await run('backup', target, again)).output).toMatch(/^units: 2 rows$/m)
  })
})

test('a backup of a newer version is refused by the name of what is newer', async () => {
  const place = await freshPlace('SQLite and disk')
  await (await startGateway(place)).close()
  const database = new DatabaseSync(join(place.dataDir, 'motcua.sqlite'))
  database.exec("insert into migrations values ('9999-much-later', '2031-01-01T00:00:00.000Z')")
  database.close()
  const archive = join(folder, 'newer.tar')
  expect((await run('backup', place, archive)).code).toBe(0)
  const target = await freshPlace('SQLite and disk')
  expect(await run('restore', target, archive)).toEqual({
    code: 1,
    output: 'the archive is of a newer version of this program (9999-much-later); nothing was restored\n',
  })
  expect(await readdir(target.dataDir)).toEqual([])
})

describe('an archive', () => {
  let place: Place
  let gateway: TestGateway
  let used: Used
  let archive = ''
  beforeAll(async () => {
    place = await freshPlace('SQLite and disk')
    gateway = await startGateway(place)
    used = await useGateway(gateway)
    await importProcedure(place.dataDir)
    archive = join(folder, 'whole.tar')
    expect((await run('backup', place, archive)).code).toBe(0)
  })
  afterAll(() => gateway.close())

  test('never takes the place of another file', async () => {
    const before = await readFile(archive)
    expect(await run('backup', place, archive)).toMatchObject({
      code: 1,
      output: expect.stringContaining('there already'),
    })
    expect(await readFile(archive)).toEqual(before)
  })

  test('that was altered anywhere, cut off or lengthened is refused, and nothing is written', async () => {
    const bytes = await readFile(archive)
    const damaged = join(folder, 'damaged.tar')
    const problems = new Set<string>()
    // Every member's content and header, as an archive of this size allows: each byte that is not padding counts.
    const members = await Array.fromAsync(
      readArchive(archive, []),
      async ({ name, content, bytes: size }) => {
        await Array.fromAsync(content)
        return { name, size }
      },
    )
    let at = 0
    for (const { name, size } of members) {
      if (size > 0) {
        const altered = Buffer.from(bytes)
        const where = at + 512 + Math.floor(size / 2)
        altered[where] = (altered[where] ?? 0) ^ 1
        await writeFile(damaged, altered)
        const verified = await verifyArchive(damaged, [])
        expect(verified, name).toMatchObject({ ok: false, problem: 'archive-damaged' })
        if (!verified.ok && 'member' in verified) problems.add(verified.member)
      }
      at += 512 + Math.ceil(size / 512) * 512
    }
    expect(problems).toContain(`files/parts/${nameOfPart(members)}`)
    expect(problems).toContain('tables/envelopes/000001.jsonl')
    expect(problems).toContain('manifest.json')
    expect(problems).toContain('catalogue/imported.jsonl.gz')

    for (const length of [0, 100, 512, 1000, 5000, Math.floor(bytes.length / 2), at - 512]) {
      await writeFile(damaged, bytes.subarray(0, length))
      expect(await verifyArchive(damaged, []), String(length)).toMatchObject({ ok: false })
    }
    const altered = Buffer.from(bytes)
    altered[600] = (altered[600] ?? 0) ^ 1
    await writeFile(damaged, altered)
    const target = await freshPlace('SQLite and disk')
    expect(await run('restore', target, damaged)).toEqual({
      code: 1,
      output: `the archive is damaged: ${members[0]?.name} is not as it was written; nothing was restored\n`,
    })
    expect(await readdir(target.dataDir)).toEqual([])
    await writeFile(damaged, 'not an archive at all')
    expect(await run('restore', target, damaged)).toMatchObject({
      code: 1,
      output: expect.stringContaining('no backup of this program'),
    })
  })

  test('goes only into an empty place', async () => {
    const target = await freshPlace('SQLite and disk')
    await importProcedure(target.dataDir)
    expect(await run('restore', target, archive)).toMatchObject({
      code: 1,
      output: expect.stringContaining('there is an imported catalogue where'),
    })
    const other = await startGateway(target)
    await other.close()
    await rm(join(target.dataDir, 'motcua.sqlite'))
    expect(await run('restore', target, archive)).toMatchObject({
      code: 1,
      output: expect.stringContaining('there is keys where'),
    })
  })

  test('without the keys opens nothing until they are put back, and other keys are refused', async () => {
    const keyless = join(folder, 'keyless.tar')
    expect(await run('backup', place, keyless, '--without-keys')).toMatchObject({
      code: 0,
      output: expect.stringContaining('Without the keys'),
    })
    const names = await Array.fromAsync(readArchive(keyless, []), async ({ name, content }) => {
      await Array.fromAsync(content)
      return name
    })
    expect(names.filter((name) => name.startsWith('keys/'))).toEqual([])
    const target = await freshPlace('SQLite and disk')
    expect(await run('restore', target, keyless)).toMatchObject({
      code: 0,
      output: expect.stringContaining('Put the keys into'),
    })
    await expect(startGateway(target)).rejects.toThrow('the keys are not those of this database')
    for (const name of await readdir(join(place.dataDir, 'keys')))
      await copyFile(join(place.dataDir, 'keys', name), join(target.dataDir, 'keys', name))
    const after = await startGateway(target)
    const desk = await signIn(after.url, gateway.adminPassword)
    const page = await desk.get(`dossiers/${used.received}/parts/${used.paper.sha256}`)
    expect(new Uint8Array(await page.arrayBuffer())).toEqual(used.paper.bytes)
    await after.close()
  })

  test('that is encrypted opens with its key only', async () => {
    const sealed = join(folder, 'sealed.tar.age')
    const { identity, recipient } = await generateRecipient()
    expect((await run('backup', place, sealed, '--recipient', recipient)).code).toBe(0)
    expect((await readFile(sealed)).toString('latin1')).not.toContain('envelopes')
    const target = await freshPlace('SQLite and disk')
    expect(await run('restore', target, sealed)).toMatchObject({
      code: 1,
      output: expect.stringContaining('--identity'),
    })
    const key = join(folder, 'backup-key.txt')
    await writeFile(key, `# a comment\n${(await generateRecipient()).identity}\n`)
    expect(await run('restore', target, sealed, '--identity', key)).toMatchObject({
      code: 1,
      output: expect.stringContaining('another key opens it'),
    })
    await writeFile(key, `# a comment\n${identity}\n`)
    const cut = join(folder, 'cut.tar.age')
    await writeFile(cut, (await readFile(sealed)).subarray(0, -100))
    expect(await run('restore', target, cut, '--identity', key)).toMatchObject({
      code: 1,
      output: expect.stringContaining('damaged'),
    })
    expect(await readdir(target.dataDir)).toEqual([])
    expect(await run('restore', target, sealed, '--identity', key)).toMatchObject({ code: 0 })
  })

  test('that cannot be written leaves nothing behind', async () => {
    const before = await readdir(folder)
    const refused = await run('backup', place, join(folder, 'no', 'such', 'folder.tar'))
    expect(refused.code).toBe(1)
    expect((await run('backup', place, join(folder, 'wrong.tar'), '--recipient', 'age1wrong')).code).toBe(1)
    expect((await run('backup', place)).output).toContain('usage')
    expect(await readdir(folder)).toEqual(before)
  })
})

function nameOfPart(members: readonly { readonly name: string }[]): string {
  return members.find(({ name }) => name.startsWith('files/parts/'))?.name.slice('files/parts/'.length) ?? ''
}
