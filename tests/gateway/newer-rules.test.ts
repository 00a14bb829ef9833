/** Devices are updated before their gateway: what it cannot open yet opens by itself once it is updated too. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { builtInCatalogue, type Catalogue } from '../../src/gateway/catalogue.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines, freshDatabaseUrl } from './engines.ts'
import { startGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const today = builtInCatalogue()
const before: Catalogue = {
  ...today,
  form: (name) => {
    const form = today.form(name)
    return form === undefined ? undefined : { ...form, version: form.version - 1 }
  },
  procedure: (code) => (code === '1.001193' ? today.procedure(code) : undefined),
}
const other = ['2.000815', '1.004873', '2.000635'].find((code) => today.procedure(code) !== undefined)

test.each(engines)(
  'a dossier by a newer form opens once after the update, and its device hears of it, on %s',
  async (engine) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-newer-rules-'))
    const databaseUrl = await freshDatabaseUrl(engine)
    const start = (catalogue: Catalogue) => startGateway({ dataDir, databaseUrl, catalogue })
    try {
      const old = await start(before)
      const device = await enrolDevice(old.url, await old.enrolmentCode())
      const submission = birthSubmission()
      const newer = await device.envelope(submission)
      const formerly = await device.envelope(submission)
      const stillNewer = await device.envelope({
        ...submission,
        form: { ...submission.form, version: submission.form.version + 1 },
      })
      const wrong = await device.envelope({ ...submission, form: { ...submission.form, name: 'another' } })
      const unknown = await device.envelope({ ...submission, procedure: other ?? '' })
      await device.deliver(newer, formerly, stillNewer, wrong, unknown)
      await old.gateway.settled()
      expect((await device.changes()).changes).toEqual([])
      await old.close()
      // As the first versions noted it.
      const { database } =
        databaseUrl === null
          ? openSqlite(join(dataDir, 'motcua.sqlite'), () => {})
          : openPostgres(databaseUrl, () => {})
      await sql`update envelopes set detail = 'version 1 of the form is newer than this gateway' where id = ${formerly.id}`.execute(
        database,
      )
      await database.destroy()

      const updated = await start(today)
      const desk = await signIn(updated.url, old.adminPassword)
      const moved = device.at(updated.url)
      await updated.gateway.settled()
      const { changes, cursor } = await moved.changes()
      expect(changes.map(({ envelope, state }) => [envelope, state]).sort()).toEqual(
        [newer.id, formerly.id].sort().map((id) => [id, 1]),
      )
      expect(await moved.deliver(newer)).toMatchObject([{ outcome: 'duplicate' }])
      const { envelopes } = await (await desk.get('quarantine')).json()
      const kept = new Map(envelopes.map((one: { id: string; detail: string }) => [one.id, one.detail]))
      expect([...kept.keys()].sort()).toEqual([stillNewer.id, wrong.id, unknown.id].sort())
      // The procedure is known by now; what was filed for it is wrong for another reason.
      expect(kept.get(unknown.id)).not.toContain('unknown procedure')
      await updated.close()

      const again = await start(today)
      await again.gateway.settled()
      expect((await device.at(again.url).changes(cursor)).changes).toEqual([])
      expect((await device.at(again.url).changes()).changes).toHaveLength(2)
      await again.close()
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)
