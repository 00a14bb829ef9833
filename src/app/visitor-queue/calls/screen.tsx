import { Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { useDevice } from '../../session/device-state.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { readCalls } from '../queue-client.ts'
import { useLive } from '../use-live.ts'
import styles from './calls.module.css'
import { useAnnouncements } from './use-announcements.ts'

/** For a large screen in the waiting room: who is called to which counter. */
export function CallScreen() {
  const { t } = useTranslation('ticket')
  const device = useDevice()
  const title = t('calls.title')
  const product = t('product.name', { ns: 'common' })
  useEffect(() => {
    document.title = `${title} – ${product}`
  }, [title, product])
  return (
    <main className={styles.screen}>
      <h1 className="visually-hidden">{title}</h1>
      {device === undefined ? <Busy /> : null}
      {device === null ? (
        <Notice kind="error" title={t('calls.notConnected')}>
          <p>
            <Link to="/ket-noi">{t('connect', { ns: 'common' })}</Link>
          </p>
        </Notice>
      ) : null}
      {device == null ? null : (
        <Suspense fallback={<Busy />}>
          <Calls unit={device.unit.code} unitName={device.unit.name} />
        </Suspense>
      )}
    </main>
  )
}

function Calls({ unit, unitName }: { readonly unit: string; readonly unitName: string }) {
  const { t } = useTranslation('ticket')
  const read = useCallback(() => readCalls(unit), [unit])
  const [isSoundOn, setIsSoundOn] = useState(false)
  const { value: feed, problem } = useLive(read, unit, isSoundOn)
  const turnOn = useAnnouncements(feed, setIsSoundOn)
  const [lastContact, setLastContact] = useState<number | null>(null)
  const now = useMinute()
  useEffect(() => {
    if (feed !== null) setLastContact(Date.now())
  }, [feed])
  const [newest, ...before] = feed?.calls ?? []
  return (
    <>
      <header className={styles.header}>
        <p lang="vi">{unitName}</p>
        <p>{vietnamTime(now)}</p>
      </header>
      {problem === null ? null : (
        <p className={styles.noContact} role="status">
          {problem === 'queue-off'
            ? t('calls.off')
            : t('calls.noContact', { time: vietnamTime(lastContact ?? now) })}
        </p>
      )}
      {feed === null && problem === null ? <Busy /> : null}
      <section className={styles.newest} aria-live="assertive" data-open={newest?.isOpen === true}>
        {feed === null ? null : newest === undefined ? (
          <p className={styles.nobody}>{t('calls.nobody')}</p>
        ) : (
          <>
            <p>{t('calls.invite')}</p>
            <p className={styles.number} data-long={newest.number.length > longNumber}>
              {newest.number}
            </p>
            <p className={styles.counter} data-long={newest.counter.length > longName} lang="vi">
              {t('calls.to', { counter: newest.counter })}
            </p>
            {newest.times > 1 && newest.isOpen ? <p>{t('calls.recalled')}</p> : null}
          </>
        )}
      </section>
      {before.length === 0 ? null : (
        <section className={styles.before}>
          <h2>{t('calls.before')}</h2>
          <ol>
            {before.slice(0, shownBefore).map(({ number, counter, calledAt }) => (
              <li key={`${number} ${calledAt}`}>
                <span>{number}</span>
                <span lang="vi">{counter}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <footer className={styles.footer}>
        <p>{feed === null ? null : t('calls.waiting', { count: feed.waiting })}</p>
        {isSoundOn ? null : <Button onClick={turnOn}>{t('calls.sound')}</Button>}
        {/* Whoever has opened it on a machine for something else finds out again. */}
        <ButtonLink kind="quiet" to="/">
          {t('action.home', { ns: 'common' })}
        </ButtonLink>
      </footer>
    </>
  )
}

const shownBefore = 6
/** Characters from which one is written smaller: `E1000` and `Quầy tiếp nhận 12` are still short. */
const longNumber = 5
const longName = 18

function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
