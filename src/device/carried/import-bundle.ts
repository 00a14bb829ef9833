/**
 * Takes in a file that someone carried here. Envelopes of other devices join the outbox behind this device's own and
 * go to the gateway with them; answers for this device's own end their waiting as if they had come by the network.
 * Arriving twice, in any order or damaged is harmless: each record is judged alone, and what was taken is on disk.
 */
import * as v from 'valibot'
import { type Acknowledgement, acknowledgement } from '../../contract/acknowledgement.ts'
import type { BundleProblem } from '../../contract/bundle.ts'
import { type Envelope, envelope } from '../../contract/envelope.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import {
  type BundleIndex,
  type BundleItem,
  blobSource,
  indexBundle,
  parseJson,
  readRecord,
} from '../../vault/bundle.ts'
import { envelopeDigest, isAcknowledgementGenuine } from '../../vault/envelope.ts'
import { type CarriedRow, carriedFrom, type DeviceRow, database } from '../database.ts'
import { type Happening, record } from '../delivery/ledger.ts'
import { wakeDelivery } from '../delivery/wake.ts'
import { readDeviceRow } from '../identity.ts'
import { hasRoomFor } from '../persistence.ts'
import { attempt, type StorageProblem } from '../storage-state.ts'

export type ImportOutcome =
  // Envelopes
  /** Kept here now, to be delivered from here. */
  | 'taken'
  /** Was brought here before. */
  | 'taken-before'
  /** Filed on this very device, which has it still. */
  | 'own'
  // Answers
  /** The gateway has it: this device's receipt is confirmed, its copy is no longer needed. */
  | 'confirmed'
  /** The gateway refused it: it stays here for a person to look at. */
  | 'refused'
  /** For another device: goes on with the next export. */
  | 'answer-kept'
  // Neither
  | Exclude<BundleProblem, 'rejected' | 'retry-later' | 'server-full'>
  | StorageProblem
  /** The answer is not signed by our gateway, not final, or for something else than what is here. */
  | 'answer-not-valid'

export interface ImportedItem {
  readonly id: string
  readonly receiptCode: string
  readonly outcome: ImportOutcome
}

export type Imported =
  | {
      readonly ok: true
      readonly items: readonly ImportedItem[]
      /** False when the file was cut off or damaged: make it again at its origin. */
      readonly isWhole: boolean
    }
  | { readonly ok: false; readonly problem: 'not-enrolled' | 'not-a-bundle' | StorageProblem }

interface Importing {
  readonly now: Date
  readonly onProgress?: (done: number, total: number) => void
}

/** Answers that came home are kept for this long. */
const keptMs = 180 * 24 * 3_600_000

export async function importBundle(file: Blob, importing: Importing): Promise<Imported> {
  const read = await attempt(() => takeIn(file, importing))
  if (!read.ok) return read
  if (read.value.ok && read.value.items.some(({ outcome }) => outcome === 'taken')) wakeDelivery('enqueued')
  return read.value
}

async function takeIn(file: Blob, { now, onProgress }: Importing): Promise<Imported> {
  const device = await readDeviceRow()
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  const index = await indexBundle(blobSource(file))
  if (index === null) return { ok: false, problem: 'not-a-bundle' }
  await forgetOld(now)
  const items: ImportedItem[] = []
  const answers = new Set(index.manifest?.answers)
  for (const [id, item] of index.items) {
    const receiptCode = receiptCodeOf(id)
    const outcome = await takeItem({ file, index, id, item, device, receiptCode, answers, now })
    items.push({ id, receiptCode, outcome })
    onProgress?.(items.length, index.items.size)
  }
  return { ok: true, items, isWhole: index.isWhole }
}

async function forgetOld(now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs).toISOString()
  await database.carried
    .where('importedAt')
    .below(before)
    .and(({ state }) => state === 'answered')
    .delete()
}

interface Taking {
  readonly file: Blob
  readonly index: BundleIndex
  readonly id: string
  readonly item: BundleItem
  readonly device: DeviceRow
  readonly receiptCode: string
  /** That the manifest promises. */
  readonly answers: ReadonlySet<string>
  readonly now: Date
}

async function takeItem(taking: Taking): Promise<ImportOutcome> {
  const { index, item, device, id } = taking
  const origin = index.manifest?.gateway
  if (origin !== undefined && origin !== device.gateway.gatewayId) return 'other-gateway'
  const isAnswer = item.answer !== null || (item.envelope === null && taking.answers.has(id))
  return isAnswer ? takeAnswer(taking) : takeEnvelope(taking)
}

async function takeAnswer({
  file,
  index,
  id,
  item,
  device,
  receiptCode,
  now,
}: Taking): Promise<ImportOutcome> {
  const read = await readRecord(blobSource(file), index, item.answer)
  if (!read.ok) return read.problem
  const parsed = v.safeParse(acknowledgement, parseJson(read.content))
  if (!parsed.success) return 'answer-not-valid'
  const answer = parsed.output
  const event = finalEvent(answer)
  if (answer.id !== id || event === null) return 'answer-not-valid'
  if (!(await isAcknowledgementGenuine(device.gateway.verificationKeys, answer))) return 'answer-not-valid'

  const body = await database.outboxBodies.get(id)
  if (body === undefined) {
    const receipt = await database.receipts.get(id)
    if (receipt !== undefined) return receipt.delivery === 'delivered' ? 'confirmed' : 'answer-not-valid'
    await database.transaction('rw', database.carried, async () => {
      if ((await database.carried.get(id)) !== undefined) return
      const importedAt = now.toISOString()
      await database.carried.add({ id, receiptCode, importedAt, bytes: 0, state: 'answered', answer })
    })
    return 'answer-kept'
  }
  // Written by submit or by an import as a signed envelope.
  const stored = JSON.parse(body.json) as Envelope
  // An answer for an altered copy says nothing of what is here.
  if ((await envelopeDigest(stored)) !== answer.digest) return 'answer-not-valid'
  const isCarried = (await database.carried.get(id)) !== undefined
  const happening: Happening = { event, acknowledgement: answer }
  const refusal: Happening = { ...happening, reason: answer.problem ?? 'request-refused' }
  await record(new Map([[id, event === 'rejected' ? refusal : happening]]))
  if (isCarried) return 'answer-kept'
  return event === 'rejected' ? 'refused' : 'confirmed'
}

function finalEvent({ outcome }: Acknowledgement): 'stored' | 'duplicate' | 'rejected' | null {
  return outcome === 'stored' || outcome === 'duplicate' || outcome === 'rejected' ? outcome : null
}

async function takeEnvelope(taking: Taking): Promise<ImportOutcome> {
  const { id } = taking
  if ((await database.receipts.get(id)) !== undefined) return 'own'
  if (isHeld(await database.carried.get(id))) return 'taken-before'
  const opened = await readEnvelope(taking)
  if (!opened.ok) return opened.problem
  const { parts } = opened.envelope
  const bytes = opened.json.length + parts.reduce((sum, part) => sum + part.bytes, 0)
  if (!(await hasRoomFor(bytes))) return 'storage-full'
  const contents = await readParts(taking, opened.envelope)
  if (!contents.ok) return contents.problem
  const kept = await attempt(() => keep(taking, opened.envelope, opened.json, bytes, contents.parts))
  return kept.ok ? kept.value : kept.problem
}

type OpenedEnvelope =
  | { readonly ok: true; readonly envelope: Envelope; readonly json: string }
  | { readonly ok: false; readonly problem: ImportOutcome }

async function readEnvelope({ file, index, id, item }: Taking): Promise<OpenedEnvelope> {
  const read = await readRecord(blobSource(file), index, item.envelope)
  if (!read.ok) return read
  const json = parseJson(read.content)
  const parsed = v.safeParse(envelope, json)
  if (parsed.success && parsed.output.id === id)
    return { ok: true, envelope: parsed.output, json: JSON.stringify(parsed.output) }
  const isNewer = v.is(v.object({ version: v.pipe(v.number(), v.minValue(2)) }), json)
  return { ok: false, problem: isNewer ? 'version-unsupported' : 'damaged' }
}

type SealedParts = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

async function readParts(
  { file, index, item }: Taking,
  { parts }: Envelope,
): Promise<
  { readonly ok: true; readonly parts: SealedParts } | { readonly ok: false; readonly problem: ImportOutcome }
> {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { sha256, bytes } of parts) {
    const stored = item.parts.get(sha256)
    if (stored === undefined) return { ok: false, problem: 'parts-missing' }
    const read = await readRecord(blobSource(file), index, stored)
    if (!read.ok) return read
    if (read.content.length !== bytes) return { ok: false, problem: 'damaged' }
    contents.set(sha256, read.content)
  }
  return { ok: true, parts: contents }
}

/** What was refused may come again: the refusal may have met an altered copy, or a device that has joined anew since. */
function isHeld(row: CarriedRow | undefined): boolean {
  return row !== undefined && row.answer?.outcome !== 'rejected'
}

/** In one strict transaction, as filing does: whole or not at all. */
function keep(
  { id, receiptCode, now }: Taking,
  { createdAt, parts }: Envelope,
  json: string,
  bytes: number,
  contents: SealedParts,
): Promise<'taken' | 'taken-before'> {
  const { carried, outbox, outboxBodies, outboxParts, outboxPartBytes } = database
  const tables = [carried, outbox, outboxBodies, outboxParts, outboxPartBytes]
  return database.transaction('rw', tables, async () => {
    // Another tab may import the same file.
    if (isHeld(await carried.get(id))) return 'taken-before'
    const last = await outbox.orderBy('sequence').last()
    await carried.put({
      id,
      receiptCode,
      importedAt: now.toISOString(),
      bytes,
      state: 'waiting',
      answer: null,
    })
    await outbox.add({
      id,
      sequence: Math.max(carriedFrom, (last?.sequence ?? 0) + 1),
      procedure: '',
      state: 'queued',
      attempts: 0,
      nextAttemptAt: 0,
      reason: null,
      createdAt,
      bytes: json.length,
    })
    await outboxBodies.add({ id, json })
    for (const { sha256, bytes: size } of parts) {
      const sealed = contents.get(sha256)
      const part = `${id}/${sha256}`
      if (sealed === undefined || (await outboxParts.get(part)) !== undefined) continue
      await outboxParts.add({ id: part, envelope: id, sha256, bytes: size, state: 'unsent', uploadUrl: null })
      await outboxPartBytes.add({ id: part, envelope: id, sealed })
    }
    return 'taken'
  })
}
