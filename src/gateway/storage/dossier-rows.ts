/** All rows of one dossier, to be archived, and put back into a register that does not have it. */
import type { InsertObject, Kysely, Transaction } from 'kysely'
import { appendAudit } from './audit-chain.ts'
import { appendEvent } from './dossier-history.ts'
import { addDossierWords, addNumberWords } from './dossier-words.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { Tables } from './tables.ts'

/** Parents before children. */
export const archivedTables = [
  'devices',
  'envelopes',
  'parts',
  'dossiers',
  'supplement_envelopes',
  'dossier_events',
  'dossier_documents',
  'dossier_fees',
  'portal_dossiers',
  'exchange_queues',
  'exchange_messages',
] as const
export type ArchivedTable = (typeof archivedTables)[number]
export type Row = Readonly<Record<string, string | number | null>>
export type DossierRows = Readonly<Record<ArchivedTable, readonly Row[]>>

export type Restored =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem:
        | 'dossier-exists'
        | 'number-taken'
        | 'envelope-exists'
        | 'unit-unknown'
        | 'rows-unsuitable'
    }

export interface Restoring {
  readonly rows: DossierRows
  readonly dossier: string
  /** Papers with the digests that their photos have here. */
  readonly papers: string
  readonly at: string
  readonly by: string
  /** Whether and by whose key the bag was signed, for the history. */
  readonly signature: 'own' | 'unknown-key' | 'unsigned'
}

export function dossierRowStore(engine: Engine) {
  const { database } = engine
  return {
    /** As of one moment; undefined when there is no such dossier. */
    async read(id: string): Promise<DossierRows | undefined> {
      return inTransaction(engine, (transaction) => readRows(transaction, id))
    },

    /** Whole or not at all. A device that is not known here comes in shut out: it never joined this gateway. */
    async restore(restoring: Restoring): Promise<Restored> {
      if (!(await areSuitable(database, restoring.rows))) return { ok: false, problem: 'rows-unsuitable' }
      return inTransaction(engine, async (transaction) => {
        const restored = await restoreRows(transaction, restoring)
        if (!restored.ok) return restored
        const { dossier, at, by: who } = restoring
        const unit = String(restoring.rows.dossiers[0]?.unit)
        await appendAudit(transaction, engine.name, [
          { unit, at, who, action: 'import-archive', subject: dossier, detail: {} },
        ])
        return restored
      })
    },
  }
}

async function readRows(transaction: Transaction<Tables>, id: string): Promise<DossierRows | undefined> {
  const dossier = await transaction.selectFrom('dossiers').selectAll().where('id', '=', id).executeTakeFirst()
  if (dossier === undefined) return undefined
  const supplements = await transaction
    .selectFrom('supplement_envelopes')
    .selectAll()
    .where('dossier', '=', id)
    .orderBy('envelope')
    .execute()
  const ids = [dossier.envelope, ...supplements.map(({ envelope }) => envelope)]
  const envelopes = await transaction
    .selectFrom('envelopes')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const devices = [...new Set([dossier.device, ...envelopes.map(({ device }) => device)])]
  return {
    devices: (
      await transaction.selectFrom('devices').selectAll().where('id', 'in', devices).orderBy('id').execute()
    ).map(asRow),
    envelopes: envelopes.map(asRow),
    parts: (
      await transaction
        .selectFrom('parts')
        .selectAll()
        .where('envelope', 'in', ids)
        .orderBy('envelope')
        .orderBy('sha256')
        .execute()
    ).map(asRow),
    dossiers: [asRow(dossier)],
    supplement_envelopes: supplements.map(asRow),
    dossier_events: (
      await transaction
        .selectFrom('dossier_events')
        .selectAll()
        .where('dossier', '=', id)
        .orderBy('number')
        .execute()
    ).map(asRow),
    dossier_documents: (
      await transaction
        .selectFrom('dossier_documents')
        .selectAll()
        .where('dossier', '=', id)
        .orderBy('number')
        .execute()
    ).map(asRow),
    dossier_fees: (
      await transaction
        .selectFrom('dossier_fees')
        .selectAll()
        .where('dossier', '=', id)
        .orderBy('number')
        .execute()
    ).map(asRow),
    portal_dossiers: (
      await transaction.selectFrom('portal_dossiers').selectAll().where('dossier', '=', id).execute()
    ).map(asRow),
    // What the portal has acknowledged; how a message on its way stands is no matter of the dossier's.
    exchange_queues: (
      await transaction
        .selectFrom('exchange_queues')
        .select(['id', 'unit', 'kind', 'is_in_doubt', 'is_known', 'remote_id', 'changed_at'])
        .where('id', '=', id)
        .execute()
    ).map(asRow),
    exchange_messages: (
      await transaction
        .selectFrom('exchange_messages')
        .selectAll()
        .where('queue', '=', id)
        .where('sent_at', 'is not', null)
        .orderBy('number')
        .execute()
    ).map(asRow),
  }
}

/** Columns hold texts, numbers and nothing else. */
function asRow(row: object): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]: [string, unknown]) => {
      if (value === null || typeof value === 'string' || typeof value === 'number') return [column, value]
      throw new Error(`column ${column} holds neither text nor number`)
    }),
  )
}

/** Every column is one that the table has here: rows of a newer version may have more. */
async function areSuitable(database: Kysely<Tables>, rows: DossierRows): Promise<boolean> {
  const tables = await database.introspection.getTables()
  return archivedTables.every((name) => {
    const columns = new Set(tables.find((table) => table.name === name)?.columns.map((column) => column.name))
    return rows[name].every((row) => Object.keys(row).every((column) => columns.has(column)))
  })
}

async function restoreRows(
  transaction: Transaction<Tables>,
  { rows, dossier, papers, at, by, signature }: Restoring,
): Promise<Restored> {
  const [row] = rows.dossiers
  if (row === undefined) throw new Error('no dossier among the rows')
  const refusal = await whyNotRestore(transaction, rows)
  if (refusal !== null) return { ok: false, problem: refusal }
  for (const table of archivedTables) {
    // No event proves what the portal has: of a bag of somebody else's the portal is asked before it is told more.
    if (table === 'exchange_queues' && signature !== 'own') continue
    for (const one of rows[table]) {
      const change = changedIn(table, one, { dossier: row, at })
      // The columns were compared with the table's, and what their values must be the database says.
      const values = { ...one, ...change } as unknown as InsertObject<Tables, ArchivedTable>
      await transaction
        .insertInto(table)
        .values(values)
        .$if(table === 'devices', (query) => query.onConflict((conflict) => conflict.doNothing()))
        .execute()
    }
  }
  const restored = await transaction
    .updateTable('dossiers')
    .where('id', '=', dossier)
    .set((eb) => ({ papers, revision: eb('revision', '+', 1) }))
    .returning(['id', 'unit', 'applicant_name', 'subject_name', 'receipt_code', 'official_number'])
    .executeTakeFirstOrThrow()
  await addDossierWords(transaction, [restored])
  if (restored.official_number !== null)
    await addNumberWords(transaction, { ...restored, officialNumber: restored.official_number })
  await appendEvent(transaction, dossier, {
    type: 'import',
    at,
    by,
    note: null,
    data: { changes: { papers }, details: { signature } },
  })
  return { ok: true }
}

/** What stands otherwise here than where the bag was made. */
function changedIn(
  table: ArchivedTable,
  one: Row,
  { dossier, at }: { readonly dossier: Row; readonly at: string },
): Row {
  switch (table) {
    case 'devices':
      return { revoked_at: one.revoked_at ?? at, change_sequence: 0 }
    case 'exchange_queues':
      return {
        ...{
          id: dossier.id ?? null,
          unit: dossier.unit ?? null,
          kind: 'dossier',
          state: 'sent',
          next_at: at,
        },
        ...{ attempts: 0, refusals: 0, lease: null, lease_until: null, problem: null, content: null },
      }
    case 'exchange_messages':
      return { queue: dossier.id ?? null, sent_at: one.sent_at ?? at }
    default:
      return {}
  }
}

async function whyNotRestore(
  transaction: Transaction<Tables>,
  rows: DossierRows,
): Promise<Exclude<Restored, { ok: true }>['problem'] | null> {
  const texts = (table: ArchivedTable, column: string) =>
    rows[table].map((row) => row[column]).filter((value) => typeof value === 'string')
  const units = new Set([
    ...texts('dossiers', 'unit'),
    ...texts('dossiers', 'handler_unit'),
    ...texts('dossiers', 'team'),
    ...texts('envelopes', 'unit'),
    ...texts('devices', 'unit'),
    ...texts('devices', 'team'),
    ...texts('dossier_fees', 'unit'),
  ])
  const known = await transaction
    .selectFrom('units')
    .select('code')
    .where('code', 'in', [...units])
    .execute()
  if (known.length < units.size) return 'unit-unknown'
  const same = await transaction
    .selectFrom('dossiers')
    .select('id')
    .where('id', 'in', texts('dossiers', 'id'))
    .execute()
  if (same.length > 0) return 'dossier-exists'
  const portalNumbers = texts('portal_dossiers', 'number')
  if (portalNumbers.length > 0) {
    const taken = await transaction
      .selectFrom('portal_dossiers')
      .select('dossier')
      .where('number', 'in', portalNumbers)
      .execute()
    if (taken.length > 0) return 'number-taken'
  }
  const numbers = texts('dossiers', 'official_number')
  if (numbers.length > 0) {
    const taken = await transaction
      .selectFrom('dossiers')
      .select('id')
      .where('official_number', 'in', numbers)
      .execute()
    if (taken.length > 0) return 'number-taken'
  }
  const envelopes = await transaction
    .selectFrom('envelopes')
    .select(['id', 'device', 'sequence'])
    .where(({ or, and, eb }) =>
      or([
        eb('id', 'in', texts('envelopes', 'id')),
        ...rows.envelopes.map(({ device, sequence }) =>
          and([eb('device', '=', String(device)), eb('sequence', '=', Number(sequence))]),
        ),
      ]),
    )
    .execute()
  return envelopes.length > 0 ? 'envelope-exists' : null
}
