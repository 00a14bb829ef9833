/** Why the pack that the gateway offers is not in use: nobody stands by when it comes, so it is kept for staff to see. */
import { type CatalogueRefusal, database } from '../database.ts'
import { attempt } from '../storage-state.ts'

/**
 * With a store out of reach it is noted the next time, which is an hour later.
 *
 * @param problem of the last pack that was offered; null when it may be used, or none is offered.
 */
export async function noteRefusal(problem: CatalogueRefusal['problem'] | null): Promise<void> {
  const { settings } = database
  await attempt(async () => {
    if (problem === null) await settings.delete('catalogue-refusal')
    else await settings.put({ key: 'catalogue-refusal', problem, at: new Date().toISOString() })
  })
}

/** Null when the last pack was well, or the store is out of reach. */
export async function currentRefusal(): Promise<Omit<CatalogueRefusal, 'key'> | null> {
  const read = await attempt(() => database.settings.get('catalogue-refusal'))
  if (!read.ok || read.value?.key !== 'catalogue-refusal') return null
  const { problem, at } = read.value
  return { problem, at }
}
