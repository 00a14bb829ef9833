/**
 * Everything that the gateway has not yet confirmed, of this device and of those it carries for, and the answers that
 * are on their way home: in one file to take along. Records become blobs one by one, which the browser may keep on
 * disk: a month of photos is never in memory at once.
 */
import { type BundleManifest, bundleVersion } from '../../contract/bundle.ts'
import { bundleOf, bundleRecord, jsonRecord } from '../../vault/bundle.ts'
import { type CarriedRow, database, type OutboxRow } from '../database.ts'
import { readDeviceRow } from '../identity.ts'
import { attempt, type StorageProblem } from '../storage-state.ts'
import { bundleFileName } from './bundle-file-name.ts'

export type Exported =
  | {
      readonly ok: true
      readonly file: File
      /** How many envelopes and answers are in it. */
      readonly envelopes: number
      readonly answers: number
    }
  | { readonly ok: false; readonly problem: 'not-enrolled' | 'nothing-to-carry' | StorageProblem }

interface Exporting {
  readonly now: Date
  /** Told after each record, with how many there are in all. */
  readonly onProgress?: (done: number, total: number) => void
}

export async function exportBundle(exporting: Exporting): Promise<Exported> {
  const made = await attempt(() => collect(exporting))
  return made.ok ? made.value : made
}

async function collect({ now, onProgress }: Exporting): Promise<Exported> {
  const device = await readDeviceRow()
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  const rows = await smallFirst(await database.outbox.orderBy('sequence').toArray())
  const answered = await database.carried.where({ state: 'answered' }).toArray()
  if (rows.length + answered.length === 0) return { ok: false, problem: 'nothing-to-carry' }

  const envelopes: string[] = []
  const answers: string[] = []
  const records: Blob[] = []
  const total = rows.length + answered.length
  for (const row of answered) {
    const record = await answerRecord(row)
    if (record === null) continue
    records.push(record)
    answers.push(row.id)
    onProgress?.(answers.length, total)
  }
  for (const { id } of rows) {
    const recordsOfOne = await envelopeRecords(id)
    // Delivered by the network while we were collecting.
    if (recordsOfOne === null) continue
    records.push(...recordsOfOne)
    envelopes.push(id)
    onProgress?.(answers.length + envelopes.length, total)
  }
  const manifest: BundleManifest = {
    product: 'motcua',
    kind: 'bundle',
    version: bundleVersion,
    createdAt: now.toISOString(),
    gateway: device.gateway.gatewayId,
    envelopes,
    answers,
  }
  const bundle = bundleOf(manifest, records)
  const file = new File(
    [bundle],
    bundleFileName(envelopes.length === 0 ? 'xac-nhan' : 'ho-so', device.id, now),
    {
      type: bundle.type,
    },
  )
  return { ok: true, file, envelopes: envelopes.length, answers: answers.length }
}

/** What has no photos goes first, so that a file that is cut off still brings as many as it can. */
async function smallFirst(rows: readonly OutboxRow[]): Promise<OutboxRow[]> {
  const parts = await database.outboxParts.orderBy('envelope').keys()
  const withParts = new Set(parts.map(String))
  const hasParts = ({ id }: OutboxRow) => Number(withParts.has(id))
  return rows.toSorted((a, b) => hasParts(a) - hasParts(b))
}

async function envelopeRecords(id: string): Promise<Blob[] | null> {
  const body = await database.outboxBodies.get(id)
  if (body === undefined) return null
  const records = [await jsonRecord('envelope', id, body.json)]
  for (const part of await database.outboxParts.where({ envelope: id }).toArray()) {
    const bytes = await database.outboxPartBytes.get(part.id)
    if (bytes !== undefined)
      records.push(bundleRecord({ kind: 'part', id, sha256: part.sha256 }, bytes.sealed))
  }
  return records
}

async function answerRecord({ id, answer }: CarriedRow): Promise<Blob | null> {
  return answer === null ? null : jsonRecord('answer', id, JSON.stringify(answer))
}
