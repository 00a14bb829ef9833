/** What banks tell: each transaction once, whoever tells it how often. */
import type { Insertable, Selectable } from 'kysely'
import type { PaymentProblem } from '../../domain/fee/bank-payment.ts'
import type { Engine } from './engine.ts'
import type { BankPaymentTable } from './tables/notices.ts'

export type StoredBankPayment = Selectable<BankPaymentTable>

/** What became of one. */
export type PaymentOutcome =
  | { readonly state: 'matched'; readonly dossier: string }
  | { readonly state: 'parked'; readonly problem: PaymentProblem; readonly dossier: string | null }

/** Days are local ones, both included. */
interface Period {
  readonly unit: string
  readonly from: string
  readonly until: string
}

const shownLimit = 500

export function bankPaymentStore({ database }: Engine) {
  return {
    /** @returns what is stored under that transaction: this, or what was told before. */
    async addOrFind(payment: Insertable<BankPaymentTable>): Promise<StoredBankPayment> {
      await database
        .insertInto('bank_payments')
        .values(payment)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
      return database
        .selectFrom('bank_payments')
        .selectAll()
        .where('id', '=', payment.id)
        .executeTakeFirstOrThrow()
    },

    async find(unit: string, id: string): Promise<StoredBankPayment | undefined> {
      return database
        .selectFrom('bank_payments')
        .selectAll()
        .where('unit', '=', unit)
        .where('id', '=', id)
        .executeTakeFirst()
    },

    /** What no process has looked at to the end, told before that moment. */
    async unfinished(before: string): Promise<StoredBankPayment[]> {
      return database
        .selectFrom('bank_payments')
        .selectAll()
        .where('state', '=', 'new')
        .where('received_at', '<', before)
        .orderBy('received_at')
        .limit(shownLimit)
        .execute()
    },

    async note(id: string, outcome: PaymentOutcome): Promise<void> {
      await database
        .updateTable('bank_payments')
        .where('id', '=', id)
        .where('state', 'in', ['new', 'parked'])
        .set({ problem: null, ...outcome })
        .execute()
    },

    /** @returns false when it does not wait for an officer any more. */
    async settle(
      id: string,
      settled: { readonly by: string; readonly at: string; readonly note: string },
    ): Promise<boolean> {
      const result = await database
        .updateTable('bank_payments')
        .where('id', '=', id)
        .where('state', '=', 'parked')
        .set({ state: 'settled', note: settled.note, settled_by: settled.by, settled_at: settled.at })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** A payment that was in the cash book was given back: an officer puts the book right. */
    async noteRefund(id: string, unit: string): Promise<void> {
      await database
        .updateTable('bank_payments')
        .where('id', '=', id)
        .where('unit', '=', unit)
        .where('state', '!=', 'settled')
        .set({ state: 'parked', problem: 'refund' })
        .execute()
    },

    /** Of the period, and older ones that wait; newest first. */
    async shown({ unit, from, until }: Period) {
      return database
        .selectFrom('bank_payments')
        .leftJoin('dossiers', 'dossiers.id', 'bank_payments.dossier')
        .selectAll('bank_payments')
        .select(['official_number', 'receipt_code'])
        .where('bank_payments.unit', '=', unit)
        .where('day', '<=', until)
        .where(({ or, eb }) =>
          or([eb('day', '>=', from), eb('bank_payments.state', 'in', ['new', 'parked'])]),
        )
        .orderBy('paid_at', 'desc')
        .orderBy('bank_payments.id')
        .limit(shownLimit)
        .execute()
    },

    /** Those of these transactions that the unit's bank has told of, whenever it was. */
    async known(unit: string, references: readonly string[]): Promise<ReadonlySet<string>> {
      if (references.length === 0) return new Set()
      const rows = await database
        .selectFrom('bank_payments')
        .select('id')
        .where('unit', '=', unit)
        .where('id', 'in', [...references])
        .execute()
      return new Set(rows.map(({ id }) => id))
    },

    /** Dossiers of the unit that have a fee, with the numbers that a transfer may name. */
    async payable(unit: string): Promise<{ readonly id: string; readonly numbers: readonly string[] }[]> {
      const rows = await database
        .selectFrom('dossiers')
        .select(['id', 'official_number', 'receipt_code'])
        .where('unit', '=', unit)
        .where('id', 'in', ({ selectFrom }) =>
          selectFrom('dossier_fees').select('dossier_fees.dossier').where('dossier_fees.unit', '=', unit),
        )
        .execute()
      return rows.map(({ id, official_number, receipt_code }) => ({
        id,
        numbers: official_number === null ? [receipt_code] : [official_number, receipt_code],
      }))
    },
  }
}
