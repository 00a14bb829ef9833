/** What the messages of many dossiers have in common: what units and people are called. */
import type { GatewayContext } from '../context.ts'
import type { Unit } from '../storage/units.ts'

/**
 * Names that many dossiers have in common; kept for a moment, since each message would ask for the same again. Codes are
 * not: what was corrected at the desk counts from then on.
 */
export interface Surroundings {
  unit(code: string): Promise<Unit | undefined>
  /** Names by user name. */
  people(usernames: readonly string[]): Promise<Readonly<Record<string, string>>>
}

const keptMs = 1000

/** @param clockMs any clock that goes on. */
export function surroundingsOf(
  { storage }: Pick<GatewayContext, 'storage'>,
  clockMs: () => number,
): Surroundings {
  let since = clockMs()
  const kept = new Map<string, Promise<unknown>>()
  function once<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    if (clockMs() - since > keptMs) {
      kept.clear()
      since = clockMs()
    }
    // Each key is only ever asked for with its own kind of value.
    const known = kept.get(key) as Promise<Value> | undefined
    if (known !== undefined) return known
    const asked = read()
    kept.set(key, asked)
    // A failure is not kept: whoever asks next asks the database.
    asked.catch(() => kept.delete(key))
    return asked
  }
  return {
    unit: (code) => once(`unit ${code}`, () => storage.units.find(code)),
    async people(usernames) {
      const names = await Promise.all(
        usernames.map((username) =>
          once(`person ${username}`, async () => (await storage.handlers.peopleNames([username]))[username]),
        ),
      )
      return Object.fromEntries(
        usernames.flatMap((username, index) => {
          const name = names[index]
          return name === undefined ? [] : [[username, name] as const]
        }),
      )
    },
  }
}
