import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isNotEnrolled, useDeliveryStatus, useDevice, useStorageState } from '../../session/device-state.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { moment } from '../receipt/moment.ts'
import { CarriedSection } from './carried/section.tsx'
import { useCarried } from './carried/use-carried.ts'
import { CatalogueSection } from './catalogue/section.tsx'
import { VoicesSection } from './catalogue/voices-section.tsx'
import { QueueList } from './queue-list.tsx'
import styles from './screen.module.css'
import { useQueue } from './use-queue.ts'
import { useSending } from './use-sending.ts'

export { OldQueueWarning } from './old-queue-warning.tsx'

const pageSize = 50

/** What was filed on this device and how far it has come, without anything personal. */
export function QueueScreen() {
  // With the texts of the list, so that the screen does not blink when it appears.
  const { t } = useTranslation(['queue', 'receipt', 'carried', 'catalogue'])
  const { t: common } = useTranslation()
  const [shown, setShown] = useState(pageSize)
  const queue = useQueue(shown)
  const device = useDevice()
  const storage = useStorageState()
  const { waiting, needsAttention, records, recordsNeedingAttention, lastDeliveredAt, refusal } =
    useDeliveryStatus()
  const { send, retry, isSending, outcome: latest } = useSending()
  // "0 are waiting and go by themselves" would be said of those that only staff can help, or that have gone since.
  const outcome =
    latest !== 'some-waiting' || waiting > 0 ? latest : needsAttention > 0 ? 'some-refused' : 'all-sent'
  const back = useBack()
  const carried = useCarried(0)
  const hasWork = waiting > 0 || needsAttention > 0 || records > 0 || (carried?.waiting ?? 0) > 0

  return (
    <Screen
      title={t('title')}
      onBack={back}
      actions={
        hasWork ? (
          <Button kind="primary" icon={<Icon name="sending" />} isBusy={isSending} onClick={send}>
            {t('sendNow')}
          </Button>
        ) : (
          <ButtonLink kind="primary" to="/">
            {common('action.home')}
          </ButtonLink>
        )
      }
    >
      {device === null && !hasWork ? null : (
        // A wiped store looks like a new one: it must not say that nothing is waiting (bug case 37).
        <dl className={styles.counts}>
          <div>
            <dt>{t('waiting')}</dt>
            <dd>{waiting}</dd>
          </div>
          <div>
            <dt>{t('needsAttention')}</dt>
            <dd>{needsAttention}</dd>
          </div>
          {records === 0 ? null : (
            <div>
              <dt>{t('records')}</dt>
              <dd>{records}</dd>
            </div>
          )}
          <div>
            <dt>{t('lastContact')}</dt>
            <dd data-text="true">
              {device?.lastContactAt == null ? t('never') : t('at', moment(device.lastContactAt))}
            </dd>
          </div>
          <div>
            <dt>{t('lastDelivered')}</dt>
            <dd data-text="true">
              {lastDeliveredAt === null ? t('never') : t('at', moment(lastDeliveredAt))}
            </dd>
          </div>
        </dl>
      )}
      {isNotEnrolled(device, storage) ? (
        <Notice kind="warning">
          <p>{common('notEnrolled')}</p>
        </Notice>
      ) : null}
      {refusal === null ? null : (
        <Notice kind="error">
          <p>{t('refused')}</p>
          <p>
            <Link to="/ket-noi">{common('connect')}</Link>
          </p>
        </Notice>
      )}
      {outcome === null ? null : (
        <Notice
          kind={outcome === 'all-sent' ? 'success' : outcome === 'trying' ? 'information' : 'warning'}
          isLive
        >
          <p>{t(`outcome.${outcome}`, { count: waiting })}</p>
        </Notice>
      )}
      {needsAttention === 0 ? null : (
        <Notice kind="warning" title={t('attention.title', { count: needsAttention })}>
          <p>{t('attention.body')}</p>
          <Button onClick={retry}>{t('attention.retry')}</Button>
        </Notice>
      )}
      {recordsNeedingAttention === 0 ? null : (
        <Notice kind="warning">
          <p>{t('attention.records', { count: recordsNeedingAttention })}</p>
          {needsAttention === 0 ? <Button onClick={retry}>{t('attention.retry')}</Button> : null}
        </Notice>
      )}
      {queue === undefined ? <Busy /> : null}
      {queue === 'unavailable' ? (
        <Notice kind="error">
          <p>{t('unavailable')}</p>
        </Notice>
      ) : null}
      {queue === undefined || queue === 'unavailable' ? null : queue.total === 0 ? (
        <p>{t('empty')}</p>
      ) : (
        <section className={styles.list} aria-labelledby="receipts">
          <h2 id="receipts">{t('list', { count: queue.total })}</h2>
          <QueueList rows={queue.rows} />
          {queue.total <= shown ? null : (
            <Button onClick={() => setShown((count) => count + pageSize)}>
              {t('more', { count: Math.min(pageSize, queue.total - shown) })}
            </Button>
          )}
        </section>
      )}
      {device === null || device === undefined ? null : (
        <>
          <CarriedSection />
          <CatalogueSection />
          <VoicesSection />
        </>
      )}
    </Screen>
  )
}
