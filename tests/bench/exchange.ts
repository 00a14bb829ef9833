/**
 * How many messages a second reach a stand-in for the national portal that loses some answers and is busy at times, and
 * whether each dossier and each step is there once. The stand-in works in this very process, so the figure is a floor.
 * On both engines; the slower one counts.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { formatOfficialNumber } from '../../src/domain/dossier/number-pattern.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { createDatabase } from '../gateway/engines.ts'
import { quickPace, sessionSettings } from '../gateway/exchange/exchange-settings.ts'
import { standInPortal } from '../gateway/exchange/stand-in-portal.ts'
import { startPostgresServer } from '../gateway/postgres-server.ts'
import { startGateway, testNow } from '../gateway/start-gateway.ts'
import { enrolDevice } from '../gateway/test-device.ts'

const unit = 'H38.20'
const perDelivery = 50

export async function benchExchange(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dossiers: { type: 'string', default: '1000' },
      parallel: { type: 'string', default: '16' },
    },
  })
  const server = await startPostgresServer(true)
  try {
    const runs = []
    for (const databaseUrl of [null, await createDatabase(server.url)])
      runs.push(await measure(databaseUrl, Number(values.dossiers), Number(values.parallel)))
    console.table(runs)
    return {
      perSecond: Math.min(...runs.map(({ perSecond }) => perSecond)),
      lost: runs.reduce((sum, run) => sum + run.lost, 0),
      doubled: runs.reduce((sum, run) => sum + run.doubled, 0),
      runs,
    }
  } finally {
    await server.stop()
  }
}

/** @param databaseUrl null for SQLite. */
async function measure(databaseUrl: string | null, dossiers: number, parallel: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-exchange-'))
  const portal = await standInPortal()
  try {
    const numbers = await acceptMany(dataDir, databaseUrl, dossiers)
    portal.misbehave((_call, count) => {
      if (count % 97 === 0) return { kind: 'lost-answer' }
      return count % 101 === 0 ? { kind: 'status', status: 503, retryAfter: '0' } : null
    })
    const began = performance.now()
    const exchange = sessionSettings(portal.url, { parallel, timeoutSeconds: 10 })
    const gateway = await startGateway({ dataDir, databaseUrl, more: { exchange, exchangePace: quickPace } })
    const { storage } = gateway.gateway
    for (let waiting = Number.POSITIVE_INFINITY; waiting > 0; ) {
      await wait(50)
      const counts = await storage.exchange.counts(unit)
      if (counts.refused + counts.held + counts.parked > 0)
        throw new Error(`not all could be sent: ${JSON.stringify(counts)}`)
      waiting = counts.waiting
    }
    const seconds = (performance.now() - began) / 1000
    await gateway.close()
    const isWhole = (number: string) =>
      portal.steps
        .get(number)
        ?.map((step) => step.TrangThai)
        .join() === '2,4' && portal.dossiers.get(number)?.TrangThaiHoSo === '4'
    return {
      engine: databaseUrl === null ? 'sqlite' : 'postgres',
      messages: numbers.length * 2,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round((numbers.length * 2) / seconds),
      lost: numbers.filter((number) => !isWhole(number)).length,
      doubled: portal.doubled(),
    }
  } finally {
    await portal.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Dossiers that were accepted and taken up before anything is sent. @returns their numbers */
async function acceptMany(dataDir: string, databaseUrl: string | null, count: number): Promise<string[]> {
  const gateway = await startGateway({ dataDir, databaseUrl })
  const { storage } = gateway.gateway
  await storage.exchange.setUnit(unit, { isOn: true, senderCode: '000.00.20.H38' })
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  for (let done = 0; done < count; done += perDelivery) {
    const envelopes = []
    for (let index = 0; index < Math.min(perDelivery, count - done); index++)
      envelopes.push(await device.envelope(birthSubmission()))
    await device.deliver(...envelopes)
  }
  await gateway.gateway.settled()
  const numbers: string[] = []
  for (let cursor = 0; numbers.length < count; ) {
    const changes = await storage.dossiers.changes(device.id, cursor, 500)
    if (changes.length === 0) throw new Error(`only ${numbers.length} of ${count} dossiers are there`)
    for (const { dossier, sequence } of changes) {
      cursor = sequence
      if (dossier.official_number === null && dossier.stage === 'arrived')
        numbers.push(await accept(gateway.gateway, dossier.id))
    }
  }
  await gateway.close()
  return numbers
}

async function accept({ storage }: Gateway, dossier: string): Promise<string> {
  const at = testNow().toISOString()
  const day = vietnamDay(at)
  const by = 'admin'
  const common = { dossier, at, by, note: null }
  await storage.dossiers.change({
    ...common,
    revision: 1,
    type: 'receive',
    changes: { state: 2, stage: 'received', received_at: at },
    numbering: {
      unit,
      day,
      officialNumber: (running) =>
        formatOfficialNumber({ pattern: '{org}-{yymmdd}-{seq:4}', orgCode: unit, day, running }),
    },
  })
  await storage.dossiers.change({
    ...common,
    revision: 2,
    type: 'start',
    changes: { state: 4, stage: 'processing', officer: by },
  })
  return (await storage.dossiers.find(dossier))?.official_number ?? ''
}
