/** Visits of community teams: added once each, counted by unit and day. */
import type { Insertable, Selectable } from 'kysely'
import type { Help } from '../../domain/visit/visit.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { VisitTable } from './tables/service.ts'

export type NewVisit = Omit<Insertable<VisitTable>, 'team' | 'people'> & { readonly helped: readonly Help[] }

export interface StoredVisit extends Omit<Selectable<VisitTable>, 'visit' | 'province'> {
  /** What people call the phone. */
  readonly deviceName: string
  readonly teamName: string | null
}

export interface VisitPeriod {
  readonly units: readonly string[]
  /** Days in Vietnam, both included. */
  readonly from: string
  readonly until: string
}

export function visitStore(engine: Engine) {
  const { database } = engine
  return {
    /**
     * Marks the envelope as opened and adds its visit, in one transaction. A visit that the device has told before is
     * the same visit: a phone that was cut off while it ended one goes on counting, so what ended last counts.
     */
    async add({ helped, ...visit }: NewVisit): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        const claimed = await transaction
          .updateTable('envelopes')
          .where('id', '=', visit.envelope)
          .where('state', '=', 'stored')
          .set({ state: 'opened' })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 0n) return
        const before = await transaction
          .selectFrom('visits')
          .select(['envelope', 'ended_at'])
          .where('device', '=', visit.device)
          .where('visit', '=', visit.visit)
          .executeTakeFirst()
        if (before !== undefined) {
          if (before.ended_at >= visit.ended_at) return
          await transaction.deleteFrom('visit_help').where('envelope', '=', before.envelope).execute()
          await transaction.deleteFrom('visits').where('envelope', '=', before.envelope).execute()
        }
        const added = await transaction
          .insertInto('visits')
          .values((eb) => ({
            ...visit,
            people: helped.reduce((sum, { people }) => sum + people, 0),
            team: eb.selectFrom('devices').select('team').where('id', '=', visit.device),
          }))
          .onConflict((conflict) => conflict.columns(['device', 'visit']).doNothing())
          .executeTakeFirst()
        if (added.numInsertedOrUpdatedRows === 0n || helped.length === 0) return
        await transaction
          .insertInto('visit_help')
          .values(helped.map((help) => ({ envelope: visit.envelope, ...help })))
          .execute()
      })
    },

    /** Newest first. */
    async of({ units, from, until }: VisitPeriod): Promise<StoredVisit[]> {
      return database
        .selectFrom('visits')
        .innerJoin('devices', 'devices.id', 'visits.device')
        .leftJoin('units as teams', 'teams.code', 'visits.team')
        .select([
          'visits.envelope',
          'visits.device',
          'visits.unit',
          'visits.team',
          'visits.commune',
          'visits.village',
          'visits.purpose',
          'visits.day',
          'visits.began_at',
          'visits.ended_at',
          'visits.is_doubtful',
          'visits.people',
          'devices.name as deviceName',
          'teams.name as teamName',
        ])
        .where('visits.unit', 'in', units)
        .where('visits.day', '>=', from)
        .where('visits.day', '<=', until)
        .orderBy('visits.day', 'desc')
        .orderBy('visits.envelope', 'desc')
        .execute()
    },

    /** By service and difficulty. */
    async helped({ units, from, until }: VisitPeriod): Promise<Help[]> {
      const rows = await database
        .selectFrom('visit_help')
        .innerJoin('visits', 'visits.envelope', 'visit_help.envelope')
        .select(['service', 'difficulty', (eb) => eb.fn.sum<number>('visit_help.people').as('people')])
        .where('visits.unit', 'in', units)
        .where('visits.day', '>=', from)
        .where('visits.day', '<=', until)
        .groupBy(['service', 'difficulty'])
        .orderBy('service')
        .orderBy('difficulty')
        .execute()
      return rows.map((row) => ({ ...row, people: Number(row.people) }))
    },
  }
}
