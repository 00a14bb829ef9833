/**
 * One run of the delivery: all envelopes that are due, then their parts one at a time, then what the desk decided.
 * One run at a time over all tabs and the worker. An envelope in trouble never delays another.
 */
import type { Acknowledgement } from '../../contract/acknowledgement.ts'
import { deliveryBatchSize, type Envelope } from '../../contract/envelope.ts'
import { type DeliverySetting, type DeviceRow, database, type OutboxRow } from '../database.ts'
import { readDeviceRow } from '../identity.ts'
import { backoffMs, hasCome, longestWaitMs } from './backoff.ts'
import { fetchChanges } from './changes.ts'
import { type Happening, markMissingParts, nextPart, nextWork, record, wakeDue } from './ledger.ts'
import type { DeliveryReason, NetworkState } from './machine.ts'
import type { PartAnswer, PartUpload } from './part-upload.ts'
import { changeDeliverySetting, readDeliverySetting } from './setting.ts'
import { type DeliveryAnswer, type NoAnswer, sendEnvelopes } from './transport.ts'
import type { WakeReason } from './wake.ts'

/** Bytes in one request, so that a batch gets through a bad link within its time. */
const batchBytes = 400_000
const gatewayErrorsAllowed = 3
const refusalsAllowed = 10
const heldUploadsBorne = 4

export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
  /** Pages load this when needed; a worker cannot load anything later. */
  readonly uploadPart: (upload: PartUpload) => Promise<PartAnswer>
}

/** `busy`: another tab or the worker is at it. */
export type RunResult = 'busy' | 'not-enrolled' | 'too-early' | 'stopped' | 'done'

/** Delivers what is due. Storage faults are thrown: they end the run and nothing is lost by it. */
export async function runDelivery(reason: WakeReason, surroundings: Surroundings): Promise<RunResult> {
  return navigator.locks.request('motcua-delivery', { ifAvailable: true }, async (lock) =>
    lock === null ? 'busy' : run(reason, surroundings),
  )
}

async function run(reason: WakeReason, surroundings: Surroundings): Promise<RunResult> {
  if ((await readDeviceRow()) === undefined) return 'not-enrolled'
  const isEager = reason !== 'timer'
  const { network, failures, notBefore, isAskedToWait } = await readDeliverySetting()
  if (!hasCome(notBefore, surroundings.now()) && (isAskedToWait || !isEager)) return 'too-early'
  await wakeDue(surroundings.now(), reason === 'person' ? 'everything' : isEager ? 'trouble' : 'nothing')

  /** Envelopes that the gateway wanted parts of in this run: wanted again, they wait for the next one. */
  const askedForParts = new Set<string>()
  // A gateway that failed last is tried with one envelope before it gets many.
  let alone = network === 'gateway-error' ? 1 : 0
  let refusals = 0
  let gatewayErrors = 0
  for (;;) {
    const device = await readDeviceRow()
    if (device === undefined) return 'not-enrolled'
    const most = refusals >= refusalsAllowed ? 0 : alone > 0 ? 1 : deliveryBatchSize
    const work = await nextWork({ envelopes: most, bytes: batchBytes })
    if (work === null) break
    const step =
      work.kind === 'parts'
        ? await deliverNextPart(work.row, surroundings)
        : await deliverBatch(device, work.rows, askedForParts, surroundings)
    if (step === 'stop') return 'stopped'
    if (step === 'gateway-error') {
      gatewayErrors++
      // One envelope may break it; several in a row mean that it is broken.
      const isBroken = gatewayErrors >= gatewayErrorsAllowed
      if (isBroken || (work.kind === 'envelopes' && work.rows.length > 1)) return 'stopped'
      alone = 1
      continue
    }
    gatewayErrors = 0
    if (work.kind === 'parts') continue
    // The gateway refuses the request as a whole: these go one by one, to find the envelope that is to blame.
    if (step === 'split') alone = work.rows.length
    else alone = Math.max(0, alone - 1)
    // One envelope may displease it; many in a row mean that the device does. Parts may still be welcome.
    if (step === 'refused') refusals++
    else if (step !== 'split') refusals = 0
  }

  const device = await readDeviceRow()
  if (device === undefined) return 'not-enrolled'
  const answer = await fetchChanges(device, surroundings.now)
  if (answer.kind !== 'answer' && answer.kind !== 'request-refused') {
    await noteFailure(answer, surroundings)
    return 'stopped'
  }
  await noteContact({ refusal: answer.kind === 'answer' ? null : answer.problem })
  if (refusals >= refusalsAllowed) {
    const notBefore = surroundings.now() + backoffMs(failures + 1, null, surroundings.random())
    await changeDeliverySetting({ failures: failures + 1, notBefore })
  }
  return 'done'
}

type Step = 'go-on' | 'stop' | 'split' | 'refused' | 'gateway-error'

async function deliverBatch(
  device: DeviceRow,
  candidates: readonly OutboxRow[],
  askedForParts: Set<string>,
  surroundings: Surroundings,
): Promise<Step> {
  const bodies = await database.outboxBodies.bulkGet(candidates.map(({ id }) => id))
  const batch = candidates.filter((_, index) => bodies[index] !== undefined)
  // Written by submit as a signed envelope.
  const envelopes = bodies.flatMap((body) => (body === undefined ? [] : [JSON.parse(body.json) as Envelope]))
  await record(same(candidates, { event: 'attempt-started' }))
  if (batch.length < candidates.length) {
    // A damaged store: these can never be sent, the others must not wait for them.
    const nextAttemptAt = surroundings.now() + longestWaitMs
    const bodiless = candidates.filter((row) => !batch.includes(row))
    await record(same(bodiless, { event: 'request-refused', reason: 'internal', nextAttemptAt }))
    if (batch.length === 0) return 'go-on'
  }
  const answer = await sendEnvelopes({
    envelopes,
    keys: device.gateway.verificationKeys,
    now: surroundings.now,
  })

  if (answer.kind === 'request-refused' && batch.length > 1) {
    await record(same(batch, { event: 'interrupted' }))
    return 'split'
  }
  const happenings = new Map<string, Happening>()
  for (const row of batch) {
    happenings.set(row.id, happeningOf(row, answer, askedForParts, surroundings))
  }
  if (answer.kind === 'answer') {
    for (const { id, missingParts, outcome } of answer.acknowledgements.values()) {
      if (outcome === 'awaiting-parts') await markMissingParts(id, missingParts)
    }
  }
  await record(happenings)
  if (answer.kind === 'request-refused') {
    // Reached, and only this one envelope displeased it: the others go on.
    await noteContact({})
    return 'refused'
  }
  if (answer.kind !== 'answer') {
    await noteFailure(answer, surroundings)
    return answer.kind === 'gateway-error' ? 'gateway-error' : 'stop'
  }
  const isAnyDelivered = [...happenings.values()].some(
    ({ event }) => event === 'stored' || event === 'duplicate',
  )
  await noteContact(isAnyDelivered ? { lastDeliveredAt: new Date(surroundings.now()).toISOString() } : {})
  return 'go-on'
}

function same(rows: readonly OutboxRow[], happening: Happening): Map<string, Happening> {
  return new Map(rows.map(({ id }) => [id, happening]))
}

function happeningOf(
  row: OutboxRow,
  answer: DeliveryAnswer,
  askedForParts: Set<string>,
  surroundings: Surroundings,
): Happening {
  if (answer.kind !== 'answer') return failureOf(row, answer, surroundings)
  const acknowledgement = answer.acknowledgements.get(row.id)
  // Its neighbours were answered, it was not: not the network's fault, so it waits alone.
  if (acknowledgement === undefined) {
    if (answer.unreadable.has(row.id)) {
      const refused = { kind: 'request-refused', status: 200, problem: 'version-unsupported' } as const
      return failureOf(row, refused, surroundings)
    }
    return failureOf(row, { kind: 'no-answer', network: 'not-a-gateway' }, surroundings)
  }
  return acknowledged(row, acknowledgement, askedForParts, surroundings)
}

function acknowledged(
  row: OutboxRow,
  acknowledgement: Acknowledgement,
  askedForParts: Set<string>,
  surroundings: Surroundings,
): Happening {
  const later = (reason: DeliveryReason): Happening => ({
    event: 'retry-later',
    reason,
    nextAttemptAt:
      surroundings.now() + waitMs(row, secondsToMs(acknowledgement.retryAfterSeconds), surroundings),
    acknowledgement,
  })
  switch (acknowledgement.outcome) {
    case 'stored':
    case 'duplicate':
      return { event: acknowledgement.outcome, acknowledgement }
    case 'awaiting-parts': {
      if (askedForParts.has(row.id)) return later('retry-later')
      askedForParts.add(row.id)
      return { event: 'awaiting-parts', acknowledgement }
    }
    case 'rejected':
      return { event: 'rejected', reason: acknowledgement.problem ?? 'request-refused', acknowledgement }
    case 'retry-later':
      return later(acknowledgement.problem ?? 'retry-later')
    default:
      return acknowledgement.outcome satisfies never
  }
}

function secondsToMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000
}

function failureOf(row: OutboxRow, answer: NoAnswer, surroundings: Surroundings): Happening {
  const retryAfterMs = answer.kind === 'gateway-busy' ? answer.retryAfterMs : null
  return {
    event: answer.kind,
    reason: reasonOf(answer),
    nextAttemptAt: surroundings.now() + waitMs(row, retryAfterMs, surroundings),
  }
}

function waitMs(row: OutboxRow, retryAfterMs: number | null, { random }: Surroundings): number {
  return backoffMs(row.attempts + 1, retryAfterMs, random())
}

function reasonOf(answer: NoAnswer): DeliveryReason {
  if (answer.kind === 'no-answer') return answer.network
  if (answer.kind === 'request-refused') return answer.problem ?? 'request-refused'
  return answer.kind
}

async function deliverNextPart(row: OutboxRow, surroundings: Surroundings): Promise<Step> {
  const part = await nextPart(row.id)
  if (part === undefined) {
    await record(same([row], { event: 'parts-sent' }))
    return 'go-on'
  }
  const bytes = await database.outboxPartBytes.get(part.id)
  if (bytes === undefined) {
    // A damaged store: this one can never be complete, the others must not wait for it.
    const nextAttemptAt = surroundings.now() + longestWaitMs
    await record(same([row], { event: 'part-failed', reason: 'internal', nextAttemptAt }))
    return 'go-on'
  }
  await database.outboxParts.update(part.id, { state: 'sending' })
  const answer = await surroundings.uploadPart({
    metadata: { envelope: row.id, sha256: part.sha256 },
    sealed: bytes.sealed,
    uploadUrl: part.uploadUrl,
    onUploadUrl: (uploadUrl) => void database.outboxParts.update(part.id, { uploadUrl }),
    now: surroundings.now,
  })
  // Not expected: an answer got lost and the gateway has it already. Its word on that is the envelope's answer.
  const isThere =
    answer.kind === 'sent' || (answer.kind === 'request-refused' && answer.problem === 'part-unexpected')
  if (isThere) {
    await database.outboxParts.update(part.id, { state: 'sent', uploadUrl: null })
    await noteContact({})
    return 'go-on'
  }
  if (answer.kind === 'upload-held') {
    // Only this upload: the others go on. Should it never be let go of, it is begun anew.
    const uploadUrl = row.attempts < heldUploadsBorne ? part.uploadUrl : null
    await database.outboxParts.update(part.id, { state: 'unsent', uploadUrl })
    await record(same([row], failureOf(row, { kind: 'gateway-busy', retryAfterMs: null }, surroundings)))
    await noteContact({})
    return 'go-on'
  }
  const failure = failureOf(row, answer, surroundings)
  if (answer.kind === 'request-refused') {
    await database.outboxParts.update(part.id, { state: 'unsent', uploadUrl: null })
    await record(same([row], { ...failure, event: 'part-failed' }))
    await noteContact({})
    return 'go-on'
  }
  await database.outboxParts.update(part.id, { state: 'unsent' })
  await record(same([row], failure))
  await noteFailure(answer, surroundings)
  return answer.kind === 'gateway-error' ? 'gateway-error' : 'stop'
}

/** The gateway was there. */
async function noteContact(
  change: Partial<Pick<DeliverySetting, 'lastDeliveredAt' | 'refusal'>>,
): Promise<void> {
  await changeDeliverySetting({
    network: 'reachable',
    failures: 0,
    notBefore: 0,
    isAskedToWait: false,
    ...change,
  })
}

type Failure = Exclude<NoAnswer, { kind: 'request-refused' }>

/** No one else gets through either, for a while. */
async function noteFailure(answer: Failure, { now, random }: Surroundings): Promise<void> {
  const { failures } = await readDeliverySetting()
  const retryAfterMs = answer.kind === 'gateway-busy' ? answer.retryAfterMs : null
  await changeDeliverySetting({
    network: networkOf(answer),
    failures: failures + 1,
    notBefore: now() + backoffMs(failures + 1, retryAfterMs, random()),
    isAskedToWait: retryAfterMs !== null,
  })
}

function networkOf(answer: Failure): NetworkState {
  if (answer.kind === 'no-answer') return answer.network
  return answer.kind === 'gateway-error' ? 'gateway-error' : 'reachable'
}
