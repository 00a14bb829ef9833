/**
 * A page cannot start itself anew once it has crashed or hangs: the machine does (README, lock-down). What the machine can
 * see of a page is a file that it writes, whatever screen is on show.
 */
import { currentDevice } from '../../device/identity.ts'

const fileName = 'heartbeat'
/** A machine that looks back two minutes, twice, misses none, also when the browser slows the timers of a page in the dark. */
const everyMs = 20_000

/** For as long as the page lives; on what has joined as a kiosk, other devices have nobody who looks. */
export function startHeartbeat(): void {
  let isBeating = true
  const beat = async () => {
    const device = await currentDevice()
    // Not joined yet, or the store is out of reach: then nothing is known of the role.
    if (device === null) return
    const isKiosk = device.role === 'kiosk'
    if (isKiosk || isBeating) await (isKiosk ? write : remove)().catch(expected)
    isBeating = isKiosk
  }
  setInterval(() => void beat(), everyMs)
  void beat()
}

async function write(): Promise<void> {
  const folder = await navigator.storage.getDirectory()
  const file = await folder.getFileHandle(fileName, { create: true })
  const writing = await file.createWritable()
  await writing.write(new Date().toISOString())
  await writing.close()
}

/** Of a kiosk that now is something else: the machine would take it for a page that has crashed. */
async function remove(): Promise<void> {
  const folder = await navigator.storage.getDirectory()
  await folder.removeEntry(fileName)
}

/** No file to remove, a full disk, or a browser without such files: the machine looks at the disk first, and never without the file. */
function expected(error: unknown): void {
  if (!(error instanceof DOMException || error instanceof TypeError)) throw error
}
