/**
 * Takes in a bundle that lies on this disk: each envelope as if its device had delivered it, then the parts that the
 * file has of it. Signed answers go home by the same way. One bad record never stops its neighbours.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Acknowledgement } from '../../contract/acknowledgement.ts'
import type { BundleProblem, BundleReport } from '../../contract/bundle.ts'
import { contractVersion, deliveryBatchSize } from '../../contract/envelope.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import {
  type BundleIndex,
  type BundleItem,
  type BundleSource,
  indexBundle,
  parseJson,
  readRecord,
  type StoredRecord,
} from '../../vault/bundle.ts'
import type { GatewayContext } from '../context.ts'
import { isDiskFull } from '../files/disk-full.ts'
import { isHarmless } from '../request-body.ts'
import { type Intake, takeIn } from './intake.ts'
import { signAcknowledgement } from './signatures.ts'

type Answer = Intake['answers'][number]
type ReportItem = BundleReport['items'][number]

interface BundleFile {
  readonly path: string
  readonly source: BundleSource
  readonly index: BundleIndex
  onFault(error: unknown): void
  /** Since one part found no room: the others are not tried, the envelopes still are. */
  isDiskFull: boolean
}

/**
 * What is acceptable is durably stored when this returns; of what a fault kept out the report says so.
 * @param onFault told of faults (full disk, lost database), which end nothing but what they met.
 * @returns null when the file is no bundle.
 */
export async function takeInBundle(
  context: GatewayContext,
  path: string,
  onFault: (error: unknown) => void,
): Promise<BundleReport | null> {
  const handle = await open(path, 'r')
  try {
    const source: BundleSource = {
      bytes: (await handle.stat()).size,
      async read(offset, length) {
        const buffer = new Uint8Array(length)
        const { bytesRead } = await handle.read(buffer, 0, length, offset)
        return buffer.subarray(0, bytesRead)
      },
    }
    const index = await indexBundle(source)
    if (index === null) return null
    return await takeAll(context, { path, source, index, onFault, isDiskFull: false })
  } finally {
    await handle.close()
  }
}

async function takeAll(context: GatewayContext, file: BundleFile): Promise<BundleReport> {
  const { manifest, items, isWhole } = file.index
  const report: ReportItem[] = []
  const acknowledgements: Acknowledgement[] = []
  const carried = [...items].filter(
    ([id, item]) =>
      item.envelope !== null || manifest?.envelopes.includes(id) === true || item.parts.size > 0,
  )
  const isOurs = manifest === null || manifest.gateway === context.gatewayId
  for (let from = 0; from < carried.length; from += deliveryBatchSize) {
    const batch = carried.slice(from, from + deliveryBatchSize)
    if (!isOurs) {
      report.push(...batch.map(([id]) => itemOf(id, 'other-gateway')))
      continue
    }
    for (const { item, answer } of await takeBatchOrNone(context, file, batch)) {
      report.push(item)
      if (answer !== null && isFinal(answer)) acknowledgements.push(await signed(context, answer))
    }
  }
  return { items: report, acknowledgements, gateway: context.gatewayId, isWhole: isWhole && isOurs }
}

interface Taken {
  readonly item: ReportItem
  readonly answer: Answer | null
}

/** After a fault that none of them caused, all are to come again: what was stored is found then. */
async function takeBatchOrNone(
  context: GatewayContext,
  file: BundleFile,
  batch: readonly (readonly [string, BundleItem])[],
): Promise<Taken[]> {
  try {
    return await takeBatch(context, file, batch)
  } catch (error) {
    file.onFault(error)
    return batch.map(([id]) => ({ item: itemOf(id, 'retry-later'), answer: null }))
  }
}

async function takeBatch(
  context: GatewayContext,
  file: BundleFile,
  batch: readonly (readonly [string, BundleItem])[],
): Promise<Taken[]> {
  const entries = new Map<string, unknown>()
  const problems = new Map<string, BundleProblem>()
  for (const [id, item] of batch) {
    const read = await readRecord(file.source, file.index, item.envelope)
    const entry = read.ok ? parseJson(read.content) : undefined
    if (!read.ok) problems.set(id, read.problem)
    else if (!isHarmless(entry) || !isNamed(entry, id)) problems.set(id, 'damaged')
    else entries.set(id, entry)
  }
  const first = await deliver(context, [...entries.values()])

  const completed: string[] = []
  for (const [id, item] of batch) {
    const answer = first.get(id)
    if (answer?.outcome !== 'awaiting-parts') continue
    const problem = await adoptPartsOrNone(context, file, id, item, answer.missingParts)
    if (problem === null) completed.push(id)
    else problems.set(id, problem)
  }
  const second = await deliver(
    context,
    completed.map((id) => entries.get(id)),
  )
  return batch.map(([id]) => {
    const answer = second.get(id) ?? first.get(id) ?? null
    const problem = problems.get(id) ?? (answer === null ? 'damaged' : problemOf(answer))
    // What this file completed is new to the gateway, whatever the second answer calls it.
    const outcome = completed.includes(id) && answer?.outcome === 'duplicate' ? 'stored' : answer?.outcome
    return {
      item: { ...itemOf(id, problem), outcome: outcome ?? null, detail: answer?.problem ?? null },
      answer,
    }
  })
}

async function deliver(
  context: GatewayContext,
  entries: readonly unknown[],
): Promise<ReadonlyMap<string, Answer>> {
  if (entries.length === 0) return new Map()
  const intake = await context.traffic.during(() => takeIn(context, entries))
  context.metrics.noteIntake(intake.answers)
  context.opener.enqueue(intake.stored)
  return new Map(intake.answers.map((answer) => [answer.id, answer]))
}

/** @returns why the envelope is still not complete; null when it is. */
async function adoptPartsOrNone(
  context: GatewayContext,
  file: BundleFile,
  id: string,
  item: BundleItem,
  missing: readonly string[],
): Promise<BundleProblem | null> {
  if (file.isDiskFull) return 'server-full'
  try {
    return await adoptParts(context, file, id, item, missing)
  } catch (error) {
    file.onFault(error)
    file.isDiskFull = isDiskFull(error)
    return file.isDiskFull ? 'server-full' : 'retry-later'
  }
}

/** @throws when they cannot be written. */
async function adoptParts(
  context: GatewayContext,
  file: BundleFile,
  id: string,
  item: BundleItem,
  missing: readonly string[],
): Promise<BundleProblem | null> {
  let problem: BundleProblem | null = null
  for (const sha256 of missing) {
    const stored = item.parts.get(sha256)
    if (stored === undefined) problem ??= 'parts-missing'
    else if (stored.isCut) problem ??= 'cut-off'
    else if (!(await adopt(context, file.path, id, stored))) problem ??= 'damaged'
  }
  return problem
}

/** Copied out of the file and checked like an upload. @returns false when the bytes are not those of the digest. */
async function adopt(
  { parts, storage, uploadFolder, now }: GatewayContext,
  path: string,
  id: string,
  { offset, bytes, sha256 }: StoredRecord,
): Promise<boolean> {
  const expected = await storage.envelopes.findPart(id, sha256)
  if (expected?.bytes !== bytes) return false
  await mkdir(uploadFolder, { recursive: true })
  const copy = join(uploadFolder, `bundle-${randomUUID()}.part`)
  try {
    await pipeline(
      createReadStream(path, { start: offset, end: offset + bytes - 1 }),
      createWriteStream(copy),
    )
    if (!(await parts.adopt(copy, sha256))) return false
  } finally {
    await rm(copy, { force: true })
  }
  await storage.envelopes.notePartArrived(id, sha256, now().toISOString())
  return true
}

function problemOf({ outcome, problem }: Answer): BundleProblem | null {
  if (outcome === 'rejected') return problem === 'version-unsupported' ? problem : 'rejected'
  return outcome === 'retry-later' ? outcome : null
}

function isFinal({ outcome }: Answer): boolean {
  return outcome === 'stored' || outcome === 'duplicate' || outcome === 'rejected'
}

function signed({ keys }: GatewayContext, answer: Answer): Promise<Acknowledgement> {
  const { keyId, key } = keys.signing
  return signAcknowledgement(key, { ...answer, version: contractVersion, keyId })
}

function isNamed(entry: unknown, id: string): boolean {
  return typeof entry === 'object' && entry !== null && 'id' in entry && entry.id === id
}

function itemOf(id: string, problem: BundleProblem | null): ReportItem {
  return { id, receiptCode: receiptCodeOf(id), outcome: null, problem, detail: null }
}
