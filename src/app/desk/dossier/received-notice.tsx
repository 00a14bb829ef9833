import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { Notice } from '../../ui/notice/notice.tsx'
import { Moment } from '../moment.tsx'
import styles from './received-notice.module.css'

interface ReceivedNoticeProps {
  readonly dossier: DossierDetail
  /** Received just now, here: announced. */
  readonly isNew: boolean
}

/** The official number, the promised date and what it rests on. */
export function ReceivedNotice({ dossier, isNew }: ReceivedNoticeProps) {
  const { t } = useTranslation('desk')
  const { summary, dueReason } = dossier
  return (
    <Notice kind="success" title={isNew ? t('received.justNow') : t('received.title')} isLive={isNew}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('received.number')}</dt>
          <dd className={styles.number}>{summary.officialNumber}</dd>
        </div>
        {summary.receivedAt === null ? null : (
          <div>
            <dt>{t('received.at')}</dt>
            <dd>
              <Moment at={summary.receivedAt} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('received.due')}</dt>
          <dd>{summary.dueAt === null ? t('dossiers.dueUnknown') : <Moment at={summary.dueAt} />}</dd>
        </div>
      </dl>
      {dueReason === null ? null : (
        <ul className={styles.reasons}>
          {dueReason.split(',').map((code) => (
            <li key={code}>{t(`dueReason.${code}`, { defaultValue: code })}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
