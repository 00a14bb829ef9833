/**
 * A page cannot start itself anew once it has crashed or hangs: the machine does (README, lock-down). What the machine can
 * see of a page is a file that it writes, whatever screen is on show.
 */
import { currentDevice } from '../../device/identity.ts'

const fileName = 'heartbeat'
/** A machine that looks back three minutes misses none, also when the browser slows the timers of a page in the dark. */
const everyMs = 20_000

/** For as long as the page lives; on what has joined as a kiosk, other devices have nobody who looks. */
export function startHeartbeat(): void {
  setInterval(() => void beat(), everyMs)
  void beat()
}

async function beat(): Promise<void> {
  if ((await currentDevice())?.role !== 'kiosk') return
  try {
    const folder = await navigator.storage.getDirectory()
    const file = await folder.getFileHandle(fileName, { create: true })
    const writing = await file.createWritable()
    await writing.write(new Date().toISOString())
    await writing.close()
  } catch (error) {
    // A full disk, or a browser without such files: the machine looks at the disk first, and never without the file.
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error
  }
}
