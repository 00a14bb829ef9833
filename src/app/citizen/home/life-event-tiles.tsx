import { useTranslation } from 'react-i18next'
import { Link } from '../../ui/link/link.tsx'
import { LifeEventPicture } from '../pictures/life-event-picture.tsx'
import { lifeEvents } from '../pictures/life-events.ts'
import styles from './life-event-tiles.module.css'

/** The ten life events as pictures. */
export function LifeEventTiles() {
  const { t } = useTranslation('home')
  return (
    <section aria-labelledby="life-events" className={styles.section}>
      <h2 id="life-events">{t('tiles')}</h2>
      <ul className={styles.tiles}>
        {lifeEvents.map((event) => (
          <li key={event}>
            <Link to={`/su-kien/${event}`} className={styles.tile}>
              <LifeEventPicture event={event} />
              <span>{t(`lifeEvent.${event}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
