import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, ScrollRestoration } from 'react-router'
import { isPractising, subscribePractice } from '../../device/practice.ts'
import { lazyBehindPicture } from '../first-picture.ts'
import { isHearing, subscribeHearing } from '../listen/hearing.ts'
import { useSession } from '../session/session-context.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Link } from '../ui/link/link.tsx'
import { DisplaySwitch } from './display-switch.tsx'
import styles from './frame.module.css'
import { LanguageSwitch } from './language-switch.tsx'
import { StateLine } from './state-line.tsx'

/** Not needed on the first screen. */
const EndSession = lazy(async () => ({ default: (await import('./end-session.tsx')).EndSession }))

const PracticeMark = lazy(async () => ({
  default: (await import('../training/practice-mark.tsx')).PracticeMark,
}))
const ListenBar = lazy(async () => ({ default: (await import('../listen/listen-bar.tsx')).ListenBar }))
const Packs = lazyBehindPicture(async () => (await import('../listen/packs.tsx')).Packs)

/** What stays the same around every citizen's screen. */
export function Frame() {
  const { t } = useTranslation()
  const { current, isEnding } = useSession()
  const isPractice = useSyncExternalStore(subscribePractice, isPractising)
  const [isListening, setIsListening] = useState(false)
  const hears = useSyncExternalStore(subscribeHearing, isHearing)
  useEffect(() => {
    if (hears) setIsListening(false)
  }, [hears])
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={skipToMain}>
        {t('skip')}
      </button>
      <header inert={isEnding}>
        <div className={styles.top}>
          <div className={`${styles.header} no-print`}>
            <Link to="/" className={styles.brand} data-corner="">
              <img src="icons/icon.svg" alt="" width="40" height="40" />
              <span>{t('product.name')}</span>
            </Link>
            {current.state === 'open' ? (
              <Suspense>
                <EndSession />
              </Suspense>
            ) : null}
            <span className={styles.switch}>
              <button
                type="button"
                className={styles.displayButton}
                aria-pressed={isListening}
                disabled={hears}
                onClick={() => setIsListening(!isListening)}
              >
                <Icon name="sound" />
                <span>{t('listen')}</span>
              </button>
            </span>
            <DisplaySwitch />
            <LanguageSwitch />
          </div>
        </div>
        {isPractice ? (
          <Suspense>
            <PracticeMark />
          </Suspense>
        ) : null}
        <StateLine />
        <Suspense>
          <Packs />
        </Suspense>
      </header>
      {isListening ? (
        <Suspense>
          <ListenBar onClose={() => setIsListening(false)} />
        </Suspense>
      ) : null}
      <main id="main" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<Busy />}>{isEnding ? <Busy /> : <Outlet />}</Suspense>
      </main>
      <ScrollRestoration />
    </div>
  )
}

/** A button and not a fragment link, which would resolve against `<base>` and leave the page. */
function skipToMain(): void {
  document.getElementById('main')?.focus()
}
