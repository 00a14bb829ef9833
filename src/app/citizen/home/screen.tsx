import { useLiveQuery } from 'dexie-react-hooks'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { currentVisitorQueue } from '../../../device/visitor-queue.ts'
import { lazyBehindPicture } from '../../first-picture.ts'
import { useDevice } from '../../session/device-state.ts'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { LifeEventTiles } from './life-event-tiles.tsx'
import { ProcedureSearch } from './procedure-search.tsx'
import styles from './screen.module.css'

const UnitNotices = lazyBehindPicture(
  async () => (await import('../../notices/unit-notices.tsx')).UnitNotices,
)

/** Where everyone starts: say it in words, or choose a picture. */
export function HomeScreen() {
  const { t } = useTranslation('home')
  const hasQueue = useLiveQuery(currentVisitorQueue) != null
  const isTeam = useDevice()?.role === 'team'
  return (
    <Screen title={t('title')} isWide>
      <ProcedureSearch>
        <Suspense>
          <UnitNotices />
        </Suspense>
        <LifeEventTiles />
      </ProcedureSearch>
      <nav className={styles.links} aria-label={t('links.label')}>
        {hasQueue ? (
          <div className={styles.ticket}>
            <ButtonLink kind="primary" to="/lay-so" icon={<Icon name="person" />}>
              {t('links.ticket')}
            </ButtonLink>
          </div>
        ) : null}
        <ButtonLink to="/tra-cuu" icon={<Icon name="search" />}>
          {t('links.tracking')}
        </ButtonLink>
        <ButtonLink to="/ho-so" icon={<Icon name="paper" />}>
          {t('links.queue')}
        </ButtonLink>
        <ButtonLink to="/tro-giup-tai-khoan" icon={<Icon name="person" />}>
          {t('links.assistance')}
        </ButtonLink>
        <ButtonLink to="/phan-anh" icon={<Icon name="edit" />}>
          {t('links.feedback')}
        </ButtonLink>
        {isTeam ? <ButtonLink to="/doi">{t('links.team')}</ButtonLink> : null}
      </nav>
    </Screen>
  )
}
