import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyChains } from '../../src/gateway/audit/verify.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn } from './test-desk.ts'
import { enrolDevice, photo, type TestDevice } from './test-device.ts'

const dayMs = 24 * 3_600_000

describe.each(engines)('the content of closed dossiers on %s', (engine) => {
  const running: TestGateway[] = []
  afterEach(async () => {
    for (const gateway of running.splice(0).toReversed()) await gateway.close()
  })

  async function start(now: () => Date, like?: TestGateway): Promise<TestGateway> {
    const gateway = await startGateway({
      engine,
      now,
      more: { retentionDays: 30 },
      ...(like === undefined ? {} : { dataDir: like.dataDir, databaseUrl: like.databaseUrl }),
    })
    running.push(gateway)
    return gateway
  }

  /** @param isUploaded false leaves the envelope waiting for its part. */
  async function file(gateway: TestGateway, device: TestDevice, isUploaded = true) {
    const part = await device.part(photo())
    const envelope = await device.envelope(birthSubmission({}, [part]), [part])
    await device.deliver(envelope)
    if (isUploaded) await device.upload(envelope.id, part)
    await gateway.gateway.settled()
    const changes = await gateway.gateway.storage.dossiers.changes(device.id, 0, 1000)
    const own = changes.find(({ dossier }) => dossier.envelope === envelope.id)
    return { id: own?.dossier.id ?? '', envelope, part }
  }

  /** As if the desk had closed them: the way there is another test's matter. */
  async function close(gateway: TestGateway, ...ids: string[]): Promise<void> {
    const opened = open(gateway)
    await sql`
      update dossiers set state = 10, stage = 'returned', closed_at = ${testNow().toISOString()}
      where id in (${sql.join(ids)})`.execute(opened.database)
    await opened.database.destroy()
  }
  function open({ databaseUrl, dataDir }: TestGateway): Engine {
    return databaseUrl === null
      ? openSqlite(join(dataDir, 'motcua.sqlite'), () => {})
      : openPostgres(databaseUrl, () => {})
  }
  async function filesOf({ dataDir }: TestGateway): Promise<number> {
    if (!existsSync(join(dataDir, 'files'))) return 0
    const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).length
  }

  test('goes after its time; the register stays and a second delivery is still a duplicate', async () => {
    let now = testNow()
    const gateway = await start(() => now)
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const closed = await file(gateway, device)
    const opened = await file(gateway, device)
    const waiting = await file(gateway, device, false)
    await close(gateway, closed.id, waiting.id)
    const { storage, retention } = gateway.gateway
    const before = await storage.dossiers.find(closed.id)

    now = new Date(now.getTime() + 29 * dayMs)
    expect(await retention.run()).toBe(0)
    expect(await filesOf(gateway)).toBe(2)
    now = new Date(now.getTime() + 2 * dayMs)
    expect(await retention.run()).toBe(1)
    expect(await retention.run()).toBe(0)

    const kept = await storage.dossiers.find(closed.id)
    expect(kept).toEqual({
      ...before,
      answers: '{}',
      papers: '[]',
      doubts: '[]',
      content_removed_at: now.toISOString(),
    })
    expect(await storage.dossiers.events(closed.id)).toHaveLength(1)
    for (const { id } of [opened, waiting])
      expect(JSON.parse((await storage.dossiers.find(id))?.answers ?? '{}')).not.toEqual({})

    const [again] = await device.deliver(closed.envelope)
    expect(again).toMatchObject({ outcome: 'duplicate', missingParts: [] })
    await gateway.gateway.settled()
    expect(await storage.envelopes.countUnopened()).toBe(0)
    expect(await device.upload(waiting.envelope.id, waiting.part)).toBe(204)

    const desk = await signIn(gateway.url, gateway.adminPassword)
    const detail = await desk.dossier(closed.id)
    expect(detail).toMatchObject({ answers: {}, papers: [], contentRemovedAt: now.toISOString() })
    const page = await desk.get(`dossiers/${closed.id}/parts/${closed.part.reference.sha256}`)
    expect([page.status, await problemOf(page)]).toEqual([410, 'content-removed'])
    const log = await storage.audit.page('H38.20', 0, 1000)
    expect(log.filter(({ action }) => action === 'content-removed')).toMatchObject([
      { who: 'gateway', subject: closed.id, detail: '{"parts":1}' },
    ])
    const checked = await verifyChains(storage, { ok: true, checkpoint: null }, now)
    expect(checked.broken === null || checked.broken.chain === 'checkpoint').toBe(true)

    // A backup that began just before has the rows: the file is there for it another day.
    expect(await filesOf(gateway)).toBe(3)
    now = new Date(now.getTime() + dayMs + 1)
    // The other has all its papers by now, and goes as well.
    expect(await retention.run()).toBe(1)
    expect(await filesOf(gateway)).toBe(2)
    expect((await storage.dossiers.find(closed.id))?.files_removed_at).toBe(now.toISOString())

    const opener = open(gateway)
    const { rows } = await sql<{ body: string }>`select body from envelopes order by sequence`.execute(
      opener.database,
    )
    await opener.database.destroy()
    expect(rows.map(({ body }) => body === '')).toEqual([true, false, true])
  })

  test('is removed once by two gateways at the same time', async () => {
    let now = testNow()
    const first = await start(() => now)
    const device = await enrolDevice(first.url, await first.enrolmentCode())
    const ids: string[] = []
    for (let count = 0; count < 25; count++) ids.push((await file(first, device)).id)
    await close(first, ...ids)
    const second = await start(() => now, first)
    now = new Date(now.getTime() + 31 * dayMs)
    const removed = await Promise.all([first.gateway.retention.run(), second.gateway.retention.run()])
    expect(removed[0] + removed[1]).toBe(25)
    now = new Date(now.getTime() + dayMs + 1)
    await Promise.all([first.gateway.retention.run(), second.gateway.retention.run()])
    expect(await filesOf(first)).toBe(0)
    const log = await first.gateway.storage.audit.page('H38.20', 0, 1000)
    const told = log.filter(({ action }) => action === 'content-removed').map(({ subject }) => subject)
    expect(told.toSorted()).toEqual(ids.toSorted())
  })

  test('stays when no time is set', async () => {
    let now = testNow()
    const gateway = await startGateway({ engine, now: () => now })
    running.push(gateway)
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const { id } = await file(gateway, device)
    await close(gateway, id)
    now = new Date(now.getTime() + 40_000 * dayMs)
    expect(await gateway.gateway.retention.run()).toBe(0)
    expect((await gateway.gateway.storage.dossiers.find(id))?.content_removed_at).toBeNull()
  })

  test('of a page that another dossier shares stays for that one', async () => {
    let now = testNow()
    const gateway = await start(() => now)
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const closed = await file(gateway, device)
    const sharing = await device.envelope(birthSubmission({}, [closed.part]), [closed.part])
    await device.deliver(sharing)
    await device.upload(sharing.id, closed.part)
    await gateway.gateway.settled()
    await close(gateway, closed.id)
    now = new Date(now.getTime() + 31 * dayMs)
    expect(await gateway.gateway.retention.run()).toBe(1)
    now = new Date(now.getTime() + dayMs + 1)
    await gateway.gateway.retention.run()
    expect(await filesOf(gateway)).toBe(1)
    const changes = await gateway.gateway.storage.dossiers.changes(device.id, 0, 1000)
    const other = changes.find(({ dossier }) => dossier.envelope === sharing.id)?.dossier.id ?? ''
    await close(gateway, other)
    expect(await gateway.gateway.retention.run()).toBe(0)
    now = new Date(now.getTime() + dayMs + 1)
    expect(await gateway.gateway.retention.run()).toBe(1)
    now = new Date(now.getTime() + dayMs + 1)
    await gateway.gateway.retention.run()
    expect(await filesOf(gateway)).toBe(0)
  })
})
