import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openEngine, openStorage } from '../../src/gateway/storage/storage.ts'
import { compareTables, isEqual } from '../../src/gateway/transfer/equality.ts'
import { readPostgres } from '../../src/gateway/transfer/postgres-reader.ts'
import { readSqlite } from '../../src/gateway/transfer/sqlite-reader.ts'
import { migrationsOf } from '../../src/gateway/transfer/table-reader.ts'
import { fillDatabase } from '../../src/gateway/transfer/table-writer.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { createDatabase } from './engines.ts'
import { type ObjectStore, startObjectStore } from './object-store.ts'
import { startGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { useGateway } from './used-gateway.ts'

const command = fileURLToPath(new URL('../../src/gateway/migrate-to-postgres.ts', import.meta.url))

function run(environment: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command],
      { env: { ...childEnvironment, ...environment } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    )
  })
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

describe('moving to PostgreSQL', () => {
  let objects: ObjectStore
  let dataDir = ''
  beforeAll(async () => {
    objects = await startObjectStore()
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-moving-'))
  })
  afterAll(async () => {
    await objects.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  test('a gateway goes on where it was, with its files in the object store, and the proof is printed', async () => {
    const before = await startGateway({ dataDir, databaseUrl: null })
    const used = await useGateway(before)
    const databaseUrl = await createDatabase(inject('postgresUrl'))
    const objectStore = await objects.freshBucket()
    const environment = {
      MOTCUA_DATA: dataDir,
      DATABASE_URL: databaseUrl,
      S3_ENDPOINT: objectStore.endpoint,
      S3_BUCKET: objectStore.bucket,
      S3_REGION: objectStore.region,
      S3_ACCESS_KEY_ID: objectStore.accessKeyId,
      S3_SECRET_ACCESS_KEY: objectStore.secretAccessKey,
    }

    expect(await run(environment)).toEqual({
      code: 1,
      output: 'the database is in use: stop the gateway first\n',
    })
    expect(await query(databaseUrl, 'select 1 from pg_tables where schemaname = current_schema()')).toEqual(
      [],
    )
    const { dossiers } = await used.desk.dossiers()
    await before.close()

    const { code, output } = await run(environment)
    expect(output).toMatch(/^dossier_events +4 +4 {2}\S{16} equal$/m)
    expect(output).toMatch(/^envelopes +4 +4 {2}\S{16} equal$/m)
    expect(output).toMatch(/^files\/parts +1 +1 {2}\S{16} equal$/m)
    expect(output).not.toContain('DIFFERS')
    expect(code).toBe(0)

    const after = await startGateway({ dataDir, databaseUrl, objectStore })
    const desk = await signIn(after.url, before.adminPassword)
    expect((await desk.dossiers()).dossiers).toEqual(dossiers)
    const page = await desk.get(`dossiers/${used.received}/parts/${used.paper.sha256}`)
    expect(new Uint8Array(await page.arrayBuffer())).toEqual(used.paper.bytes)
    const device = used.device.at(after.url)
    // Numbering went on in the old object, the chain with it: the gateway knows this device and its sequence.
    const next = await used.device.envelope(birthSubmission())
    expect(await device.deliver(next)).toMatchObject([{ outcome: 'stored' }])
    await after.gateway.settled()
    const newest = (await desk.dossiers()).dossiers.find(({ state }) => state === 1)
    expect((await desk.receive(newest?.id ?? '', 1)).status).toBe(200)
    const [constraint] = await query(
      databaseUrl,
      "select count(*)::int as deferrable from pg_constraint where contype = 'f' and condeferrable",
    )
    expect(constraint).toEqual({ deferrable: 0 })
    await expect(query(databaseUrl, 'delete from dossier_events')).rejects.toThrow('append only')
    await after.close()

    expect(await run(environment)).toEqual({
      code: 1,
      output: 'the PostgreSQL database has tables already: give an empty one\n',
    })
  })

  test('nothing to move, and a half-given object store, are told of', async () => {
    const databaseUrl = await createDatabase(inject('postgresUrl'))
    const empty = { MOTCUA_DATA: join(dataDir, 'nowhere'), DATABASE_URL: databaseUrl }
    expect(await run(empty)).toMatchObject({ code: 1, output: expect.stringContaining('no SQLite database') })
    expect(await run({ ...empty, S3_BUCKET: 'files' })).toEqual({
      code: 1,
      output: 'the environment variable S3_ENDPOINT is not usable\n',
    })
    expect(await run({ MOTCUA_DATA: dataDir })).toMatchObject({ code: 1 })
  })
})

/** Tables that a later version may add, on either engine. */
const laterTables = {
  sqlite: `
    create table later_tree (id text primary key, parent text references later_tree (id), title text not null,
      folded text generated always as (lower(title)) virtual);
    create table later_log (number integer primary key autoincrement, node text not null references later_tree (id),
      big bigint, bytes blob, share real, is_open integer, note text);
    create trigger later_log_no_update before update on later_log begin select raise(abort, 'append only'); end;
    create trigger later_log_no_delete before delete on later_log begin select raise(abort, 'append only'); end;
    create table later_pairs (a text, b bigint);
    create virtual table later_search using fts5(title, content = 'later_tree', content_rowid = 'rowid');
    create trigger later_search_insert after insert on later_tree
      begin insert into later_search (rowid, title) values (new.rowid, new.title); end;`,
  postgres: `
    create table later_tree (id text primary key, parent text references later_tree (id), title text not null,
      folded text generated always as (lower(title)) stored, search tsvector);
    create table later_log (number bigint generated always as identity primary key,
      node text not null references later_tree (id), big bigint, bytes bytea, share double precision,
      is_open boolean, note text);
    create function later_append_only() returns trigger language plpgsql as $$
      begin raise exception 'append only'; end $$;
    create trigger later_append_only before update or delete on later_log
      for each row execute function later_append_only();
    create table later_pairs (a text, b bigint);
    create function later_search() returns trigger language plpgsql as $$
      begin new.search = to_tsvector('simple', new.title); return new; end $$;
    create trigger later_search before insert on later_tree for each row execute function later_search()`,
}

const laterRows = `
  insert into later_tree (id, parent, title) values ('z', null, 'Gốc'), ('a', 'z', 'Nhánh Ă'), ('Ă', 'a', 'Lá "x"');
  insert into later_log (node, big, bytes, share, is_open, note) values
    ('a', 9223372036854775807, x'00ff10', 0.1, 1, null), ('Ă', -1, x'', 2.0, 0, 'a\nb\\c'), ('z', null, null, -1e300, null, '');
  insert into later_pairs values ('b', 1), ('B', 2), (null, 3), ('ạ', 1), ('a', 10), ('a', 9);`

test('tables that nobody had thought of are copied whole, whatever their columns, keys and triggers', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-later-'))
  const path = join(dataDir, 'motcua.sqlite')
  await (await openStorage({ dataDir, databaseUrl: null, onBrokenConnection: () => {} })).close()
  const sqlite = new DatabaseSync(path)
  sqlite.exec('pragma foreign_keys = off')
  sqlite.exec(laterTables.sqlite)
  // A child before its parent, as a circle of units would be.
  sqlite.exec("insert into later_tree (id, parent, title) values ('0', 'z', 'Đầu tiên')")
  sqlite.exec(laterRows)
  sqlite.close()

  const copyTo = async (databaseUrl: string) => {
    await query(databaseUrl, laterTables.postgres)
    const engine = openEngine({ dataDir, databaseUrl, onBrokenConnection: () => {} })
    try {
      return await readSqlite(path, { isExclusive: true }, async (source) => {
        await fillDatabase(engine, await migrationsOf(source), async (writer) => {
          for (const table of source.tables) {
            await writer.clear(table.name)
            for await (const rows of source.rows(table)) await writer.insert(table.name, table.columns, rows)
          }
        })
        return readPostgres(databaseUrl, (target) => compareTables(source, target))
      })
    } finally {
      await engine.database.destroy()
    }
  }
  const databaseUrl = await createDatabase(inject('postgresUrl'))
  const compared = await copyTo(databaseUrl)
  expect(compared.filter((entry) => !isEqual(entry))).toEqual([])
  expect(compared.map(({ name, source }) => [name, source.rows])).toEqual(
    expect.arrayContaining([
      ['later_tree', 4],
      ['later_log', 3],
      ['later_pairs', 6],
    ]),
  )
  expect(compared.some(({ name }) => name.startsWith('later_search'))).toBe(false)
  expect(
    await query(databaseUrl, "select id from later_tree where search @@ to_tsquery('simple', 'nhánh')"),
  ).toEqual([{ id: 'a' }])
  expect(await query(databaseUrl, "insert into later_log (node) values ('a') returning number::int")).toEqual(
    [{ number: 4 }],
  )
  const differing = await readSqlite(path, { isExclusive: true }, (source) =>
    readPostgres(databaseUrl, (target) => compareTables(source, target)),
  )
  expect(differing.filter((entry) => !isEqual(entry)).map(({ name }) => name)).toEqual(['later_log'])

  const damaged = new DatabaseSync(path)
  damaged.exec("pragma foreign_keys = off; update later_tree set parent = 'nobody' where id = '0'")
  damaged.close()
  const other = await createDatabase(inject('postgresUrl'))
  await expect(copyTo(other)).rejects.toThrow(/foreign key/)
  expect(await query(other, 'select id from later_tree')).toEqual([])
  await rm(dataDir, { recursive: true })
})
