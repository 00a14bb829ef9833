import { useTranslation } from 'react-i18next'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { BookingsOfToday } from './bookings-of-today.tsx'
import { CurrentTicket } from './current-ticket.tsx'
import { takeSeat } from './desk-queue-client.ts'
import { CounterTable, WaitingTable } from './queue-tables.tsx'
import { usePanel } from './use-panel.ts'
import styles from './visitor-queue.module.css'

/** An officer's counter: who is here, who waits, and the one button that goes on. */
export function CounterScreen() {
  const { t } = useTranslation('visitor-queue')
  const { panel, problem, failure, isBusy, refresh, run } = usePanel()
  if (panel === null)
    return (
      <Screen title={t('counter.title')} isWide>
        {problem === null ? (
          <Busy />
        ) : (
          <ProblemNotice problem={problem} title={t('counter.failed')} onRetry={() => void refresh()} />
        )}
      </Screen>
    )
  const own = panel.counters.find(({ id }) => id === panel.ownCounter)
  return (
    <Screen title={own === undefined ? t('counter.title') : t('counter.at', { name: own.name })} isWide>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('counter.failed')} onRetry={() => void refresh()} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('counter.notDone')} />}
      {panel.setting.isOn ? null : <Notice kind="warning" title={t('counter.off')} />}
      {panel.counters.length === 0 ? <Notice kind="information" title={t('counter.none')} /> : null}
      {own === undefined && panel.counters.length > 0 ? (
        <section className={styles.section}>
          <h2>{t('counter.choose')}</h2>
          <ul className={styles.seats}>
            {panel.counters.map(({ id, name, officer }) => (
              <li key={id}>
                <Button isBusy={isBusy} onClick={() => void run(() => takeSeat(id, true))}>
                  <span lang="vi">{t('counter.sit', { name })}</span>
                </Button>
                <span lang="vi">
                  {officer === null ? t('counter.free') : t('counter.takenBy', { name: officer.name })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {own === undefined ? null : <CurrentTicket panel={panel} isBusy={isBusy} run={run} />}
      <section className={styles.section}>
        <h2>{t('list.waitingCount', { count: panel.waiting.length })}</h2>
        {panel.waiting.length === 0 ? (
          <p>{t('counter.empty')}</p>
        ) : (
          <WaitingTable
            caption={t('list.waiting')}
            tickets={panel.waiting}
            panel={panel}
            isBusy={isBusy}
            run={run}
          />
        )}
      </section>
      <section className={styles.section}>
        <h2>{t('list.missed')}</h2>
        {panel.missed.length === 0 ? (
          <p>{t('list.missedNone')}</p>
        ) : (
          <WaitingTable
            caption={t('list.missed')}
            tickets={panel.missed}
            panel={panel}
            isBusy={isBusy}
            run={run}
          />
        )}
      </section>
      <section className={styles.section}>
        <h2>{t('list.counters')}</h2>
        <CounterTable counters={panel.counters} />
        <p>{t('counter.served', { count: panel.servedToday })}</p>
      </section>
      {panel.setting.booking.isOn ? <BookingsOfToday /> : null}
      {own === undefined ? null : (
        <div>
          <Button kind="quiet" isBusy={isBusy} onClick={() => void run(() => takeSeat(own.id, false))}>
            {t('counter.leave')}
          </Button>
        </div>
      )}
    </Screen>
  )
}
