import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import {
  isNotEnrolled,
  useDeliveryStatus,
  useDevice,
  useIsStoreLost,
  useStorageState,
  useUpdateState,
} from '../session/device-state.ts'
import { networkTexts } from '../session/network-texts.ts'
import { useSession } from '../session/session-context.ts'
import { storageTexts } from '../session/storage-texts.ts'
import { Icon } from '../ui/icon/icon.tsx'
import { Link } from '../ui/link/link.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import styles from './frame.module.css'

const RefusalNotice = lazy(async () => ({ default: (await import('./refusal-notice.tsx')).RefusalNotice }))
// Of the chunk that the queue's own screen is in: one more would cost the first screen its name.
const OldQueueWarning = lazy(async () => ({
  default: (await import('../citizen/queue/screen.tsx')).OldQueueWarning,
}))

/** The truth about network, queue and store, on every screen. */
export function StateLine() {
  const { t } = useTranslation()
  const device = useDevice()
  const delivery = useDeliveryStatus()
  const storage = useStorageState()
  const update = useUpdateState()
  const { current } = useSession()
  const { pathname } = useLocation()
  const isStoreLost = useIsStoreLost()
  const isOffline = delivery.network !== 'reachable' && delivery.network !== 'unknown'
  const isUnknown = device === null && pathname === '/'
  return (
    <>
      <div className={`${styles.stateLine} no-print`} role="status">
        {isNotEnrolled(device, storage) ? (
          // A wiped store looks like a new one: it must not say that nothing is waiting (bug case 37).
          <span className={styles.state} data-tone="warning">
            <Icon name="warning" />
            {t('network.notConnected')}
          </span>
        ) : null}
        {device === null || device === undefined ? null : (
          <>
            <span className={styles.state} data-tone={isOffline ? 'warning' : 'plain'}>
              <Icon name={isOffline ? 'offline' : 'network'} />
              {t(networkTexts[delivery.network])}
            </span>
            <span
              className={styles.state}
              data-tone={delivery.waiting === 0 && !delivery.isSending ? 'idle' : 'plain'}
            >
              <Icon name={delivery.isSending ? 'sending' : 'saved'} />
              {delivery.isSending
                ? t('queue.sending')
                : delivery.waiting === 0
                  ? t('queue.none')
                  : t('queue.waiting', { count: delivery.waiting })}
            </span>
          </>
        )}
        {delivery.needsAttention === 0 ? null : (
          <span className={styles.state} data-tone="warning">
            <Icon name="warning" />
            {t('queue.needsAttention', { count: delivery.needsAttention })}
          </span>
        )}
        {update === 'waiting' ? <span className={styles.state}>{t('update.ready')}</span> : null}
      </div>
      <div className={`${styles.problems} no-print`}>
        {storage === 'ready' ? null : (
          <Notice kind="error" isLive>
            <p>{t(storageTexts[storage])}</p>
          </Notice>
        )}
        {delivery.refusal === null ? null : (
          <Suspense>
            <RefusalNotice />
          </Suspense>
        )}
        {storage === 'ready' && (isStoreLost || (isStoreLost === false && isUnknown)) ? (
          <Notice kind={isStoreLost ? 'error' : 'warning'} isLive={isStoreLost}>
            <p>{t(isStoreLost ? 'storage.wiped' : 'notEnrolled')}</p>
            <p>
              <Link to="/ket-noi">{t('connect')}</Link>
            </p>
          </Notice>
        ) : null}
        {delivery.waiting === 0 ? null : (
          <Suspense fallback={null}>
            <OldQueueWarning />
          </Suspense>
        )}
        {current.state === 'locked' && pathname === '/' ? (
          <Notice kind="information">
            <p>{t('resume.waiting')}</p>
            <p>
              <Link to="/lam-tiep">{t('resume.open')}</Link>
            </p>
          </Notice>
        ) : null}
      </div>
    </>
  )
}
