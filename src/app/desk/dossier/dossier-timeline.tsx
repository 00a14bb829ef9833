import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { Moment } from '../moment.tsx'
import styles from './dossier-timeline.module.css'

interface DossierTimelineProps {
  readonly events: DossierDetail['events']
  readonly deviceName: string
}

/** An event's author is a person's user name or the device's id, which says nothing to people. */
const deviceId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function DossierTimeline({ events, deviceName }: DossierTimelineProps) {
  const { t } = useTranslation('desk')
  const headingId = useId()
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('timeline.title')}</h2>
      <ol className={styles.events}>
        {events.map((event) => (
          <li key={`${event.at} ${event.type}`}>
            <strong>
              {event.type === 'arrive' || event.type === 'receive'
                ? t(`timeline.event.${event.type}`)
                : event.type}
            </strong>
            <span className={styles.source}>
              <Moment at={event.at} /> ·{' '}
              <span lang="vi">{deviceId.test(event.by) ? deviceName : event.by}</span>
            </span>
            {event.note === null ? null : <span lang="vi">{event.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
