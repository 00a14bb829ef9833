/**
 * A device may come from any released schema of its store: `fixtures/schema-<version>.json` is what such a store held.
 * A fixture is never changed; a new version of the schema adds one.
 */
import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exportBundle } from '../../src/device/carried/export-bundle.ts'
import { database } from '../../src/device/database.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { signEnvelope } from '../../src/vault/envelope.ts'
import { base, deviceKeys, gatewayDescription } from './fixture.ts'
import { ScriptedGateway } from './scripted-gateway.ts'

interface Fixture {
  readonly version: number
  readonly stores: Readonly<Record<string, string>>
  /** Bytes as `{ "base64": … }`, the signing key as `{ "key": "signing" }`. */
  readonly rows: Readonly<Record<string, readonly Record<string, unknown>[]>>
}

const folder = new URL('./fixtures/', import.meta.url)
const fixtures = readdirSync(folder).map(
  (name): Fixture => JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
)

beforeEach(async () => {
  vi.stubGlobal('document', { baseURI: base })
  await database.delete()
})
afterEach(() => vi.unstubAllGlobals())

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('base64' in value) return new Uint8Array(Buffer.from(String(value.base64), 'base64'))
  if ('key' in value && value.key === 'signing') return deviceKeys.privateKey
  return value
}

async function openAs({ version, stores, rows }: Fixture): Promise<void> {
  const old = new Dexie('motcua')
  old.version(version).stores(stores)
  await old.open()
  for (const [table, entries] of Object.entries(rows))
    await old
      .table(table)
      .bulkAdd(
        entries.map((row) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, revive(value)])),
        ),
      )
  old.close()
}

test('there is a fixture of every schema before the present one', async () => {
  await database.open()
  const versions = fixtures.map(({ version }) => version).sort((a, b) => a - b)
  expect(versions).toEqual(Array.from({ length: database.verno - 1 }, (_, index) => index + 1))
})

test.each(fixtures)('a store of schema $version opens with everything that was in it', async (fixture) => {
  await openAs(fixture)
  await database.open()
  for (const [table, entries] of Object.entries(fixture.rows))
    expect(await database.table(table).count(), table).toBe(entries.length)
  const envelope = fixture.rows.outbox?.[0]
  expect(await database.outbox.get(String(envelope?.id))).toMatchObject({ state: 'queued', sequence: 2 })
})

test.each(fixtures)(
  'what a store of schema $version holds is delivered and can be carried',
  async (fixture) => {
    await openAs(fixture)
    await database.open()
    await database.device.update(1, { gateway: gatewayDescription })
    // The keys of this run are others than those of the recording.
    for (const { id, json } of await database.outboxBodies.toArray()) {
      const { signature: _, ...unsigned } = JSON.parse(json)
      const signed = await signEnvelope(deviceKeys.privateKey, unsigned)
      await database.outboxBodies.put({ id, json: JSON.stringify(signed) })
    }
    expect(await exportBundle({ now: new Date() })).toMatchObject({ ok: true, envelopes: 1 })
    const gateway = new ScriptedGateway()
    gateway.install()
    const clock = () => Date.parse('2026-11-25T02:00:00.000Z')
    expect(await runDelivery('online', { now: clock, random: () => 0.5, uploadPart })).toBe('done')
    expect(gateway.envelopes.size).toBe(1)
    expect(await database.outbox.count()).toBe(0)
    const receipts = await database.receipts.toArray()
    expect(receipts.map(({ delivery }) => delivery)).toEqual(['delivered', 'delivered'])
  },
)
