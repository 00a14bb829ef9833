import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { DossierDetail } from '../../../contract/desk.ts'
import styles from './dossier-timeline.module.css'
import { EventEntry } from './event-entry.tsx'

interface DossierTimelineProps {
  readonly dossier: DossierDetail
  readonly procedure: Procedure | undefined
}

export function DossierTimeline({ dossier, procedure }: DossierTimelineProps) {
  const { t } = useTranslation('desk')
  const headingId = useId()
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('timeline.title')}</h2>
      <ol className={styles.events}>
        {dossier.events.map((event, index) => (
          // Events are only ever added at the end.
          // biome-ignore lint/suspicious/noArrayIndexKey: their place is what they are.
          <li key={index}>
            <EventEntry event={event} dossier={dossier} procedure={procedure} />
          </li>
        ))}
      </ol>
    </section>
  )
}
