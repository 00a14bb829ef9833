/** Staged voice packs take the place of those in use, all languages in one step, and only when nobody is in the middle of something. */
import { filesOfVoices } from '../../contract/voice-pack.ts'
import { database } from '../database.ts'
import { exclusively } from '../exclusive.ts'
import { isAnySessionOpen } from '../session.ts'
import { attempt } from '../storage-state.ts'
import { readVoices } from './installed-voices.ts'
import { dropFilesBut } from './voice-cache.ts'

/** @returns whether other voices are in use now. */
export async function swapVoicesWhenIdle(): Promise<boolean> {
  const waits = await attempt(async () => {
    const row = await database.settings.get('voices')
    return row?.key === 'voices' && row.staged !== null
  })
  if (!waits.ok || !waits.value) return false
  const swapped = await exclusively('motcua-voices', () => attempt(swap))
  return swapped?.ok === true && swapped.value
}

async function swap(): Promise<boolean> {
  const { sessions, settings, device } = database
  const known = await sessions.toCollection().primaryKeys()
  if (await isAnySessionOpen()) return false
  const installed = await database.transaction('rw', [sessions, settings, device], async () => {
    // Someone began meanwhile: the next look will do.
    const now = await sessions.toCollection().primaryKeys()
    const row = await device.get(1)
    if (row === undefined || now.some((id) => !known.includes(id))) return null
    const { staged } = await readVoices(row)
    if (staged === null) return null
    await settings.put({ key: 'voices', installed: staged, staged: null })
    return staged
  })
  if (installed === null) return false
  await dropFilesBut(filesOfVoices(installed).map(({ sha256 }) => sha256))
  return true
}
