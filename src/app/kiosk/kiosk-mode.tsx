import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { readKioskLook } from '../../device/kiosk-setting.ts'
import { rememberKioskTheme } from '../frame/preferences.ts'
import { watchQuiet } from '../session/quiet-watch.ts'
import { useSession } from '../session/session-context.ts'
import { Attract } from './attract/attract.tsx'
import { watchCornerPress } from './corner-press.ts'
import { putGuards } from './guards.ts'

/** Whoever reads the first screen slowly still touches it within a minute and a half. */
const quietMs = 90_000

/** What a device that stands in public does more: guards, the way to the staff corner, and a picture when nobody is there. */
export function KioskMode({ isIdle }: { readonly isIdle: boolean }) {
  const navigate = useNavigate()
  const { end } = useSession()
  const [isAttracting, setIsAttracting] = useState(false)

  const look = useLiveQuery(readKioskLook)

  useEffect(putGuards, [])
  useEffect(() => {
    if (look === undefined) return
    rememberKioskTheme(look.own ?? look.ofUnit)
    document.documentElement.dataset.brightness = String(look.brightness)
  }, [look])
  useEffect(() => watchCornerPress(() => void navigate('/goc-can-bo')), [navigate])
  useEffect(() => {
    if (!isIdle || isAttracting) return
    const watch = watchQuiet({
      endMs: quietMs,
      onQuiet() {},
      async onEnd() {
        // Words typed into the search, the language and the way back are of a person who has left.
        await end()
        setIsAttracting(true)
      },
    })
    return watch.stop
  }, [isIdle, isAttracting, end])

  return isIdle && isAttracting ? <Attract onLeave={() => setIsAttracting(false)} /> : null
}
