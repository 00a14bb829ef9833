import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { NewWebhookForm } from './new-webhook.tsx'
import type { Run } from './run.ts'
import { WebhookPanel } from './webhook-panel.tsx'
import styles from './webhooks.module.css'
import { addWebhook, readWebhooks } from './webhooks-client.ts'

/** Which other systems are told of the unit's dossiers, and what did not reach them. */
export function WebhooksScreen() {
  const { t } = useTranslation('exchange')
  const { value, problem, refresh } = usePolled(readWebhooks)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  /** One thing at a time; what came of it stands at the top. */
  const run: Run = async (work, tell) => {
    setIsBusy(true)
    setFailure(null)
    setDone(null)
    const answer = await work()
    await refresh()
    setIsBusy(false)
    if (answer.ok) setDone(tell(answer.value))
    else setFailure(answer.problem)
    return answer.ok
  }

  return (
    <Screen title={t('webhooks.title')} isWide>
      <p>{t('webhooks.lead')}</p>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('webhooks.failed')} onRetry={() => void refresh()} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('webhooks.notDone')} />}
      {done === null ? null : <Notice kind="success" title={done} isLive />}
      {secret === null ? null : (
        <Notice kind="warning" title={t('webhooks.secret.title')} isLive>
          <p>{t('webhooks.secret.help')}</p>
          <p className={styles.secret}>{secret}</p>
          <Button onClick={() => setSecret(null)}>{t('webhooks.secret.kept')}</Button>
        </Notice>
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value === null ? null : (
        <>
          {value.webhooks.length === 0 ? <p>{t('webhooks.none')}</p> : null}
          {value.webhooks.map((webhook) => (
            <WebhookPanel key={webhook.id} webhook={webhook} isBusy={isBusy} run={run} />
          ))}
          <NewWebhookForm
            isBusy={isBusy}
            onAdd={(webhook) =>
              run(
                () => addWebhook(webhook),
                (made) => {
                  setSecret(made.secret)
                  return null
                },
              )
            }
          />
        </>
      )}
    </Screen>
  )
}
