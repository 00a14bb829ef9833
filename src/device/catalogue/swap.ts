/** A staged pack takes the place of the one in use, in one step, and only when nobody is in the middle of something. */
import { database } from '../database.ts'
import { isAnySessionOpen } from '../session.ts'
import { attempt } from '../storage-state.ts'
import { withCatalogueLock } from './lock.ts'
import { dropUnused } from './stage.ts'

/** @returns whether another pack is in use now. */
export async function swapCatalogueWhenIdle(): Promise<boolean> {
  // Two reads where nothing waits, which is almost always.
  const waits = await attempt(() => database.cataloguePacks.toArray())
  if (!waits.ok || !waits.value.some(({ state }) => state === 'staged')) return false
  const swapped = await withCatalogueLock(() => attempt(swap))
  return swapped?.ok === true && swapped.value
}

async function swap(): Promise<boolean> {
  const { sessions, cataloguePacks } = database
  const known = await sessions.toCollection().primaryKeys()
  if (await isAnySessionOpen()) return false
  const version = await database.transaction('rw', [sessions, cataloguePacks], async () => {
    // Someone began meanwhile: the next look will do.
    const now = await sessions.toCollection().primaryKeys()
    if (now.some((id) => !known.includes(id))) return undefined
    const staged = (await cataloguePacks.toArray()).find(({ state }) => state === 'staged')
    if (staged === undefined) return undefined
    await cataloguePacks.clear()
    await cataloguePacks.put({ ...staged, state: 'installed' })
    return staged.version
  })
  if (version === undefined) return false
  await dropUnused(version)
  return true
}
