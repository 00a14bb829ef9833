import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Webhook } from '../../../contract/webhooks.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { Moment } from '../moment.tsx'
import panel from '../panel.module.css'
import type { Run } from './run.ts'
import styles from './webhooks.module.css'
import { removeWebhook, sendAgain, switchWebhook } from './webhooks-client.ts'

interface WebhookPanelProps {
  readonly webhook: Webhook
  readonly isBusy: boolean
  readonly run: Run
}

/** One system that is told: how it goes, and what was given up. */
export function WebhookPanel({ webhook, isBusy, run }: WebhookPanelProps) {
  const { t } = useTranslation('exchange')
  const [isRemoving, setIsRemoving] = useState(false)
  const { id, url, events, isOn, waiting, delivered, lastDeliveredAt, failure, dead } = webhook
  return (
    <section className={panel.panel}>
      <h2 className={styles.url}>{url}</h2>
      {isOn ? null : <Notice kind="information" title={t('webhooks.off')} />}
      <Facts>
        <Fact name={t('webhooks.fact.events')}>
          {events.map((event) => t(`webhooks.event.${event}`)).join('; ')}
        </Fact>
        <Fact name={t('webhooks.fact.waiting')}>{waiting}</Fact>
        <Fact name={t('webhooks.fact.delivered')}>{delivered}</Fact>
        <Fact name={t('webhooks.fact.last')}>
          {lastDeliveredAt === null ? t('webhooks.fact.never') : <Moment at={lastDeliveredAt} isShort />}
        </Fact>
        {failure === null ? null : (
          <Fact name={t('webhooks.fact.failure')} isDoubtful>
            {t(`webhooks.failure.${failure}`)}
          </Fact>
        )}
      </Facts>
      <div className={styles.buttons}>
        <Button
          isBusy={isBusy}
          onClick={() =>
            void run(
              () => switchWebhook(id, !isOn),
              () => t('webhooks.switched'),
            )
          }
        >
          {t(isOn ? 'webhooks.turnOff' : 'webhooks.turnOn')}
        </Button>
        <Button isBusy={isBusy} onClick={() => setIsRemoving(true)}>
          {t('webhooks.remove')}
        </Button>
      </div>
      <Dead webhook={id} dead={dead} isBusy={isBusy} run={run} />
      {isRemoving ? (
        <Dialog
          title={t('webhooks.remove')}
          isOpen
          onClose={() => setIsRemoving(false)}
          actions={
            <>
              <Button onClick={() => setIsRemoving(false)}>{t('webhooks.cancel')}</Button>
              <Button
                kind="primary"
                isBusy={isBusy}
                onClick={() => {
                  setIsRemoving(false)
                  void run(
                    () => removeWebhook(id),
                    () => t('webhooks.removed'),
                  )
                }}
              >
                {t('webhooks.remove')}
              </Button>
            </>
          }
        >
          <p>{t('webhooks.removeSure')}</p>
        </Dialog>
      ) : null}
    </section>
  )
}

interface DeadProps {
  readonly webhook: string
  readonly dead: Webhook['dead']
  readonly isBusy: boolean
  readonly run: Run
}

function Dead({ webhook, dead, isBusy, run }: DeadProps) {
  const { t } = useTranslation('exchange')
  if (dead.length === 0) return null
  const columns: readonly Column<Webhook['dead'][number]>[] = [
    { id: 'number', title: t('webhooks.dead.number'), cell: ({ number }) => number },
    {
      id: 'why',
      title: t('webhooks.dead.why'),
      cell: ({ failure, status }) => {
        if (failure === null) return null
        const why = t(`webhooks.failure.${failure}`)
        return status === null ? why : t('webhooks.status', { failure: why, status })
      },
    },
    { id: 'waiting', title: t('webhooks.dead.waiting'), cell: ({ waiting }) => waiting },
    {
      id: 'since',
      title: t('webhooks.dead.since'),
      cell: ({ changedAt }) => <Moment at={changedAt} isShort />,
    },
    {
      id: 'again',
      title: t('webhooks.dead.again'),
      cell: ({ id, number }) => (
        <Button
          isBusy={isBusy}
          onClick={() =>
            void run(
              () => sendAgain(webhook, id),
              () => t('webhooks.dead.done'),
            )
          }
        >
          {t('webhooks.dead.again')}
          <span className="visually-hidden"> {number}</span>
        </Button>
      ),
    },
  ]
  return (
    <>
      <h3>{t('webhooks.dead.title')}</h3>
      <p>{t('webhooks.dead.help')}</p>
      <Table caption={t('webhooks.dead.title')} columns={columns} rows={dead} keyOf={({ id }) => id} />
    </>
  )
}
