import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openStorage } from '../../src/gateway/storage/storage.ts'
import { childEnvironment } from './child-environment.ts'
import { emptyDatabaseUrl, engines, freshDatabaseUrl } from './engines.ts'
import { storageContract } from './storage-contract.ts'

const entry = fileURLToPath(new URL('./gateway-process.ts', import.meta.url))

for (const engine of engines) storageContract(engine)

test.each(engines)(
  'three processes that start at once on an empty %s database all find its tables',
  async (engine) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-race-'))
    const databaseUrl = await emptyDatabaseUrl(engine)
    try {
      const started = await Promise.all(
        [1, 2, 3].map(() =>
          promisify(execFile)(process.execPath, [entry, dataDir, databaseUrl ?? '', 'once'], {
            env: childEnvironment,
          }),
        ),
      )
      const told = started.map(({ stdout }) => JSON.parse(stdout))
      expect(new Set(told.map(({ gatewayId }) => gatewayId)).size).toBe(1)
      expect(new Set(told.map(({ recipients }) => String(recipients))).size).toBe(1)
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)

test('a database of a newer version is left alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-newer-'))
  const options = { dataDir, databaseUrl: null, onBrokenConnection: () => {} }
  try {
    await (await openStorage(options)).close()
    const database = new DatabaseSync(join(dataDir, 'motcua.sqlite'))
    database.exec("insert into migrations values ('9999-from-the-future', '2030-01-01')")
    database.close()
    await expect(openStorage(options)).rejects.toThrow('newer than this program')
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('the history of a dossier cannot be altered or removed in the database itself', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-history-'))
  try {
    await (await openStorage({ dataDir, databaseUrl: null, onBrokenConnection: () => {} })).close()
    const database = new DatabaseSync(join(dataDir, 'motcua.sqlite'))
    database.exec(`
      pragma foreign_keys = off;
      insert into dossier_events values ('d', 1, 'arrived', 't', 'b', null, '{}', null, 'x');`)
    expect(() => database.exec("update dossier_events set type = 'other'")).toThrow('append only')
    expect(() => database.exec('delete from dossier_events')).toThrow('append only')
    database.close()
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('a PostgreSQL that is set to answer before the disk does is told otherwise', async () => {
  const databaseUrl = (await freshDatabaseUrl('postgres')) ?? ''
  const name = new URL(databaseUrl).pathname.slice(1)
  const first = openPostgres(databaseUrl, () => {}).database
  await sql`alter database ${sql.id(name)} set synchronous_commit = off`.execute(first)
  await first.destroy()
  const { database } = openPostgres(databaseUrl, () => {})
  const { rows } = await sql`show synchronous_commit`.execute(database)
  await database.destroy()
  expect(rows).toEqual([{ synchronous_commit: 'on' }])
})
