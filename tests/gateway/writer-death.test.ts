/** The thread that writes to SQLite dies while a gateway takes in: nothing that was answered for is lost. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlite } from '../../src/gateway/storage/sqlite.ts'
import { birthSubmission } from './birth-submission.ts'
import { startGateway } from './start-gateway.ts'
import { enrolDevice } from './test-device.ts'

const threads: Worker[] = []
const note = (worker: Worker) => threads.push(worker)
beforeAll(() => void process.on('worker', note))
afterAll(() => void process.off('worker', note))

async function killWriter(): Promise<void> {
  const thread = threads.at(-1)
  if (thread === undefined) throw new Error('no thread was started')
  await thread.terminate()
}

/** Another thread comes after a pause, and readiness is looked at once a second. */
const patient = { timeout: 15_000 }

test('what was acknowledged before the writer died is there, and intake goes on with another', async () => {
  const gateway = await startGateway({ engine: 'sqlite' })
  try {
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const envelopes = []
    for (let index = 0; index < 60; index++) envelopes.push(await device.envelope(birthSubmission()))
    const started = threads.length

    const deliveries = envelopes.map((envelope) => device.deliver(envelope))
    await deliveries[0]
    await killWriter()
    expect((await fetch(`${gateway.url}healthz`)).status).toBe(200)
    const answers = (await Promise.all(deliveries)).flat()
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['stored', 'retry-later']))

    await expect.poll(async () => (await fetch(`${gateway.url}readyz`)).status, patient).toBe(200)
    expect(threads.length).toBe(started + 1)
    expect(gateway.log.filter((line) => line.includes('a database connection broke'))).toHaveLength(1)
    const again = await device.deliver(...envelopes.slice(0, 30))
    again.push(...(await device.deliver(...envelopes.slice(30))))
    // What was not answered for may be there all the same: it died between the commit and the answer.
    for (const [index, { outcome }] of again.entries())
      if (answers[index]?.outcome === 'stored') expect(outcome).toBe('duplicate')
      else expect(['stored', 'duplicate']).toContain(outcome)
    await gateway.gateway.settled()
    await killWriter()
    const last = await device.envelope(birthSubmission())
    await expect
      .poll(async () => (await device.deliver(last))[0]?.outcome, patient)
      .toMatch(/^(stored|duplicate)$/)
  } finally {
    await gateway.close()
  }
})

test('a transaction that was open when the writer died fails whole, and the next one has its turn', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-writer-'))
  const broken: Error[] = []
  const { database } = openSqlite(join(dataDir, 'held.sqlite'), (error) => broken.push(error))
  const insert = (value: number) => sql`insert into numbers values (${value})`
  const count = async () =>
    (await sql<{ value: number }>`select value from numbers`.execute(database)).rows.map(({ value }) => value)
  try {
    await sql`create table numbers (value integer)`.execute(database)
    const started = threads.length
    const held = database.transaction().execute(async (transaction) => {
      await insert(1).execute(transaction)
      await killWriter()
      await expect.poll(() => threads.length).toBe(started + 1)
      // Another thread writes by now: the transaction is none of its.
      await insert(2).execute(transaction)
    })
    const next = insert(3).execute(database)
    await expect(held).rejects.toThrow('has ended')
    await next
    expect(broken).toHaveLength(1)
    expect(await count()).toEqual([3])
  } finally {
    await database.destroy()
    await rm(dataDir, { recursive: true, force: true })
  }
})
