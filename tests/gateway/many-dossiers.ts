/** A desk that has had many dossiers: rows as the gateway writes them, straight into its tables, for lists and search. */
import { v7 as uuidV7 } from 'uuid'
import { searchWords } from '../../src/domain/dossier/search-words.ts'
import { nationalState, type Stage } from '../../src/domain/dossier/workflow.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { migrate } from '../../src/gateway/storage/migrate.ts'
import { unitStore } from '../../src/gateway/storage/units.ts'

const families = [
  'Giàng',
  'Lò',
  'Vàng',
  'Nguyễn',
  'Trần',
  'Lý',
  'Tẩn',
  'Chảo',
  'Hoàng',
  'Sùng',
  'Thào',
  'Phàn',
]
const middles = ['A', 'Thị', 'Văn', 'Seo', 'Láo', 'Mẩy', 'Minh', 'Thanh', 'Quốc', 'Ngọc']
const givens = [
  'Páo',
  'Pành',
  'Sử',
  'Hoa',
  'Dơ',
  'Chứ',
  'Lan',
  'Tả',
  'Dế',
  'Nam',
  'Hương',
  'Tùng',
  'Mai',
  'Sơn',
  'Của',
]

/** Never enrolled: its rows stand for all that ever filed. */
const device = '0199f7a0-1111-4222-8333-000000000001'

/** Makes the tables, a province with this many communes and one device. @returns the communes' codes, the default one first. */
export async function prepareCommunes(engine: Engine, count: number, now: number): Promise<string[]> {
  await migrate(engine)
  const configuration = readConfiguration({})
  if (!configuration.ok) throw new Error('the defaults are usable')
  const { province, commune } = configuration.configuration.units
  const communes = Array.from({ length: count }, (_, index) => ({
    ...commune,
    code: `H38.${20 + index}`,
    org_code: `H38.${20 + index}`,
  }))
  await unitStore(engine).addMissing([province, ...communes])
  await engine.database
    .insertInto('devices')
    .values({
      id: device,
      unit: commune.code,
      role: 'kiosk',
      name: 'Kiosk sảnh chính',
      public_key: '{}',
      enrolled_at: new Date(now).toISOString(),
      last_contact_at: null,
      revoked_at: null,
      change_sequence: 0,
      reported_sequence: null,
      queue_length: null,
      reported_clock_offset_ms: null,
      store_lost_at: null,
    })
    .execute()
  return communes.map(({ code }) => code)
}

export interface ManyDossiers {
  readonly engine: Engine
  readonly units: readonly string[]
  readonly officers: readonly string[]
  readonly count: number
  /** Milliseconds since the epoch: the last ones arrive just before. */
  readonly now: number
  onProgress?(done: number): void
}

/** Deterministic: the same count gives the same names, stages and dates. */
export async function addManyDossiers(wanted: ManyDossiers): Promise<void> {
  const { engine, units, officers, count, now } = wanted
  const random = generator(42)
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  const batch = engine.name === 'sqlite' ? 250 : 500
  for (let start = 0; start < count; start += batch) {
    const rows = Array.from({ length: Math.min(batch, count - start) }, (_, index) => {
      const age = ((count - start - index) / count) * 700 * 86_400_000
      return dossierRow(start + index, now - age, now)
    })
    await engine.database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('envelopes')
        .values(
          rows.map(({ envelope, unit, arrived_at }, index) => ({
            id: envelope,
            device,
            sequence: 1_000_000 + start + index,
            digest: envelope,
            previous: null,
            kind: 'submission' as const,
            unit,
            created_at: arrived_at,
            clock_offset_ms: 0,
            received_at: arrived_at,
            body: '{}',
            state: 'opened' as const,
            problem: null,
            detail: null,
          })),
        )
        .execute()
      await transaction.insertInto('dossiers').values(rows).execute()
      const words = rows.flatMap((row) =>
        searchWords(row.applicant_name, row.subject_name, row.receipt_code, row.official_number).map(
          (word) => ({
            unit: row.unit,
            word,
            dossier: row.id,
          }),
        ),
      )
      for (let at = 0; at < words.length; at += 5000)
        await transaction
          .insertInto('dossier_words')
          .values(words.slice(at, at + 5000))
          .execute()
    })
    wanted.onProgress?.(start + rows.length)
  }

  function dossierRow(index: number, arrivedMs: number, nowMs: number) {
    const arrived_at = new Date(arrivedMs).toISOString()
    const isOld = nowMs - arrivedMs > 20 * 86_400_000
    const stage: Stage = isOld
      ? pick([
          'returned',
          'returned',
          'returned',
          'returned',
          'returned',
          'returned',
          'refused',
          'withdrawn',
          'finished',
        ])
      : pick([
          'arrived',
          'received',
          'processing',
          'processing',
          'awaiting-signature',
          'finished',
          'returned',
          'supplement-in-processing',
        ])
    const isReceived = stage !== 'arrived' && stage !== 'refused'
    const due = arrivedMs + (1 + Math.floor(random() * 20)) * 86_400_000
    const isFinished = stage === 'finished' || stage === 'returned'
    const finished = Math.min(nowMs, arrivedMs + (1 + Math.floor(random() * 22)) * 86_400_000)
    const envelope = uuidV7({ msecs: arrivedMs, seq: index })
    const unit = pick(units)
    const name = () => `${pick(families)} ${pick(middles)} ${pick(givens)}`
    return {
      id: uuidV7({ msecs: arrivedMs, seq: index }),
      envelope,
      receipt_code: receiptCodeOf(envelope),
      official_number: isReceived ? `${unit}-${arrived_at.slice(2, 10).replaceAll('-', '')}-${index}` : null,
      unit,
      device,
      procedure: pick(['1.001193', '1.004859', '2.000635', '1.000894', '1.115668']),
      form_name: 'birth-registration',
      form_version: 1,
      state: nationalState(stage),
      stage,
      handler_unit: unit,
      officer: isReceived && random() < 0.9 ? pick(officers) : null,
      clock_stopped_at: stage === 'supplement-in-processing' ? arrived_at : null,
      supplements: stage === 'supplement-in-processing' ? 1 : 0,
      supplement_until: null,
      supplement_arrived_at: null,
      supplement_request: null,
      extensions: 0,
      return_way: 'counter' as const,
      finished_at: isFinished ? new Date(finished).toISOString() : null,
      returned_at: stage === 'returned' ? new Date(finished).toISOString() : null,
      closed_at: ['returned', 'refused', 'withdrawn'].includes(stage)
        ? new Date(finished).toISOString()
        : null,
      revision: 1,
      applicant_name: name(),
      applicant_last_four: '0017',
      subject_name: random() < 0.5 ? name() : null,
      answers: '{}',
      papers: '[]',
      doubts: '[]',
      language: 'vi',
      filed_on: arrived_at.slice(0, 10),
      arrived_at,
      received_at: isReceived ? arrived_at : null,
      due_at: isReceived && random() < 0.95 ? new Date(due).toISOString() : null,
      due_reason: null,
    }
  }
}

/** Mulberry32: small, seeded, good enough for names. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
