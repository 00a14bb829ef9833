/** Dossiers: every change of state, its event and the device's notice are one transaction. */
import type { Selectable, Transaction } from 'kysely'
import type { DossierEvent as DossierEventType } from '../../domain/dossier/workflow.ts'
import { appendEvent, noteChange } from './dossier-history.ts'
import { addDossierWords, addNumberWords } from './dossier-words.ts'
import { type Engine, inTransaction } from './engine.ts'
import { type MessageContact, openMessageQueue } from './message-queue.ts'
import type { DossierEventTable, DossierTable } from './tables/dossiers.ts'
import type { Tables } from './tables.ts'

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
  | 'step_due_at'
  | 'stage'
  | 'officer'
  | 'clock_stopped_at'
  | 'supplement_arrived_at'
  | 'revision'
> & {
  readonly partsExpected: number
  readonly partsPresent: number
  /** The number at the national portal of a dossier that was filed there. */
  readonly portalNumber: string | null
}

/** What the gateway knows of a dossier when it arrives; everything else comes by events. */
export type NewDossier = Pick<
  Dossier,
  | 'id'
  | 'envelope'
  | 'receipt_code'
  | 'unit'
  | 'device'
  | 'procedure'
  | 'form_name'
  | 'form_version'
  | 'applicant_name'
  | 'applicant_last_four'
  | 'subject_name'
  | 'answers'
  | 'papers'
  | 'doubts'
  | 'language'
  | 'filed_on'
  | 'arrived_at'
> &
  Partial<Pick<Dossier, 'assisted_by'>> & {
    /** Where the citizen wants to be told of it; absent for who did not ask. */
    readonly contact?: MessageContact | undefined
  }

/** The columns that events change, and nothing else does: replaying a dossier's events gives them again. */
export type EventColumns = Pick<
  Dossier,
  | 'state'
  | 'stage'
  | 'official_number'
  | 'handler_unit'
  | 'transferred_from'
  | 'officer'
  | 'received_at'
  | 'due_at'
  | 'due_reason'
  | 'step_dues'
  | 'step_due_at'
  | 'clock_stopped_at'
  | 'supplements'
  | 'supplement_until'
  | 'supplement_arrived_at'
  | 'supplement_request'
  | 'extensions'
  | 'return_way'
  | 'finished_at'
  | 'returned_at'
  | 'closed_at'
  | 'papers'
>

/** As every dossier begins. */
export function initialColumns({ unit, papers }: Pick<Dossier, 'unit' | 'papers'>): EventColumns {
  return {
    state: 1,
    stage: 'arrived',
    official_number: null,
    handler_unit: unit,
    transferred_from: null,
    officer: null,
    received_at: null,
    due_at: null,
    due_reason: null,
    step_dues: null,
    step_due_at: null,
    clock_stopped_at: null,
    supplements: 0,
    supplement_until: null,
    supplement_arrived_at: null,
    supplement_request: null,
    extensions: 0,
    return_way: 'counter',
    finished_at: null,
    returned_at: null,
    closed_at: null,
    papers,
  }
}

/** An event, decided on one revision of its dossier. */
export interface Transition {
  readonly dossier: string
  readonly revision: number
  readonly type: DossierEventType
  readonly at: string
  readonly by: string
  readonly note: string | null
  readonly changes: Partial<EventColumns>
  /** What the event tells beyond its changes: reasons, lists of papers. */
  readonly details?: object
  /** Where the official number comes from: the unit's own, made inside the transaction, or one that was given to it. */
  readonly numbering?: Numbering | { readonly given: string }
}

interface Numbering {
  readonly unit: string
  /** Local calendar day that the running number belongs to. */
  readonly day: string
  officialNumber(running: number): string
}

export interface DossierChange {
  readonly sequence: number
  readonly dossier: Dossier
}

async function openOne(transaction: Transaction<Tables>, { contact, ...dossier }: NewDossier): Promise<void> {
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
      ...initialColumns(dossier),
      revision: 1,
      content_removed_at: null,
      files_removed_at: null,
      team: eb.selectFrom('devices').select('team').where('id', '=', dossier.device),
    }))
    .execute()
  if (contact !== undefined) await openMessageQueue(transaction, dossier, contact)
  await addDossierWords(transaction, [dossier])
  await appendEvent(transaction, dossier.id, {
    type: 'arrive',
    at: dossier.arrived_at,
    by: dossier.device,
    note: null,
    data: { changes: {}, details: { envelope: dossier.envelope } },
  })
  await noteChange(transaction, dossier.device, dossier.id)
}

export function dossierStore(engine: Engine) {
  const { database } = engine

  async function told(units: readonly string[] | null): Promise<boolean> {
    if (units !== null && units.length > 0) await engine.news.tell(units)
    return units !== null
  }

  return {
    /** Makes the dossiers of opened envelopes. Opening twice (two processes, a crash) leaves one. */
    async open(dossiers: readonly NewDossier[]): Promise<void> {
      if (dossiers.length === 0) return
      // In one order everywhere, so that two processes never wait for each other's devices in a circle.
      const ordered = dossiers.toSorted((a, b) => (a.device + a.envelope < b.device + b.envelope ? -1 : 1))
      await inTransaction(engine, async (transaction) => {
        for (const dossier of ordered) await openOne(transaction, dossier)
      })
      await engine.news.tell([...new Set(ordered.map(({ unit }) => unit))])
    },

    /** @returns false when the dossier is no longer at that revision; then nothing has changed. */
    async change(transition: Transition): Promise<boolean> {
      return told(await inTransaction(engine, (transaction) => applyTransition(transaction, transition)))
    },

    /** As `change`, for papers that an envelope brought; an envelope that is open already changes nothing more. */
    async addPapers(envelope: string, transition: Transition): Promise<boolean> {
      const units = await inTransaction(engine, async (transaction) => {
        const claimed = await transaction
          .updateTable('envelopes')
          .where('id', '=', envelope)
          .where('state', '=', 'stored')
          .set({ state: 'opened' })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 0n) return []
        // Before the event, which counts the papers.
        await transaction
          .insertInto('supplement_envelopes')
          .values({ envelope, dossier: transition.dossier })
          .execute()
        const changed = await applyTransition(transaction, transition)
        if (changed !== null) return changed
        // The claim is given back: it is tried again on the dossier as it is now.
        await transaction.deleteFrom('supplement_envelopes').where('envelope', '=', envelope).execute()
        await transaction
          .updateTable('envelopes')
          .where('id', '=', envelope)
          .set({ state: 'stored' })
          .execute()
        return null
      })
      return told(units)
    },

    /** Dossiers whose time for a supplement is over and for which nothing came, oldest first. */
    async lapsed(today: string, limit: number): Promise<Dossier[]> {
      return database
        .selectFrom('dossiers')
        .selectAll()
        .where('supplement_until', '<', today)
        .where('supplement_arrived_at', 'is', null)
        .orderBy('supplement_until')
        .limit(limit)
        .execute()
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
        .where(({ or, eb, selectFrom }) =>
          or([
            eb('envelope', '=', dossier.envelope),
            eb(
              'envelope',
              'in',
              selectFrom('supplement_envelopes').select('envelope').where('dossier', '=', dossier.id),
            ),
          ]),
        )
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

/** @returns the units whose lists the dossier is in, before or after; null when it is no longer at that revision. */
export async function applyTransition(
  transaction: Transaction<Tables>,
  transition: Transition,
): Promise<readonly string[] | null> {
  const { dossier, revision, numbering } = transition
  // Locks the row, and with it the dossier's chain of events.
  const changed = await transaction
    .updateTable('dossiers')
    .where('id', '=', dossier)
    .where('revision', '=', revision)
    .set({ ...transition.changes, revision: revision + 1 })
    .returning(['device', 'unit', 'handler_unit'])
    .executeTakeFirst()
  if (changed === undefined) return null
  const numbered =
    numbering === undefined
      ? null
      : {
          official_number:
            'given' in numbering ? numbering.given : await nextOfficialNumber(transaction, numbering),
        }
  if (numbered !== null) {
    await transaction.updateTable('dossiers').where('id', '=', dossier).set(numbered).execute()
    await addNumberWords(transaction, {
      id: dossier,
      unit: changed.unit,
      officialNumber: numbered.official_number,
    })
  }
  await appendEvent(transaction, dossier, {
    type: transition.type,
    at: transition.at,
    by: transition.by,
    note: transition.note,
    data: { changes: { ...transition.changes, ...numbered }, details: transition.details ?? {} },
  })
  await noteChange(transaction, changed.device, dossier)
  return [...new Set([changed.unit, changed.handler_unit])]
}

/** The next that no dossier has: one that was archived elsewhere came in with a number the counter knows nothing of. */
async function nextOfficialNumber(
  transaction: Transaction<Tables>,
  { unit, day, officialNumber }: Numbering,
): Promise<string> {
  for (;;) {
    const number = officialNumber(await nextRunningNumber(transaction, unit, day))
    const taken = await transaction
      .selectFrom('dossiers')
      .select('id')
      .where('official_number', '=', number)
      .executeTakeFirst()
    if (taken === undefined) return number
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
