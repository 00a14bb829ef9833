/** Dossiers: every change of state, its event and the device's notice are one transaction. */
import { type Selectable, sql, type Transaction } from 'kysely'
import type { DossierStateCode } from '../../contract/changes.ts'
import { appendEvent, noteChange } from './dossier-history.ts'
import { type Engine, inTransaction } from './engine.ts'
import { isSeen, newestIds, type Scope } from './scope.ts'
import type { DossierEventTable, DossierTable, Tables } from './tables.ts'

export type Dossier = Selectable<DossierTable>
export type DossierEvent = Selectable<DossierEventTable>
export type DossierOverview = Pick<
  Dossier,
  | 'id'
  | 'receipt_code'
  | 'official_number'
  | 'procedure'
  | 'state'
  | 'applicant_name'
  | 'subject_name'
  | 'arrived_at'
  | 'received_at'
  | 'due_at'
  | 'revision'
> & { readonly partsExpected: number; readonly partsPresent: number }

export type NewDossier = Omit<
  Dossier,
  'state' | 'revision' | 'team' | 'official_number' | 'received_at' | 'due_at' | 'due_reason'
>

/** What an action wants; `official_number` is made inside the transaction from the next running number. */
export interface Transition {
  readonly dossier: string
  /** The revision it was decided on. */
  readonly revision: number
  readonly from: DossierStateCode
  readonly to: DossierStateCode
  readonly type: string
  readonly at: string
  readonly by: string
  readonly note: string | null
  readonly reception?: {
    readonly unit: string
    /** Local calendar day that the running number belongs to. */
    readonly day: string
    readonly dueAt: string | null
    readonly dueReason: string | null
    officialNumber(running: number): string
  }
}

export interface DossierChange {
  readonly sequence: number
  readonly dossier: Dossier
}

async function openOne(transaction: Transaction<Tables>, dossier: NewDossier): Promise<void> {
  const claimed = await transaction
    .updateTable('envelopes')
    .where('id', '=', dossier.envelope)
    .where('state', '=', 'stored')
    .set({ state: 'opened' })
    .executeTakeFirst()
  if (claimed.numUpdatedRows === 0n) return
  await transaction
    .insertInto('dossiers')
    .values((eb) => ({
      ...dossier,
      team: eb.selectFrom('devices').select('team').where('id', '=', dossier.device),
      state: 1,
      revision: 1,
      official_number: null,
      received_at: null,
      due_at: null,
      due_reason: null,
    }))
    .execute()
  await appendEvent(transaction, dossier.id, {
    type: 'arrived',
    at: dossier.arrived_at,
    by: dossier.device,
    note: null,
    data: { state: 1, envelope: dossier.envelope },
  })
  await noteChange(transaction, dossier.device, dossier.id)
}

export function dossierStore(engine: Engine) {
  const { database } = engine
  return {
    /** Makes the dossiers of opened envelopes. Opening twice (two processes, a crash) leaves one. */
    async open(dossiers: readonly NewDossier[]): Promise<void> {
      if (dossiers.length === 0) return
      // In one order everywhere, so that two processes never wait for each other's devices in a circle.
      const ordered = dossiers.toSorted((a, b) => (a.device + a.envelope < b.device + b.envelope ? -1 : 1))
      await inTransaction(engine, async (transaction) => {
        for (const dossier of ordered) await openOne(transaction, dossier)
      })
    },

    /** @returns false when the dossier is no longer at that revision. */
    async change(transition: Transition): Promise<boolean> {
      return inTransaction(engine, async (transaction) => {
        const changed = await transaction
          .updateTable('dossiers')
          .where('id', '=', transition.dossier)
          .where('revision', '=', transition.revision)
          .where('state', '=', transition.from)
          .set({ state: transition.to, revision: transition.revision + 1 })
          .returning(['device'])
          .executeTakeFirst()
        if (changed === undefined) return false
        const { reception } = transition
        const received =
          reception === undefined
            ? {}
            : {
                official_number: reception.officialNumber(
                  await nextRunningNumber(transaction, reception.unit, reception.day),
                ),
                received_at: transition.at,
                due_at: reception.dueAt,
                due_reason: reception.dueReason,
              }
        if (reception !== undefined)
          await transaction
            .updateTable('dossiers')
            .where('id', '=', transition.dossier)
            .set(received)
            .execute()
        await appendEvent(transaction, transition.dossier, {
          type: transition.type,
          at: transition.at,
          by: transition.by,
          note: transition.note,
          data: { state: transition.to, ...received },
        })
        await noteChange(transaction, changed.device, transition.dossier)
        return true
      })
    },

    /** Newest first; ids are time-ordered (UUIDv7). */
    async list(filter: {
      readonly scope: Scope
      readonly state: DossierStateCode | null
      readonly after: string | null
      readonly limit: number
    }): Promise<DossierOverview[]> {
      return database
        .selectFrom('dossiers')
        .select([
          'id',
          'receipt_code',
          'official_number',
          'procedure',
          'state',
          'applicant_name',
          'subject_name',
          'arrived_at',
          'received_at',
          'due_at',
          'revision',
        ])
        .select([
          sql<number>`(select count(*) from parts where parts.envelope = dossiers.envelope)`.as(
            'partsExpected',
          ),
          sql<number>`(select count(arrived_at) from parts where parts.envelope = dossiers.envelope)`.as(
            'partsPresent',
          ),
        ])
        .where('id', 'in', newestIds(filter.scope, filter))
        .orderBy('id', 'desc')
        .limit(filter.limit)
        .execute()
    },

    /** For the header: dossiers waiting for reception and envelopes in quarantine. */
    async waiting(scope: Scope): Promise<{ dossiers: number; quarantined: number }> {
      const dossiers = await database
        .selectFrom('dossiers')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(isSeen(scope))
        .where('state', '=', 1)
        .executeTakeFirstOrThrow()
      const quarantined = await database
        .selectFrom('envelopes')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('unit', 'in', 'units' in scope ? scope.units : [''])
        .where('state', '=', 'quarantined')
        .executeTakeFirstOrThrow()
      return { dossiers: dossiers.count, quarantined: quarantined.count }
    },

    async find(id: string): Promise<Dossier | undefined> {
      return database.selectFrom('dossiers').selectAll().where('id', '=', id).executeTakeFirst()
    },

    async findByCode(
      code: { readonly receiptCode: string } | { readonly officialNumber: string },
    ): Promise<Dossier[]> {
      const query = database.selectFrom('dossiers').selectAll().limit(10)
      return 'receiptCode' in code
        ? query.where('receipt_code', '=', code.receiptCode).execute()
        : query.where('official_number', '=', code.officialNumber).execute()
    },

    async events(dossier: string): Promise<DossierEvent[]> {
      return database
        .selectFrom('dossier_events')
        .selectAll()
        .where('dossier', '=', dossier)
        .orderBy('number')
        .execute()
    },

    async origin(dossier: Dossier) {
      return database
        .selectFrom('envelopes')
        .innerJoin('devices', 'devices.id', 'envelopes.device')
        .select(['devices.name', 'envelopes.created_at as createdAt', 'clock_offset_ms as clockOffsetMs'])
        .where('envelopes.id', '=', dossier.envelope)
        .executeTakeFirstOrThrow()
    },

    async parts(dossier: Dossier) {
      return database
        .selectFrom('parts')
        .select(['sha256', 'media_type as mediaType', 'arrived_at as arrivedAt'])
        .where('envelope', '=', dossier.envelope)
        .execute()
    },

    /** What a device has not heard yet, in the order of commit. */
    async changes(device: string, cursor: number, limit: number): Promise<DossierChange[]> {
      const rows = await database
        .selectFrom('device_changes')
        .innerJoin('dossiers', 'dossiers.id', 'device_changes.dossier')
        .selectAll('dossiers')
        .select('device_changes.sequence')
        .where('device_changes.device', '=', device)
        .where('device_changes.sequence', '>', cursor)
        .orderBy('device_changes.sequence')
        .limit(limit)
        .execute()
      return rows.map(({ sequence, ...dossier }) => ({ sequence, dossier }))
    },
  }
}

/** 1, 2, 3 … per unit and day, without gaps: an aborted reception gives its number back. */
async function nextRunningNumber(
  transaction: Transaction<Tables>,
  unit: string,
  day: string,
): Promise<number> {
  const { value } = await transaction
    .insertInto('counters')
    .values({ unit, day, value: 1 })
    .onConflict((conflict) =>
      conflict.columns(['unit', 'day']).doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
