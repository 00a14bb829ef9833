/** Who can work on dossiers: the officers of a unit with what they have in hand, other units, and everybody's names. */
import { may, staffRoles } from '../../domain/people/permissions.ts'
import type { Engine } from './engine.ts'

export interface Officer {
  readonly username: string
  readonly name: string
  /** Dossiers that they have in work. */
  readonly open: number
}

const feedbackRoles = staffRoles.filter((role) => may(role, 'handle-feedback'))

const processingRoles = staffRoles.filter((role) => may(role, 'process-dossier'))

export function handlerStore({ database }: Engine) {
  return {
    /** People of this very unit who may process, by name. */
    async officers(unit: string): Promise<Officer[]> {
      const people = await database
        .selectFrom('staff')
        .select(['username', 'name'])
        .where('unit', '=', unit)
        .where('role', 'in', processingRoles)
        .where('deactivated_at', 'is', null)
        .orderBy('name')
        .execute()
      if (people.length === 0) return []
      const counts = await database
        .selectFrom('dossiers')
        .select(['officer', (eb) => eb.fn.countAll<number>().as('count')])
        .where('handler_unit', '=', unit)
        // As the index of what is worked on says it.
        .where('received_at', 'is not', null)
        .where('finished_at', 'is', null)
        .where('closed_at', 'is', null)
        .where('officer', 'is not', null)
        .groupBy('officer')
        .execute()
      const open = new Map(counts.map(({ officer, count }) => [officer, Number(count)]))
      return people.map((person) => ({ ...person, open: open.get(person.username) ?? 0 }))
    },

    /** People of this very unit who may read and answer feedback, by name. */
    async feedbackHandlers(unit: string): Promise<{ readonly username: string; readonly name: string }[]> {
      return database
        .selectFrom('staff')
        .select(['username', 'name'])
        .where('unit', '=', unit)
        .where('role', 'in', feedbackRoles)
        .where('deactivated_at', 'is', null)
        .orderBy('name')
        .execute()
    },

    /** Every unit that handles dossiers but this one, by name. */
    async otherUnits(unit: string): Promise<{ readonly code: string; readonly name: string }[]> {
      return database
        .selectFrom('units')
        .select(['code', 'name'])
        .where('code', '!=', unit)
        .where('kind', '!=', 'team')
        .orderBy('name')
        .execute()
    },

    /** Names by user name; who is unknown is left out. */
    async peopleNames(usernames: readonly string[]): Promise<Record<string, string>> {
      if (usernames.length === 0) return {}
      const rows = await database
        .selectFrom('staff')
        .select(['username', 'name'])
        .where('username', 'in', usernames)
        .execute()
      return Object.fromEntries(rows.map(({ username, name }) => [username, name]))
    },

    /** Names by code; what is unknown is left out. */
    async unitNames(codes: readonly string[]): Promise<Record<string, string>> {
      if (codes.length === 0) return {}
      const rows = await database
        .selectFrom('units')
        .select(['code', 'name'])
        .where('code', 'in', codes)
        .execute()
      return Object.fromEntries(rows.map(({ code, name }) => [code, name]))
    },
  }
}
