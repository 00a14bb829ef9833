/** Dossiers that were filed on the national portal: each is one here, however often it is pushed. */

import type { Selectable, Transaction } from 'kysely'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import { portalDeviceKey } from './devices.ts'
import { addDocument, type NewDocument } from './documents.ts'
import { appendEvent } from './dossier-history.ts'
import { addDossierWords } from './dossier-words.ts'
import { initialColumns, type NewDossier } from './dossiers.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { PortalDossierTable } from './tables/exchange.ts'
import type { Tables } from './tables.ts'

export type PortalDossier = Selectable<PortalDossierTable>

export interface FiledOnPortal {
  readonly dossier: Omit<NewDossier, 'device'>
  readonly portal: Omit<PortalDossier, 'dossier'>
  readonly documents: readonly NewDocument[]
  /** Id of what stands for the portal among the unit's devices: always the same for a unit. */
  readonly device: string
}

export function portalDossierStore(engine: Engine) {
  const { database } = engine
  return {
    async find(dossier: string): Promise<PortalDossier | undefined> {
      return database
        .selectFrom('portal_dossiers')
        .selectAll()
        .where('dossier', '=', dossier)
        .executeTakeFirst()
    },

    async findByNumber(number: string): Promise<PortalDossier | undefined> {
      return database
        .selectFrom('portal_dossiers')
        .selectAll()
        .where('number', '=', number)
        .executeTakeFirst()
    },

    /** The dossier with its papers, whole or not at all. @returns false when it is here already. */
    async takeIn(filed: FiledOnPortal): Promise<boolean> {
      try {
        await inTransaction(engine, (transaction) => takeInWithin(transaction, filed))
      } catch (error) {
        if (error instanceof IsHere) return false
        throw error
      }
      await engine.news.tell([filed.dossier.unit])
      return true
    },
  }
}

class IsHere extends Error {}

async function takeInWithin(
  transaction: Transaction<Tables>,
  { dossier, portal, documents, device }: FiledOnPortal,
): Promise<void> {
  const sequence = await nextOfPortal(transaction, dossier.unit, device, dossier.arrived_at)
  const body = canonicalBytes({ portal: portal.number })
  await transaction
    .insertInto('envelopes')
    .values({
      id: dossier.envelope,
      device,
      sequence,
      digest: await sha256(body),
      previous: null,
      kind: 'submission',
      unit: dossier.unit,
      created_at: dossier.arrived_at,
      clock_offset_ms: null,
      received_at: dossier.arrived_at,
      body: textOf(body),
      state: 'opened',
      problem: null,
      detail: null,
    })
    .execute()
  await transaction
    .insertInto('dossiers')
    .values({
      ...dossier,
      device,
      ...initialColumns(dossier),
      revision: 1,
      content_removed_at: null,
      team: null,
    })
    .execute()
  const linked = await transaction
    .insertInto('portal_dossiers')
    .values({ ...portal, dossier: dossier.id })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .executeTakeFirst()
  if (linked.numInsertedOrUpdatedRows === 0n) throw new IsHere()
  await addDossierWords(transaction, [dossier])
  await appendEvent(transaction, dossier.id, {
    type: 'arrive',
    at: dossier.arrived_at,
    by: device,
    note: null,
    data: { changes: {}, details: { portal: portal.number } },
  })
  for (const document of documents) {
    const added = await addDocument(transaction, document, null)
    if (!added.ok) throw new Error(`a new dossier takes no document: ${added.problem}`)
  }
}

/** Locks the portal's row: its dossiers are numbered without gaps, as those of a device. */
async function nextOfPortal(
  transaction: Transaction<Tables>,
  unit: string,
  device: string,
  at: string,
): Promise<number> {
  await transaction
    .insertInto('devices')
    .values({
      id: device,
      unit,
      team: null,
      role: 'desk',
      name: 'Cổng Dịch vụ công quốc gia',
      public_key: portalDeviceKey,
      enrolled_at: at,
      last_contact_at: at,
      revoked_at: at,
      change_sequence: 0,
      reported_sequence: null,
      queue_length: null,
      reported_clock_offset_ms: null,
      store_lost_at: null,
      reported_created_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ last_contact_at: at }))
    .execute()
  const { last } = await transaction
    .selectFrom('envelopes')
    .select(({ fn }) => fn.max('sequence').as('last'))
    .where('device', '=', device)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}
