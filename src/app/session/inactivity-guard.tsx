import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'

/** Three quiet minutes, then a full minute to say "I am here": WCAG 2.2.1 asks for 20 seconds at least. */
const quietMs = 180_000
const countdownSeconds = 60

const signsOfLife = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const

interface InactivityGuardProps {
  readonly isInSession: boolean
  readonly onEnd: () => Promise<void>
}

/** Ends what a person has left behind, so that the next one finds an empty screen. */
export function InactivityGuard({ isInSession, onEnd }: InactivityGuardProps) {
  const { t } = useTranslation()
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const lastSign = useRef(Date.now())

  const stay = useCallback(() => {
    lastSign.current = Date.now()
    setSecondsLeft(null)
  }, [])

  useEffect(() => {
    const note = () => {
      lastSign.current = Date.now()
    }
    for (const sign of signsOfLife) window.addEventListener(sign, note, { passive: true, capture: true })
    return () => {
      for (const sign of signsOfLife) window.removeEventListener(sign, note, { capture: true })
    }
  }, [])

  useEffect(() => {
    // By the clock and not by counting ticks: a sleeping machine does not tick.
    const timer = window.setInterval(() => {
      const quiet = Date.now() - lastSign.current
      if (quiet < quietMs) {
        setSecondsLeft(null)
        return
      }
      const left = Math.ceil((quietMs + countdownSeconds * 1000 - quiet) / 1000)
      if (left > 0) setSecondsLeft(left)
      else {
        lastSign.current = Date.now()
        setSecondsLeft(null)
        void onEnd()
      }
    }, 1000)
    return () => window.clearInterval(timer)
  }, [onEnd])

  return (
    <Dialog
      title={t('inactivity.title')}
      isOpen={secondsLeft !== null}
      onClose={stay}
      actions={
        <>
          <Button onClick={() => void onEnd()}>{t('inactivity.end')}</Button>
          <Button kind="primary" onClick={stay}>
            {t('inactivity.stay')}
          </Button>
        </>
      }
    >
      <p role="timer">
        {t(isInSession ? 'inactivity.bodyInSession' : 'inactivity.body', { count: secondsLeft ?? 0 })}
      </p>
    </Dialog>
  )
}
