import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentQuietMinutes } from '../../device/kiosk-setting.ts'
import { Button } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { type QuietWatch, watchQuiet } from './quiet-watch.ts'

/** A full minute to say "I am here": WCAG 2.2.1 asks for 20 seconds at least. */
const countdownSeconds = 60

interface InactivityGuardProps {
  readonly isInSession: boolean
  readonly onEnd: () => Promise<void>
}

/** Ends what a person has left behind, so that the next one finds an empty screen. */
export function InactivityGuard({ isInSession, onEnd }: InactivityGuardProps) {
  const { t } = useTranslation()
  const quietMinutes = useLiveQuery(currentQuietMinutes)
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const watch = useRef<QuietWatch>(null)

  useEffect(() => {
    if (quietMinutes === undefined) return
    const countdownFrom = quietMinutes * 60_000
    const watching = watchQuiet({
      endMs: countdownFrom + countdownSeconds * 1000,
      onQuiet: (quietMs) =>
        setSecondsLeft(
          quietMs < countdownFrom
            ? null
            : Math.ceil((countdownFrom + countdownSeconds * 1000 - quietMs) / 1000),
        ),
      async onEnd() {
        setSecondsLeft(null)
        await onEnd()
      },
    })
    watch.current = watching
    return watching.stop
  }, [quietMinutes, onEnd])

  function stay() {
    watch.current?.note()
    setSecondsLeft(null)
  }

  return (
    <Dialog
      title={t('inactivity.title')}
      isOpen={secondsLeft !== null}
      onClose={stay}
      actions={
        <>
          <Button onClick={() => void onEnd()}>{t('inactivity.end')}</Button>
          <Button kind="primary" data-safe="" onClick={stay}>
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
