import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkpointPath } from '../../src/gateway/audit/checkpoint.ts'
import { auditDigest } from '../../src/gateway/storage/audit-chain.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { startGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const command = fileURLToPath(new URL('../../src/gateway/audit/verify-command.ts', import.meta.url))

interface Outcome {
  readonly code: number
  readonly output: string
}

function verify(dataDir: string): Promise<Outcome> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [command],
      { env: { ...childEnvironment, MOTCUA_DATA: dataDir } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), output: out + err }),
    ),
  )
}

describe('npm run audit:verify', () => {
  let original = ''
  let dossier = ''
  beforeAll(async () => {
    original = await mkdtemp(join(tmpdir(), 'motcua-audit-'))
    const gateway = await startGateway({ dataDir: original, databaseUrl: null })
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    await device.deliver(await device.envelope(birthSubmission()), await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const desk = await signIn(gateway.url, gateway.adminPassword)
    dossier = (await desk.dossiers()).dossiers[0]?.id ?? ''
    await desk.dossier(dossier)
    await desk.receive(dossier, 1)
    await desk.delete('session')
    await gateway.close()
  })
  afterAll(() => rm(original, { recursive: true, force: true }))

  /** What is done past the triggers to a copy of the database, and what is then told. */
  async function tampered(
    tampering: (database: DatabaseSync, dataDir: string) => void | Promise<void>,
  ): Promise<Outcome> {
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-tampered-'))
    try {
      await cp(original, dataDir, { recursive: true })
      const database = new DatabaseSync(join(dataDir, 'motcua.sqlite'))
      database.exec(`
        pragma foreign_keys = off;
        drop trigger audit_log_no_update; drop trigger audit_log_no_delete;
        drop trigger dossier_events_no_update; drop trigger dossier_events_no_delete;`)
      await tampering(database, dataDir)
      database.close()
      return await verify(dataDir)
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }
  const run = (sql: string) => tampered((database) => database.exec(sql))

  test('finds everything as it was written', async () => {
    const { code, output } = await run('')
    expect(output).toBe('whole: 5 entries of the log, 3 events of 2 dossiers, all as they were written\n')
    expect(code).toBe(0)
  })

  test.each([
    ['an altered entry', "update audit_log set who = 'ai-do' where number = 3", 'entry 3 of the log'],
    ['altered details', `update audit_log set detail = '{"event":9}' where number = 3`, 'entry 3 of the log'],
    ['details that are no JSON', "update audit_log set detail = '{' where number = 4", 'entry 4 of the log'],
    ['an entry without its neighbour', 'delete from audit_log where number = 2', 'entry 3 of the log'],
    ['a log without its last entry', 'delete from audit_log where number = 5', 'entry 5 of the log'],
    ['a log without its last entries', 'delete from audit_log where number > 3', 'entry 4 of the log'],
    ['a log without any', 'delete from audit_log', 'entry 1 of the log'],
    [
      'two entries that changed places',
      'update audit_log set number = -4 where number = 4; update audit_log set number = 4 where number = 5; update audit_log set number = 5 where number = -4',
      'entry 4 of the log',
    ],
    [
      'a copy put in between',
      'update audit_log set number = -number where number > 3; update audit_log set number = 1 - number where number < 0; insert into audit_log select unit, 4, at, who, action, subject, detail, previous, digest from audit_log where number = 3',
      'entry 4 of the log',
    ],
    ['an altered event', "update dossier_events set by = 'ai-do' where number = 2", 'event 2 of dossier'],
    ['an altered time', "update dossier_events set at = '2020-01-01' where number = 1", 'event 1 of dossier'],
    ['a dossier without its last event', 'delete from dossier_events where number = 2', 'event 2 of dossier'],
    [
      'a dossier put back to before its last event',
      'delete from dossier_events where number = 2; update dossiers set revision = 1, state = 1',
      'event 2 of dossier',
    ],
    ['a dossier without its first event', 'delete from dossier_events where number = 1', 'of dossier'],
  ])('notices %s and names the place', async (_, sql, place) => {
    const { code, output } = await run(sql)
    expect(output).toContain('BROKEN: ')
    expect(output).toContain(place)
    expect(code).toBe(1)
  })

  test('notices an invented entry at the end, though its digest is right', async () => {
    const { code, output } = await tampered(async (database) => {
      const last = database.prepare('select * from audit_log where number = 5').get()
      const invented = {
        unit: String(last?.unit),
        number: 6,
        at: '2026-11-25T02:00:00.000Z',
        who: 'ai-do',
        action: 'sign-in' as const,
        subject: null,
        detail: {},
        previous: String(last?.digest),
      }
      database
        .prepare('insert into audit_log values (?, 6, ?, ?, ?, null, ?, ?, ?)')
        .run(
          invented.unit,
          invented.at,
          invented.who,
          invented.action,
          '{}',
          invented.previous,
          await auditDigest(invented),
        )
    })
    expect(output).toContain('entry 6 of the log of unit H38.20: the gateway has not signed it')
    expect(code).toBe(1)
  })

  test('notices a log that was written anew from some entry on, with right digests', async () => {
    const { code, output } = await tampered(async (database) => {
      let previous: string | null = null
      for (const row of database.prepare('select * from audit_log order by number').all()) {
        const entry = {
          unit: String(row.unit),
          number: Number(row.number),
          at: String(row.at),
          who: row.number === 4 ? 'ai-do' : String(row.who),
          action: 'read-dossier' as const,
          subject: null,
          detail: {},
          previous,
        }
        const digest: string = await auditDigest(entry)
        database
          .prepare(
            "update audit_log set who = ?, action = 'read-dossier', subject = null, detail = '{}', previous = ?, digest = ? where number = ?",
          )
          .run(entry.who, previous, digest, entry.number)
        previous = digest
      }
    })
    expect(output).toContain('it is not the one that the gateway signed')
    expect(code).toBe(1)
  })

  test('notices that the signed end was altered or taken away', async () => {
    const altered = await tampered(async (_, dataDir) => {
      const text = await readFile(checkpointPath(dataDir), 'utf8')
      await writeFile(checkpointPath(dataDir), text.replace('"number": 5', '"number": 4'))
    })
    expect(altered).toMatchObject({ code: 1, output: expect.stringContaining('was not signed') })
    const missing = await tampered(async (_, dataDir) => {
      await rm(checkpointPath(dataDir))
    })
    expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('is not there') })
  })

  test('a gateway that goes on working does not sign away what was removed', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-shortened-'))
    try {
      await cp(original, dataDir, { recursive: true })
      const database = new DatabaseSync(join(dataDir, 'motcua.sqlite'))
      database.exec('drop trigger audit_log_no_delete; delete from audit_log where number > 4')
      database.close()
      const gateway = await startGateway({ dataDir, databaseUrl: null })
      for (let count = 0; count < 4; count++)
        await gateway.gateway.storage.audit.append([
          {
            unit: 'H38.20',
            at: '2026-11-26T01:00:00.000Z',
            who: 'admin',
            action: 'sign-in',
            subject: null,
            detail: {},
          },
        ])
      await fetch(`${gateway.url}api/desk/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-motcua-desk': '1' },
        body: JSON.stringify({ username: 'khong-co', password: 'sai' }),
      })
      await gateway.close()
      expect(gateway.log.join('')).toContain('no longer what was signed')
      expect((await verify(dataDir)).code).toBe(1)
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  })
})
