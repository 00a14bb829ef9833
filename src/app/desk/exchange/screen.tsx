import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeOverview } from '../../../contract/exchange.ts'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import type { Language } from '../../i18n.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import type { Answer, DeskProblem } from '../desk-client.ts'
import panel from '../panel.module.css'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { CodesForm } from './codes-form.tsx'
import { Conflicts } from './conflicts.tsx'
import styles from './exchange.module.css'
import { queueExisting, readExchange, switchExchange } from './exchange-client.ts'
import { StuckQueues } from './stuck-queues.tsx'

/** How the unit's dossiers reach the national portal: how many, which do not and why, and the unit's codes. */
export function ExchangeScreen({
  role,
  language,
}: {
  readonly role: StaffRole
  readonly language: Language
}) {
  const { t } = useTranslation('exchange')
  const { value, problem, refresh } = usePolled(readExchange)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  /** One thing at a time; what came of it stands at the top. */
  async function run<Value>(
    work: () => Promise<Answer<Value>>,
    tell: (value: Value) => string,
  ): Promise<void> {
    setIsBusy(true)
    setFailure(null)
    setDone(null)
    const answer = await work()
    await refresh()
    setIsBusy(false)
    if (answer.ok) setDone(tell(answer.value))
    else setFailure(answer.problem)
  }

  const mayChangeCodes = may(role, 'manage-codes')
  return (
    <Screen title={t('title')} isWide>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('failed')} onRetry={() => void refresh()} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('notDone')} />}
      {done === null ? null : <Notice kind="success" title={done} isLive />}
      {value === null && problem === null ? <Busy /> : null}
      {value === null ? null : (
        <>
          <Way
            overview={value}
            isBusy={isBusy}
            onSwitch={(isOn) =>
              void run(
                () => switchExchange(isOn),
                () => t(isOn ? 'switch.on' : 'switch.off'),
              )
            }
            onQueueExisting={() =>
              void run(queueExisting, ({ queued }) => t('existing.done', { count: queued }))
            }
          />
          <Conflicts conflicts={value.conflicts} language={language} isBusy={isBusy} run={run} />
          <StuckQueues kind="refused" queues={value.refused} isBusy={isBusy} mayGiveCodes={false} run={run} />
          <StuckQueues
            kind="held"
            queues={value.held}
            isBusy={isBusy}
            mayGiveCodes={mayChangeCodes}
            run={run}
          />
          {mayChangeCodes ? <CodesForm codes={value.codes} isBusy={isBusy} run={run} /> : null}
        </>
      )}
    </Screen>
  )
}

interface WayProps {
  readonly overview: ExchangeOverview
  readonly isBusy: boolean
  readonly onSwitch: (isOn: boolean) => void
  readonly onQueueExisting: () => void
}

function Way({ overview: { adapter, isOn, counts }, isBusy, onSwitch, onQueueExisting }: WayProps) {
  const { t } = useTranslation('exchange')
  return (
    <section className={panel.panel}>
      <h2>{t('way.title')}</h2>
      {adapter === null ? <Notice kind="information" title={t('way.none')} /> : null}
      {adapter !== null && !isOn ? <Notice kind="information" title={t('way.off')} /> : null}
      <Facts>
        <Fact name={t('way.adapter')}>{t(`adapter.${adapter ?? 'none'}`)}</Fact>
        <Fact name={t('count.waiting')}>{counts.waiting}</Fact>
        <Fact name={t('count.sent')}>{counts.sent}</Fact>
        <Fact name={t('count.held')} isDoubtful={counts.held > 0}>
          {counts.held}
        </Fact>
        <Fact name={t('count.refused')} isDoubtful={counts.refused > 0}>
          {counts.refused}
        </Fact>
        <Fact name={t('count.parked')} isDoubtful={counts.parked > 0}>
          {counts.parked}
        </Fact>
      </Facts>
      {adapter === null ? null : (
        <div className={styles.buttons}>
          <Button isBusy={isBusy} onClick={() => onSwitch(!isOn)}>
            {t(isOn ? 'switch.turnOff' : 'switch.turnOn')}
          </Button>
          {isOn ? (
            <Button isBusy={isBusy} onClick={onQueueExisting}>
              {t('existing.button')}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  )
}
