import { currentDevice } from '../../device/identity.ts'
import { endSession } from '../../device/session.ts'
import { forgetChoices } from './preferences.ts'

/** As long as the countdown before the inactivity end. */
const patienceMs = 60_000

/**
 * Nobody need press the button of a kiosk's broken screen: untouched for a minute it ends the session and opens the
 * first screen anew. Elsewhere the person's own device waits for them. @returns the way to stop waiting.
 */
export function returnHomeWhenLeft(): () => void {
  let timer = setTimeout(leave, patienceMs)
  const touched = () => {
    clearTimeout(timer)
    timer = setTimeout(leave, patienceMs)
  }
  addEventListener('pointerdown', touched)
  addEventListener('keydown', touched)
  return () => {
    clearTimeout(timer)
    removeEventListener('pointerdown', touched)
    removeEventListener('keydown', touched)
  }
}

async function leave(): Promise<void> {
  if ((await currentDevice())?.role !== 'kiosk') return
  await endSession()
  forgetChoices()
  location.replace(document.baseURI)
}
