/** Fees of dossiers: rows that are only added, each with its event in the dossier's chain, in one transaction. */
import { type Kysely, type NotNull, type Selectable, sql } from 'kysely'
import { currentFees, type FeeRow } from '../../domain/fee/fee-rows.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { appendEvent } from './dossier-history.ts'
import { applyTransition, type Transition } from './dossiers.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { DossierFeeTable } from './tables/dossiers.ts'
import type { Tables } from './tables.ts'

export interface FeeChange {
  readonly dossier: string
  /** The unit that takes the money. */
  readonly unit: string
  /** To add; decided when the dossier had as many rows as their first number says. */
  readonly rows: readonly FeeRow[]
  readonly type: 'fee-set' | 'fee-paid' | 'fee-waived' | 'fee-corrected'
  /** The step of the workflow that the payment brings about. */
  readonly transition?: Transition
}

export type FeeRecorded = 'recorded' | 'fee-changed' | 'dossier-changed'

/** Days are local ones, both included. */
export interface BookPeriod {
  readonly unit: string
  /** Also the units right below. */
  readonly isWithBelow: boolean
  readonly from: string
  readonly until: string
}

export function feeStore(engine: Engine) {
  const { database } = engine
  return {
    /** All rows of a dossier, in order. */
    async of(dossier: string): Promise<FeeRow[]> {
      const rows = await database
        .selectFrom('dossier_fees')
        .selectAll()
        .where('dossier', '=', dossier)
        .orderBy('number')
        .execute()
      return rows.map(rowOf)
    },

    /** Whether anything is still to be paid. */
    async isAnyDue(dossier: string): Promise<boolean> {
      return currentFees(await this.of(dossier)).some(({ state }) => state === 'due')
    },

    /** Of two who decide on the same rows the second is told `fee-changed`, and nothing of theirs is written. */
    async record({ dossier, unit, rows, type, transition }: FeeChange): Promise<FeeRecorded> {
      const [first] = rows
      if (first === undefined) return 'recorded'
      const recorded = await inTransaction(engine, async (transaction) => {
        // Changes nothing, but locks the row, and with it the dossier's fees and its chain of events.
        const locked = await transaction
          .updateTable('dossiers')
          .where('id', '=', dossier)
          .set((eb) => ({ revision: eb('revision', '+', 0) }))
          .returning(['revision', 'handler_unit'])
          .executeTakeFirstOrThrow()
        const { last } = await transaction
          .selectFrom('dossier_fees')
          .select((eb) => eb.fn.max('number').as('last'))
          .where('dossier', '=', dossier)
          .executeTakeFirstOrThrow()
        if ((last ?? 0) !== first.number - 1) return 'fee-changed'
        if (transition !== undefined && transition.revision !== locked.revision) return 'dossier-changed'
        await transaction
          .insertInto('dossier_fees')
          .values(rows.map((row) => ({ ...columnsOf(row), dossier, unit, day: vietnamDay(row.at) })))
          .execute()
        await appendEvent(transaction, dossier, {
          type,
          at: first.at,
          by: first.by,
          note: first.reason,
          data: { changes: {}, details: { fees: rows.map(({ at: _, by: __, ...told }) => told) } },
        })
        await transaction
          .updateTable('dossiers')
          .where('id', '=', dossier)
          .set({ revision: locked.revision + 1 })
          .execute()
        if (transition !== undefined)
          await applyTransition(transaction, { ...transition, revision: locked.revision + 1 })
        return [...new Set([unit, locked.handler_unit])]
      })
      if (typeof recorded === 'string') return recorded
      await engine.news.tell(recorded)
      return 'recorded'
    },

    /** Money that came and went, in order. */
    async entries(period: BookPeriod) {
      return moneyIn(database, period)
        .innerJoin('dossiers', 'dossiers.id', 'dossier_fees.dossier')
        .leftJoin('staff', 'staff.username', 'dossier_fees.by')
        .select([
          'dossier_fees.dossier',
          'official_number',
          'receipt_code',
          'applicant_name',
          'procedure',
          'number',
          'kind',
          'dossier_fees.state',
          'way',
          'receipt_number',
          'amount_vnd',
          'reason',
          'at',
        ])
        .select((eb) => eb.fn.coalesce('staff.name', 'dossier_fees.by').as('by'))
        .orderBy('at')
        .orderBy('dossier_fees.dossier')
        .orderBy('number')
        .$narrowType<{ way: NotNull }>()
        .execute()
    },

    async sumsByWay(period: BookPeriod) {
      return moneyIn(database, period)
        .select(['way', sql<number>`cast(sum(amount_vnd) as bigint)`.as('amountVnd')])
        .select((eb) => eb.fn.countAll<number>().as('entries'))
        .groupBy('way')
        .orderBy('way')
        .$narrowType<{ way: NotNull }>()
        .execute()
    },

    async sumsByProcedure(period: BookPeriod) {
      return moneyIn(database, period)
        .innerJoin('dossiers', 'dossiers.id', 'dossier_fees.dossier')
        .select(['procedure', sql<number>`cast(sum(amount_vnd) as bigint)`.as('amountVnd')])
        .select((eb) => eb.fn.count<number>('dossier').distinct().as('dossiers'))
        .groupBy('procedure')
        .orderBy('procedure')
        .execute()
    },

    /** What fell away, by its ground: of fees as they stand, settled in the period. */
    async sumsByExemption(period: BookPeriod) {
      return rowsIn(database, period)
        .where('dossier_fees.state', 'in', ['paid', 'waived'])
        .where((eb) =>
          eb.or([
            eb('exemption_checked_by', 'is not', null),
            eb('full_vnd', '>', eb.ref('dossier_fees.amount_vnd')),
          ]),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('dossier_fees as later')
                .select('later.number')
                .whereRef('later.dossier', '=', 'dossier_fees.dossier')
                .whereRef('later.fee', '=', 'dossier_fees.fee')
                .whereRef('later.number', '>', 'dossier_fees.number'),
            ),
          ),
        )
        .select([
          sql<FeeRow['exemption']>`case when exemption_checked_by is null then null else exemption end`.as(
            'ground',
          ),
          sql<string | null>`case when exemption_checked_by is null then null else exemption_source end`.as(
            'source',
          ),
          sql<number>`cast(sum(full_vnd - amount_vnd) as bigint)`.as('reducedVnd'),
        ])
        .select((eb) => eb.fn.count<number>('dossier').distinct().as('dossiers'))
        .groupBy(['ground', 'source'])
        .orderBy('ground')
        .orderBy('source')
        .execute()
    },
  }
}

function rowsIn(database: Kysely<Tables>, { unit, isWithBelow, from, until }: BookPeriod) {
  return database
    .selectFrom('dossier_fees')
    .where('dossier_fees.day', '>=', from)
    .where('dossier_fees.day', '<=', until)
    .where('dossier_fees.unit', 'in', ({ selectFrom }) =>
      selectFrom('units')
        .select('code')
        .where((eb) => eb.or([eb('code', '=', unit), ...(isWithBelow ? [eb('parent', '=', unit)] : [])])),
    )
}

function moneyIn(database: Kysely<Tables>, period: BookPeriod) {
  return rowsIn(database, period).where('way', 'is not', null)
}

function rowOf(row: Selectable<DossierFeeTable>): FeeRow {
  return {
    number: row.number,
    fee: row.fee,
    kind: row.kind,
    rule: row.rule,
    fullVnd: row.full_vnd,
    amountVnd: row.amount_vnd,
    exemption: row.exemption,
    exemptionSource: row.exemption_source,
    exemptionProof: row.exemption_proof,
    exemptionCheckedBy: row.exemption_checked_by,
    state: row.state,
    way: row.way,
    receiptNumber: row.receipt_number,
    replaces: row.replaces,
    reason: row.reason,
    at: row.at,
    by: row.by,
  }
}

function columnsOf(row: FeeRow): Omit<DossierFeeTable, 'dossier' | 'unit' | 'day'> {
  return {
    number: row.number,
    fee: row.fee,
    kind: row.kind,
    rule: row.rule,
    full_vnd: row.fullVnd,
    amount_vnd: row.amountVnd,
    exemption: row.exemption,
    exemption_source: row.exemptionSource,
    exemption_proof: row.exemptionProof,
    exemption_checked_by: row.exemptionCheckedBy,
    state: row.state,
    way: row.way,
    receipt_number: row.receiptNumber,
    replaces: row.replaces,
    reason: row.reason,
    at: row.at,
    by: row.by,
  }
}
