import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../../contract/desk.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { EventEntry } from '../event-entry.tsx'
import styles from './changed-notice.module.css'

interface ChangedNoticeProps {
  readonly dossier: DossierDetail
  /** What has happened since the person decided. */
  readonly events: DossierDetail['events']
  /** The step can still be done. */
  readonly isPossible: boolean
}

/** Somebody was faster: who did what meanwhile, and where the dossier is now. */
export function ChangedNotice({ dossier, events, isPossible }: ChangedNoticeProps) {
  const { t } = useTranslation('workflow')
  return (
    <Notice kind="warning" title={t('dialog.changed')} isLive>
      <ul className={styles.events}>
        {events.map((event) => (
          <li key={`${event.at} ${event.type}`}>
            <EventEntry event={event} dossier={dossier} procedure={undefined} />
          </li>
        ))}
      </ul>
      <p>{t('dialog.changedNow', { stage: t(`stage.${dossier.summary.stage}`) })}</p>
      {isPossible ? null : <p>{t('dialog.impossible')}</p>}
    </Notice>
  )
}
