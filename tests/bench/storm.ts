/**
 * `npm run bench -- storm`: a thousand devices come back online within ten seconds, each with its dossiers, against one
 * gateway process; then once more with that process killed and started again twice in the middle. The devices wait
 * by the rules of real ones (`device/delivery/backoff.ts`); every twentieth has one poisoned envelope.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { deliveryResponse } from '../../src/contract/acknowledgement.ts'
import { deliveryBatchSize, type Envelope } from '../../src/contract/envelope.ts'
import { backoffMs, parseRetryAfter } from '../../src/device/delivery/backoff.ts'
import type { EngineName } from '../../src/gateway/storage/engine.ts'
import { openStorage } from '../../src/gateway/storage/storage.ts'
import { envelopeDigest, isAcknowledgementGenuine } from '../../src/vault/envelope.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { createDatabase } from '../gateway/engines.ts'
import { seededRandom } from '../gateway/hostile-envelopes.ts'
import { startPostgresServer } from '../gateway/postgres-server.ts'
import { startGateway } from '../gateway/start-gateway.ts'
import { enrolDevice, postJson, type TestDevice } from '../gateway/test-device.ts'
import { spawnGateway } from './spawned-gateway.ts'

const withinMs = 10_000
const poisonEvery = 20
const giveUpMs = 600_000

interface Queue {
  readonly device: TestDevice
  readonly envelopes: Map<string, Envelope>
  readonly poison: string | null
}

interface Storm {
  readonly lost: number
  readonly doubled: number
  readonly p99Ms: number
  readonly slowestMs: number
  readonly peakMb: number
  readonly seconds: number
  readonly openedSeconds: number
  readonly requests: number
  readonly failures: number
}

async function prepare(dataDir: string, databaseUrl: string | null, devices: number, dossiers: number) {
  const gateway = await startGateway({ dataDir, databaseUrl })
  const queues: Queue[] = []
  let sealed: string[] = []
  for (let index = 0; index < devices; index++) {
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    if (sealed.length === 0)
      sealed = await Promise.all(
        Array.from({ length: dossiers }, () =>
          sealPayload(birthSubmission(), device.enrolment.gateway.recipients),
        ),
      )
    const envelopes = new Map<string, Envelope>()
    for (const text of sealed) {
      const envelope = await device.envelope(birthSubmission(), [], { sealed: text })
      envelopes.set(envelope.id, envelope)
    }
    const poison = index % poisonEvery === 0 ? ([...envelopes.keys()][0] ?? null) : null
    const victim = poison === null ? undefined : envelopes.get(poison)
    // As a damaged store would leave it: no longer what was signed.
    if (victim !== undefined) envelopes.set(victim.id, { ...victim, sealed: `${victim.sealed}AAAA` })
    queues.push({ device, envelopes, poison })
  }
  await gateway.close()
  return queues
}

/** One device, from the moment it is online until everything but its poison is confirmed under signature. */
async function deliverAll(
  { device, envelopes, poison }: Queue,
  url: () => string,
  random: () => number,
  note: (ms: number, isAnswered: boolean) => void,
): Promise<Set<string>> {
  const confirmed = new Set<string>()
  const waiting = new Map(envelopes)
  let failures = 0
  const began = performance.now()
  while (waiting.size > 0 && performance.now() - began < giveUpMs) {
    const batch = [...waiting.values()].slice(0, deliveryBatchSize)
    const asked = performance.now()
    let retryAfterMs: number | null = null
    try {
      const response = await postJson(`${url()}api/v1/envelopes`, { envelopes: batch })
      retryAfterMs = parseRetryAfter(
        response.headers.get('retry-after'),
        response.headers.get('date'),
        Date.now(),
      )
      const { acknowledgements } = v.parse(deliveryResponse, await response.json())
      note(performance.now() - asked, true)
      for (const acknowledgement of acknowledgements) {
        const envelope = waiting.get(acknowledgement.id)
        if (envelope === undefined || acknowledgement.digest !== (await envelopeDigest(envelope))) continue
        const { verificationKeys } = device.enrolment.gateway
        if (!(await isAcknowledgementGenuine(verificationKeys, acknowledgement))) continue
        if (acknowledgement.outcome === 'stored' || acknowledgement.outcome === 'duplicate')
          confirmed.add(envelope.id)
        else if (acknowledgement.outcome !== 'rejected' || envelope.id !== poison) continue
        waiting.delete(envelope.id)
      }
      failures = 0
      if (waiting.size > 0) await wait(backoffMs(1, retryAfterMs, random()))
    } catch {
      // No answer, or none that counts: as on a device, it is tried again later.
      note(performance.now() - asked, false)
      failures++
      await wait(backoffMs(failures, retryAfterMs, random()))
    }
  }
  return confirmed
}

async function runStorm(
  databaseUrl: string | null,
  { devices, dossiers, kills }: { devices: number; dossiers: number; kills: number },
): Promise<Storm> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-storm-'))
  const queues = await prepare(dataDir, databaseUrl, devices, dossiers)
  let gateway = await spawnGateway(dataDir, databaseUrl)
  let peakMb = 0
  const random = seededRandom(2026)
  const small: number[] = []
  let requests = 0
  let failures = 0
  const began = performance.now()
  const note = (_ms: number, isAnswered: boolean) => {
    requests++
    if (!isAnswered) failures++
  }
  const delivering = queues.map(async (queue) => {
    await wait(random() * withinMs)
    const confirmed = await deliverAll(queue, () => gateway.told.url, random, note)
    const asked = performance.now()
    try {
      await queue.device.at(gateway.told.url).changes()
      small.push(performance.now() - asked)
    } catch {
      // The gateway was killed under it; what it asked for comes with the next contact.
      failures++
    }
    return { confirmed, atMs: performance.now() - began, isPoisoned: queue.poison !== null }
  })
  const { port } = new URL(gateway.told.url)
  for (let kill = 0; kill < kills; kill++) {
    await wait(withinMs / (kills + 1))
    peakMb = Math.max(peakMb, gateway.peakMb())
    await gateway.end('SIGKILL')
    gateway = await spawnGateway(dataDir, databaseUrl, Number(port))
  }
  const delivered = await Promise.all(delivering)
  const seconds = (performance.now() - began) / 1000

  const storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: () => {} })
  while ((await storage.envelopes.unopened(null, 1)).length > 0) await wait(500)
  const openedSeconds = (performance.now() - began) / 1000
  peakMb = Math.max(peakMb, gateway.peakMb())
  await gateway.end('SIGTERM')

  let lost = 0
  let doubled = 0
  for (const [index, { device, envelopes, poison }] of queues.entries()) {
    const stored = await storage.dossiers.changes(device.id, 0, dossiers * 10)
    const times = new Map<string, number>()
    for (const { dossier } of stored) times.set(dossier.envelope, (times.get(dossier.envelope) ?? 0) + 1)
    for (const id of envelopes.keys()) {
      const isThere = times.has(id)
      if (id === poison ? isThere : !isThere || !delivered[index]?.confirmed.has(id)) lost++
      if ((times.get(id) ?? 0) > 1) doubled++
    }
  }
  await storage.close()
  await rm(dataDir, { recursive: true, force: true })
  const sorted = small.toSorted((a, b) => a - b)
  const p99Ms = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0)
  const slowestMs = Math.round(Math.max(...delivered.filter((d) => !d.isPoisoned).map((d) => d.atMs)))
  return { lost, doubled, p99Ms, slowestMs, peakMb, seconds, openedSeconds, requests, failures }
}

/** @param args as typed: `--devices N`, `--dossiers N` of each, `--engine sqlite|postgres` for one of them only. */
export async function benchStorm(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      devices: { type: 'string', default: '1000' },
      dossiers: { type: 'string', default: '20' },
      engine: { type: 'string' },
    },
  })
  const devices = Number(values.devices)
  const dossiers = Number(values.dossiers)
  const engines = (['sqlite', 'postgres'] as const).filter((name) => (values.engine ?? name) === name)
  const postgres = engines.includes('postgres') ? await startPostgresServer(true) : null
  const storms: Record<string, Storm> = {}
  try {
    const urlOf = (engine: EngineName) =>
      engine === 'postgres' && postgres !== null ? createDatabase(postgres.url) : Promise.resolve(null)
    for (const engine of engines) {
      storms[engine] = await runStorm(await urlOf(engine), { devices, dossiers, kills: 0 })
      storms[`${engine}, killed twice`] = await runStorm(await urlOf(engine), { devices, dossiers, kills: 2 })
    }
  } finally {
    await postgres?.stop()
  }
  console.table(
    Object.fromEntries(
      Object.entries(storms).map(([name, storm]) => [
        name,
        { ...storm, seconds: Math.round(storm.seconds), openedSeconds: Math.round(storm.openedSeconds) },
      ]),
    ),
  )
  const all = Object.values(storms)
  return {
    devices,
    dossiers: devices * dossiers,
    lost: all.reduce((sum, storm) => sum + storm.lost, 0),
    doubled: all.reduce((sum, storm) => sum + storm.doubled, 0),
    // Of the storms without a kill: a killed gateway answers nothing at all for a while.
    p99Ms: Math.max(...engines.map((engine) => storms[engine]?.p99Ms ?? 0)),
    peakMb: Math.max(...all.map(({ peakMb }) => peakMb)),
  }
}
