/** The citizen's session around all screens: begin, resume, end, and the end by inactivity with a countdown first. */
import {
  Fragment,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { setPractising } from '../../device/practice.ts'
import { currentSession, endSession, resumeSession, startSession } from '../../device/session.ts'
import { basePath } from '../base-path.ts'
import { firstPicture, lazyBehindPicture, nextPicture } from '../first-picture.ts'
import { forgetChoices } from '../frame/preferences.ts'
import { startLanguage } from '../i18n.ts'
import { useDevice } from './device-state.ts'
import { SessionContext, type SessionControl, visit } from './session-context.ts'

/** Forgetting a visit walks its history, which has three seconds for itself. */
const endAtMostMs = 6000

/** Not needed on the first screen. */
const InactivityGuard = lazy(async () => ({
  default: (await import('./inactivity-guard.tsx')).InactivityGuard,
}))

/** Not needed to show the first screen either, and nowhere but on kiosks. */
const KioskMode = lazyBehindPicture(async () => (await import('../kiosk/kiosk-mode.tsx')).KioskMode)

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [current, setCurrent] = useState<SessionControl['current']>({ state: 'reading' })
  const [code, setCode] = useState<string | null>(null)
  // Each person gets screens of their own: no search word, open part or chosen size of the last one stays.
  const [visitNumber, setVisitNumber] = useState(0)
  // Until everything is forgotten nothing is shown to tap or to type into: it would go away under the next hand.
  const [isEnding, setIsEnding] = useState(false)
  const ending = useRef<Promise<void>>(null)
  const isKiosk = useDevice()?.role === 'kiosk'

  const refresh = useCallback(async () => {
    setCurrent(await currentSession())
  }, [])

  useEffect(() => {
    void refresh()
  }, [refresh])

  const isIdleScreen = pathname === '/' && current.state !== 'open' && !isEnding
  useEffect(() => {
    if (!isIdleScreen) return
    // Whoever stands at the first screen, also by Back, may be the next person.
    visit.clear()
    setPractising(false)
    // Not needed to show the first screen.
    const stop = firstPicture
      .then(() => import('../../device/update.ts'))
      .then(({ applyUpdatesWhileIdle }) => applyUpdatesWhileIdle())
    return () => void stop.then((leave) => leave())
  }, [isIdleScreen])

  const forget = useCallback(async () => {
    // The tap is answered first: to take everything away and show the first screen takes a slow kiosk longer.
    await nextPicture()
    await endSession()
    setIsEnding(true)
    // A way home that never comes to its end must not leave the next person before a screen that only waits.
    const loadAnew = setTimeout(() => location.replace(basePath), endAtMostMs)
    setCode(null)
    visit.clear()
    forgetChoices()
    try {
      await i18n.changeLanguage(startLanguage)
      // At once: a screen that is still there when its session is gone would lead back to its own start.
      await navigate('/', { replace: true, flushSync: true })
      await refresh()
      if (isKiosk) await (await import('../kiosk/forget-visit.ts')).forgetVisit(navigate)
    } finally {
      clearTimeout(loadAnew)
      setVisitNumber((number) => number + 1)
      setIsEnding(false)
    }
  }, [i18n, isKiosk, navigate, refresh])

  const end = useCallback(async () => {
    // Asked twice, also by two hands, it ends once.
    ending.current ??= forget().finally(() => {
      ending.current = null
    })
    await ending.current
  }, [forget])

  const control = useMemo<SessionControl>(
    () => ({
      current,
      code,
      isEnding,
      async begin() {
        const started = await startSession()
        if (started.ok) setCode(started.code)
        await refresh()
        return started
      },
      async resume(typed) {
        const resumed = await resumeSession(typed)
        await refresh()
        return resumed
      },
      end,
      refresh,
    }),
    [current, code, isEnding, end, refresh],
  )

  return (
    <SessionContext value={control}>
      <Fragment key={visitNumber}>{children}</Fragment>
      {isKiosk ? (
        <Suspense>
          <KioskMode isIdle={isIdleScreen} />
        </Suspense>
      ) : null}
      {isIdleScreen || isEnding ? null : (
        <Suspense>
          <InactivityGuard isInSession={current.state === 'open'} onEnd={end} />
        </Suspense>
      )}
    </SessionContext>
  )
}
