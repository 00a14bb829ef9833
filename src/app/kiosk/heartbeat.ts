/**
 * A page cannot start itself anew once it has crashed or hangs: the machine does (README, lock-down). What the machine can
 * see of a page is a file that it writes, whatever screen is on show.
 */
import { liveQuery } from 'dexie'
import type { DeviceRole } from '../../contract/enrolment.ts'
import { currentDevice, readDevice } from '../../device/identity.ts'
import { attempt } from '../../device/storage-state.ts'

const fileName = 'heartbeat'
/** A machine that looks back two minutes, twice, misses none, also when the browser slows the timers of a page in the dark. */
const everyMs = 20_000

/** For as long as the page lives; on what has joined as a kiosk, other devices have nobody who looks. */
export function startHeartbeat(): void {
  let known: Standing | undefined
  let next: ReturnType<typeof setTimeout> | undefined
  const watching = liveQuery(standing).subscribe((now) => {
    // The row of the device changes with each envelope and contact.
    if (now === known) return
    known = now
    clearTimeout(next)
    if (now === 'unreachable') {
      next = setTimeout(() => {
        watching.unsubscribe()
        startHeartbeat()
      }, everyMs)
    } else if (now === 'kiosk') {
      next = setInterval(() => void beat(), everyMs)
      void beat()
    } else void remove().catch(expected)
  })
}

type Standing = DeviceRole | 'not-joined' | 'unreachable'

async function standing(): Promise<Standing> {
  const read = await attempt(readDevice)
  if (!read.ok) return 'unreachable'
  return read.value === null ? 'not-joined' : read.value.role
}

async function beat(): Promise<void> {
  // A kiosk whose store is out of reach can do nothing for anybody: a new start may bring it back.
  if ((await currentDevice())?.role === 'kiosk') await write().catch(expected)
}

async function write(): Promise<void> {
  const folder = await navigator.storage.getDirectory()
  const file = await folder.getFileHandle(fileName, { create: true })
  const writing = await file.createWritable()
  await writing.write(new Date().toISOString())
  await writing.close()
}

/** Of what once was a kiosk, or has lost its store: the machine would take it for a page that has crashed. */
async function remove(): Promise<void> {
  const folder = await navigator.storage.getDirectory()
  await folder.removeEntry(fileName)
}

/** No file to remove, a full disk, or a browser without such files: the machine looks at the disk first, and never without the file. */
function expected(error: unknown): void {
  if (!(error instanceof DOMException || error instanceof TypeError)) throw error
}
