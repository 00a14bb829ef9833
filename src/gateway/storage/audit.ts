/** The log of who read and did what: added to, read by the unit's own people, walked through to verify it. */
import type { Selectable } from 'kysely'
import { type AuditRecord, appendAudit, type ChainHead } from './audit-chain.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { AuditLogTable, DossierEventTable } from './tables/dossiers.ts'

export type AuditRow = Selectable<AuditLogTable>
export type AuditListRow = AuditRow & {
  readonly staffName: string | null
  readonly deviceName: string | null
  readonly receiptCode: string | null
}

export interface AuditFilter {
  readonly unit: string
  readonly subject: string | null
  readonly who: string | null
  /** Instants; `until` is excluded. */
  readonly from: string | null
  readonly until: string | null
  /** Number of the entry that the page before ended with. */
  readonly before: number | null
  readonly limit: number
}

export function auditStore(engine: Engine) {
  const { database } = engine

  const named = () =>
    database
      .selectFrom('audit_log')
      .leftJoin('staff', 'staff.username', 'audit_log.who')
      .leftJoin('devices', 'devices.id', 'audit_log.who')
      .leftJoin('dossiers', 'dossiers.id', 'audit_log.subject')
      .selectAll('audit_log')
      .select([
        'staff.name as staffName',
        'devices.name as deviceName',
        'dossiers.receipt_code as receiptCode',
      ])

  return {
    /** One transaction; durable when it returns. @returns the new last entries, one a unit. */
    async append(records: readonly AuditRecord[]): Promise<ChainHead[]> {
      return inTransaction(engine, (transaction) => appendAudit(transaction, engine.name, records))
    },

    /** Newest first. */
    async list({ unit, subject, who, from, until, before, limit }: AuditFilter): Promise<AuditListRow[]> {
      return named()
        .where('audit_log.unit', '=', unit)
        .$if(subject !== null, (query) => query.where('audit_log.subject', '=', subject))
        .$if(who !== null, (query) => query.where('audit_log.who', '=', who ?? ''))
        .$if(from !== null, (query) => query.where('audit_log.at', '>=', from ?? ''))
        .$if(until !== null, (query) => query.where('audit_log.at', '<', until ?? ''))
        .$if(before !== null, (query) => query.where('audit_log.number', '<', before ?? 0))
        .orderBy('audit_log.number', 'desc')
        .limit(limit)
        .execute()
    },

    /** Everything that was done with one dossier, oldest first. */
    async ofDossier(dossier: string, unit: string): Promise<AuditListRow[]> {
      return named()
        .where('audit_log.unit', '=', unit)
        .where('audit_log.subject', '=', dossier)
        .orderBy('audit_log.number')
        .execute()
    },

    async find(unit: string, number: number): Promise<AuditRow | undefined> {
      return database
        .selectFrom('audit_log')
        .selectAll()
        .where('unit', '=', unit)
        .where('number', '=', number)
        .executeTakeFirst()
    },

    /** The last entry of each unit that has any. */
    async heads(): Promise<ChainHead[]> {
      const units = await database.selectFrom('units').select('code').orderBy('code').execute()
      const heads: ChainHead[] = []
      for (const { code } of units) {
        const last = await database
          .selectFrom('audit_log')
          .select(['unit', 'number', 'digest'])
          .where('unit', '=', code)
          .orderBy('number', 'desc')
          .limit(1)
          .executeTakeFirst()
        if (last !== undefined) heads.push(last)
      }
      return heads
    },

    /** The whole log of a unit from an entry on, in pages. @param after number of the last one seen; 0 to begin. */
    async page(unit: string, after: number, limit: number): Promise<AuditRow[]> {
      return database
        .selectFrom('audit_log')
        .selectAll()
        .where('unit', '=', unit)
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute()
    },

    /** All dossiers' histories in pages, by dossier and number. */
    async eventPage(
      after: { readonly dossier: string; readonly number: number } | null,
      limit: number,
    ): Promise<Selectable<DossierEventTable>[]> {
      return database
        .selectFrom('dossier_events')
        .selectAll()
        .$if(after !== null, (query) =>
          query.where((eb) =>
            eb.or([
              eb('dossier', '>', after?.dossier ?? ''),
              eb('dossier', '=', after?.dossier ?? '').and('number', '>', after?.number ?? 0),
            ]),
          ),
        )
        .orderBy('dossier')
        .orderBy('number')
        .limit(limit)
        .execute()
    },

    async eventDigest(dossier: string, number: number): Promise<string | undefined> {
      const event = await database
        .selectFrom('dossier_events')
        .select('digest')
        .where('dossier', '=', dossier)
        .where('number', '=', number)
        .executeTakeFirst()
      return event?.digest
    },

    /** Dossiers in pages, with the number of their last event; null for one without any. */
    async lastEvents(after: string, limit: number) {
      return database
        .selectFrom('dossiers')
        .select(['id', 'revision'])
        .select((eb) =>
          eb
            .selectFrom('dossier_events')
            .select((events) => events.fn.max('number').as('last'))
            .whereRef('dossier', '=', 'dossiers.id')
            .as('lastEvent'),
        )
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute()
    },
  }
}
