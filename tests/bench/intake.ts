/**
 * `npm run bench -- intake`: envelopes a second that a gateway in a process of its own takes in over HTTP (accepted,
 * signature checked, flushed to disk, acknowledged under signature), beside the disk and a bare Fastify in the same run.
 */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Envelope } from '../../src/contract/envelope.ts'
import type { EngineName } from '../../src/gateway/storage/engine.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { createDatabase } from '../gateway/engines.ts'
import { startPostgresServer } from '../gateway/postgres-server.ts'
import { startGateway } from '../gateway/start-gateway.ts'
import { enrolDevice, type TestDevice } from '../gateway/test-device.ts'
import { type Load, postRequest, sendLoad } from './load.ts'
import { spawnGateway, spawnServer } from './spawned-gateway.ts'

const manyConnections = 16
const batchSize = 50
/** As many flushes' worth of envelopes are asked for with 16 connections, as far as the machine has the time for it. */
const goalToFsync = 6
/** Envelopes made ready for each second of a measurement; one that runs out of them ends early. */
const readyPerSecond = { single: 1200, many: 2500, batch: 4000 }

interface Rates {
  readonly single: number
  readonly many: number
  readonly batch: number
}

/** Appends and flushes, one after another: what one commit at a time could reach at best. */
function fsyncRate(folder: string, seconds: number): number {
  const file = openSync(join(folder, 'fsync'), 'w')
  const page = Buffer.alloc(4096, 1)
  const began = performance.now()
  let count = 0
  for (; performance.now() - began < seconds * 1000; count++) {
    writeSync(file, page)
    fsyncSync(file)
  }
  const rate = (count * 1000) / (performance.now() - began)
  closeSync(file)
  return rate
}

async function makeEnvelopes(device: TestDevice, sealed: readonly string[], count: number) {
  const envelopes: Envelope[] = []
  for (let index = 0; index < count; index++) {
    const text = sealed[index % sealed.length] ?? ''
    envelopes.push(await device.envelope(birthSubmission(), [], { sealed: text }))
  }
  return envelopes
}

function inBatches<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}

/** Fails when anything but `stored` was answered: then the figure would mean nothing. */
function storedPerSecond({ bodies, seconds }: Load): number {
  let stored = 0
  for (const body of bodies) {
    const { acknowledgements } = JSON.parse(body)
    for (const { outcome, problem } of acknowledgements) {
      if (outcome !== 'stored') throw new Error(`an envelope was answered ${outcome} ${problem ?? ''}`)
      stored++
    }
  }
  return stored / seconds
}

async function measureGateway(databaseUrl: string | null, seconds: number): Promise<Rates> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const before = await startGateway({ dataDir, databaseUrl })
  const devices: TestDevice[] = []
  for (let count = 0; count < manyConnections; count++)
    devices.push(await enrolDevice(before.url, await before.enrolmentCode()))
  await before.close()
  const recipients = devices[0]?.enrolment.gateway.recipients ?? []
  const sealed = await Promise.all(
    Array.from({ length: 20 }, () => sealPayload(birthSubmission(), recipients)),
  )

  const gateway = await spawnGateway(dataDir, databaseUrl)
  const url = `${gateway.told.url}api/v1/envelopes`
  const measure = async (senders: readonly TestDevice[], perSecond: number, inOne: number) => {
    const connections: Buffer[][] = []
    for (const device of senders) {
      const envelopes = await makeEnvelopes(device, sealed, (perSecond * seconds) / senders.length)
      connections.push(inBatches(envelopes, inOne).map((some) => postRequest(url, { envelopes: some })))
    }
    return storedPerSecond(await sendLoad(url, connections, seconds))
  }
  try {
    // Warms the code up, as the first minutes of a day do.
    await measure(devices, readyPerSecond.many, 1)
    return {
      single: await measure(devices.slice(0, 1), readyPerSecond.single, 1),
      many: await measure(devices, readyPerSecond.many, 1),
      batch: await measure(devices.slice(0, 4), readyPerSecond.batch, batchSize),
    }
  } finally {
    await gateway.end('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureEcho(seconds: number): Promise<number> {
  const gateway = await startGateway()
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  const [envelope] = await makeEnvelopes(
    device,
    [await sealPayload(birthSubmission(), device.enrolment.gateway.recipients)],
    1,
  )
  await gateway.close()
  const server = await spawnServer<{ url: string }>('echo-server.ts', [])
  const request = postRequest(server.told.url, { envelopes: [envelope] })
  const connections = Array.from({ length: manyConnections }, () =>
    new Array<Buffer>(Math.ceil((15_000 * seconds) / manyConnections)).fill(request),
  )
  try {
    await sendLoad(server.told.url, connections, 1)
    const { requests, seconds: took } = await sendLoad(server.told.url, connections, seconds)
    return requests / took
  } finally {
    await server.end('SIGKILL')
  }
}

/** @param args as typed after the name of the benchmark: `--seconds N` for each measurement. */
export async function benchIntake(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { seconds: { type: 'string', default: '4' } },
  })
  const seconds = Number(values.seconds)
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const postgres = await startPostgresServer(true)
  try {
    const fsyncs = [fsyncRate(folder, 2)]
    const rates: Record<EngineName, Rates> = {
      sqlite: await measureGateway(null, seconds),
      postgres: await measureGateway(await createDatabase(postgres.url), seconds),
    }
    const echo = await measureEcho(seconds)
    fsyncs.push(fsyncRate(folder, 2))
    const fsync = fsyncs.reduce((sum, rate) => sum + rate, 0) / fsyncs.length

    const row = (perSecond: number) => ({
      'a second': Math.round(perSecond),
      '× fsync': Number((perSecond / fsync).toFixed(2)),
      '× echo': Number((perSecond / echo).toFixed(2)),
    })
    console.table({
      'fsync of 4 kB, one after another': row(fsync),
      'bare Fastify echo, 16 connections': row(echo),
      'SQLite, 1 connection': row(rates.sqlite.single),
      'SQLite, 16 connections': row(rates.sqlite.many),
      'SQLite, batches of 50': row(rates.sqlite.batch),
      'PostgreSQL, 1 connection': row(rates.postgres.single),
      'PostgreSQL, 16 connections': row(rates.postgres.many),
      'PostgreSQL, batches of 50': row(rates.postgres.batch),
    })
    const goal16 = Math.round(goalToFsync * fsync)
    console.log(
      `With 16 connections ${goalToFsync} × fsync is ${goal16} a second on this disk` +
        (goal16 > echo
          ? ': more than the echo answers, so that the machine sets the limit and not the flushes.'
          : '.'),
    )
    const ratio = (value: number) => Number(value.toFixed(2))
    const fsyncRatio = { sqlite: rates.sqlite.many / fsync, postgres: rates.postgres.many / fsync }
    const echoRatio = { sqlite: rates.sqlite.batch / echo, postgres: rates.postgres.batch / echo }
    return {
      sqliteSingle: Math.round(rates.sqlite.single),
      sqlite16: Math.round(rates.sqlite.many),
      sqliteBatch: Math.round(rates.sqlite.batch),
      postgresSingle: Math.round(rates.postgres.single),
      postgres16: Math.round(rates.postgres.many),
      postgresBatch: Math.round(rates.postgres.batch),
      fsync: Math.round(fsync),
      echo: Math.round(echo),
      // False: the disk flushes so fast that not even the echo is 6 times as fast.
      isFsyncGoalWithinEcho: goal16 <= echo,
      ratioToFsync16: ratio(Math.min(fsyncRatio.sqlite, fsyncRatio.postgres)),
      sqliteRatioToFsync16: ratio(fsyncRatio.sqlite),
      postgresRatioToFsync16: ratio(fsyncRatio.postgres),
      batchRatioToEcho: ratio(Math.min(echoRatio.sqlite, echoRatio.postgres)),
      sqliteBatchRatioToEcho: ratio(echoRatio.sqlite),
      postgresBatchRatioToEcho: ratio(echoRatio.postgres),
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
