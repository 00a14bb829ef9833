/**
 * The row by which the index and the reports count a dossier: written with each event in the event's own transaction
 * (`dossier-history.ts`), and all anew by `npm run index:rebuild`.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import { type CountedDossier, factsOf } from '../../domain/service-index/dossier-facts.ts'
import { portalDeviceKey } from './devices.ts'
import type { DossierFactsTable, DossierFeeTable, DossierTable } from './tables/dossiers.ts'
import type { Tables } from './tables.ts'

/** Called when the event, and whatever came with it, has been written; before reception there is nothing to count. */
export async function noteFacts(transaction: Transaction<Tables>, dossier: string): Promise<void> {
  await writeFacts(transaction, await counted(transaction, [dossier]))
}

const batchSize = 500

/** @returns how many dossiers are counted. */
export async function fillDossierFacts(
  database: Kysely<Tables>,
  onProgress: (done: number) => void = () => {},
): Promise<number> {
  let after = ''
  let done = 0
  for (;;) {
    const ids = await database
      .selectFrom('dossiers')
      .select('id')
      .where('id', '>', after)
      .where('received_at', 'is not', null)
      .orderBy('id')
      .limit(batchSize)
      .execute()
    const last = ids.at(-1)
    if (last === undefined) break
    await writeFacts(
      database,
      await counted(
        database,
        ids.map(({ id }) => id),
      ),
    )
    after = last.id
    done += ids.length
    onProgress(done)
  }
  await database
    .updateTable('dossier_facts')
    .where('is_synchronised', '!=', isKnownToPortal)
    .set({ is_synchronised: isKnownToPortal })
    .execute()
  return done
}

/** The portal has acknowledged these dossiers, or turned out not to have them; what else is named is no dossier. */
export async function noteSynchronised(
  transaction: Transaction<Tables>,
  ids: readonly string[],
  isSynchronised: boolean,
): Promise<void> {
  await transaction
    .updateTable('dossier_facts')
    .where('dossier', 'in', ids)
    .set({ is_synchronised: isSynchronised ? 1 : 0 })
    .execute()
}

const isKnownToPortal = sql<number>`case when exists (select 1 from exchange_queues
  where exchange_queues.id = dossier_facts.dossier and is_known = 1) then 1 else 0 end`

type Row = Pick<
  DossierTable,
  | 'id'
  | 'unit'
  | 'procedure'
  | 'officer'
  | 'stage'
  | 'received_at'
  | 'due_at'
  | 'finished_at'
  | 'closed_at'
  | 'clock_stopped_at'
  | 'supplements'
> &
  Pick<CountedDossier, 'unansweredSince' | 'fees'> & {
    readonly filedThrough: CountedDossier['filedThrough']
    readonly hasResultFile: number
    readonly hasPaperFile: number
    readonly isSynchronised: number
  }

async function counted(database: Kysely<Tables>, ids: readonly string[]): Promise<Row[]> {
  const rows = await database
    .selectFrom('dossiers')
    .innerJoin('devices', 'devices.id', 'dossiers.device')
    .select([
      'dossiers.id',
      'dossiers.unit',
      'procedure',
      'officer',
      'stage',
      'received_at',
      'due_at',
      'finished_at',
      'closed_at',
      'clock_stopped_at',
      'supplements',
      sql<CountedDossier['filedThrough']>`case when devices.public_key = ${portalDeviceKey} then 'portal'
        when devices.role = 'desk' then 'desk' else 'kiosk' end`.as('filedThrough'),
      sql<number>`case when exists (select 1 from dossier_documents where dossier = dossiers.id
        and kind = 'result' and replaced_by is null) then 1 else 0 end`.as('hasResultFile'),
      // The note of a photo stays when retention has removed the photo.
      sql<number>`case when exists (select 1 from parts where envelope = dossiers.envelope)
        or exists (select 1 from parts inner join supplement_envelopes as later on later.envelope = parts.envelope
          where later.dossier = dossiers.id)
        or exists (select 1 from dossier_documents where dossier = dossiers.id and kind = 'component')
        then 1 else 0 end`.as('hasPaperFile'),
      sql<number>`case when exists (select 1 from exchange_queues where exchange_queues.id = dossiers.id
        and is_known = 1) then 1 else 0 end`.as('isSynchronised'),
      sql<string | null>`case when stage in ('stopped', 'withdrawn') then (
        select asked.at from dossier_events as asked
        where asked.dossier = dossiers.id and asked.type in ('request-supplement', 'request-payment')
          and not exists (select 1 from dossier_events as answered where answered.dossier = asked.dossier
            and answered.number > asked.number and answered.type in ('supplement', 'pay'))
        order by asked.number desc limit 1) end`.as('unansweredSince'),
    ])
    .where('dossiers.id', 'in', ids)
    .where('received_at', 'is not', null)
    .execute()
  const fees = await database
    .selectFrom('dossier_fees')
    .select(['dossier', 'fee', 'state', 'way', 'amount_vnd as amountVnd'])
    .where('dossier', 'in', ids)
    .orderBy('number')
    .execute()
  const feesOf = Map.groupBy(fees, ({ dossier }) => dossier)
  return rows.map((row) => ({ ...row, fees: lastOfEach(feesOf.get(row.id) ?? []) }))
}

/** How each fee stands, in the rows' order. */
function lastOfEach<Fee extends Pick<DossierFeeTable, 'fee'>>(fees: readonly Fee[]): Fee[] {
  return [...new Map(fees.map((fee) => [fee.fee, fee])).values()]
}

async function writeFacts(database: Kysely<Tables>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  await database
    .insertInto('dossier_facts')
    .values(rows.flatMap(rowOf))
    .onConflict((conflict) =>
      conflict.column('dossier').doUpdateSet((eb) => ({
        officer: eb.ref('excluded.officer'),
        received_day: eb.ref('excluded.received_day'),
        month: eb.ref('excluded.month'),
        channel: eb.ref('excluded.channel'),
        due_ms: eb.ref('excluded.due_ms'),
        late_from_ms: eb.ref('excluded.late_from_ms'),
        is_late_in_month: eb.ref('excluded.is_late_in_month'),
        is_open: eb.ref('excluded.is_open'),
        is_finished: eb.ref('excluded.is_finished'),
        is_early: eb.ref('excluded.is_early'),
        limit_days: eb.ref('excluded.limit_days'),
        saved_days: eb.ref('excluded.saved_days'),
        supplements: eb.ref('excluded.supplements'),
        has_result: eb.ref('excluded.has_result'),
        is_digitised: eb.ref('excluded.is_digitised'),
        has_fee: eb.ref('excluded.has_fee'),
        is_paid_online: eb.ref('excluded.is_paid_online'),
        is_unpaid: eb.ref('excluded.is_unpaid'),
        // Not `is_synchronised`: that is noted with the portal's answer, which may come at this moment.
      })),
    )
    .execute()
}

function rowOf(row: Row): DossierFactsTable[] {
  const { received_at: receivedAt } = row
  if (receivedAt === null) return []
  const facts = factsOf({
    stage: row.stage,
    filedThrough: row.filedThrough,
    receivedAt,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    closedAt: row.closed_at,
    clockStoppedAt: row.clock_stopped_at,
    unansweredSince: row.unansweredSince,
    supplements: row.supplements,
    hasResultFile: row.hasResultFile === 1,
    hasPaperFile: row.hasPaperFile === 1,
    fees: row.fees,
  })
  return [
    {
      dossier: row.id,
      unit: row.unit,
      procedure: row.procedure,
      officer: row.officer,
      channel: facts.channel,
      received_day: facts.receivedDay,
      month: facts.month,
      due_ms: facts.dueMs,
      late_from_ms: facts.lateFromMs,
      is_late_in_month: facts.isLateInMonth,
      is_open: facts.isOpen,
      is_finished: facts.isFinished,
      is_early: facts.isEarly,
      limit_days: facts.limitDays,
      saved_days: facts.savedDays,
      supplements: facts.supplements,
      has_result: facts.hasResult,
      is_digitised: facts.isDigitised,
      has_fee: facts.hasFee,
      is_paid_online: facts.isPaidOnline,
      is_unpaid: facts.isUnpaid,
      is_synchronised: row.isSynchronised,
    },
  ]
}
