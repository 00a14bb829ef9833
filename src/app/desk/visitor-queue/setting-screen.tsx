import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Busy } from '../../ui/busy/busy.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { bookingAddress, callScreenAddress } from '../../visitor-queue/addresses.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { CounterForm } from './counter-form.tsx'
import { removeCounter, saveCounter, saveSetting } from './desk-queue-client.ts'
import { SettingForm } from './setting-form.tsx'
import { usePanel } from './use-panel.ts'
import styles from './visitor-queue.module.css'

/** What people come for, who goes first, which counters there are, which hours can be booked. */
export function SettingScreen() {
  const { t } = useTranslation('visitor-queue')
  const { panel, problem, failure, isBusy, refresh, run } = usePanel()
  const [done, setDone] = useState<string | null>(null)
  if (panel === null)
    return (
      <Screen title={t('setting.title')} isWide>
        {problem === null ? (
          <Busy />
        ) : (
          <ProblemNotice problem={problem} title={t('counter.failed')} onRetry={() => void refresh()} />
        )}
      </Screen>
    )
  const tell = async (isDone: Promise<boolean>, text: string) => setDone((await isDone) ? text : null)
  return (
    <Screen title={t('setting.title')} isWide>
      {failure === null ? null : <ProblemNotice problem={failure} title={t('setting.notDone')} />}
      {done === null || failure !== null ? null : <Notice kind="success" title={done} isLive />}
      <SettingForm
        setting={panel.setting}
        isBusy={isBusy}
        onSave={(setting) =>
          void tell(
            run(() => saveSetting(setting)),
            t('setting.saved'),
          )
        }
      />
      <section className={styles.section}>
        <h2>{t('setting.counters')}</h2>
        {panel.counters.map((counter) => (
          <CounterForm
            key={counter.id}
            counter={counter}
            groups={panel.setting.groups}
            isBusy={isBusy}
            onSave={(change) =>
              void tell(
                run(() => saveCounter(counter.id, change)),
                t('setting.counterSaved'),
              )
            }
            onRemove={() => void run(() => removeCounter(counter.id))}
          />
        ))}
        <CounterForm
          key={`new ${panel.counters.length}`}
          counter={null}
          groups={panel.setting.groups}
          isBusy={isBusy}
          onSave={(change) =>
            void tell(
              run(() => saveCounter(null, change)),
              t('setting.counterSaved'),
            )
          }
        />
      </section>
      <Facts>
        <Fact name={t('setting.screenHelp')}>
          <a href={callScreenAddress()}>{callScreenAddress()}</a>
        </Fact>
        {panel.setting.booking.isOn ? (
          <Fact name={t('setting.address')}>
            <a href={bookingAddress(panel.unit)}>{bookingAddress(panel.unit)}</a>
          </Fact>
        ) : null}
      </Facts>
    </Screen>
  )
}
