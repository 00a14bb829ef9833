import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import type { DossierListSnapshot, DossierListStore } from './dossier-list.ts'
import { DossierTable } from './dossier-table.tsx'
import styles from './screen.module.css'
import { StateFilterSwitch } from './state-filter-switch.tsx'

/** The dossiers of the unit, newest first. */
export function DossiersScreen({ list }: { readonly list: DossierListStore }) {
  const { t } = useTranslation('desk')
  const snapshot = useSyncExternalStore(list.subscribe, list.getSnapshot)
  const { dossiers, filter, problem } = snapshot
  return (
    <Screen title={t('dossiers.title')} isWide>
      <div className={styles.tools}>
        <StateFilterSwitch value={filter} onChange={list.choose} />
        <Freshness snapshot={snapshot} />
      </div>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('dossiers.failed')} onRetry={list.refresh}>
          {snapshot.readAt === null || dossiers === null ? undefined : (
            <p>{t('dossiers.keptFrom', { time: vietnamTime(snapshot.readAt) })}</p>
          )}
        </ProblemNotice>
      )}
      {dossiers === null && problem === null ? <Busy /> : null}
      {dossiers !== null && dossiers.length === 0 ? (
        <div className={styles.empty}>
          <Icon name="paper" />
          <p>{t(`dossiers.empty.${filter}`)}</p>
        </div>
      ) : null}
      {dossiers !== null && dossiers.length > 0 ? <DossierTable dossiers={dossiers} /> : null}
      {snapshot.hasMore ? (
        <div className={styles.more}>
          <Button isBusy={snapshot.isLoadingMore} onClick={list.loadMore}>
            {t('dossiers.more')}
          </Button>
        </div>
      ) : null}
    </Screen>
  )
}

/** How many wait, and how old the list is. */
function Freshness({ snapshot: { counts, readAt } }: { readonly snapshot: DossierListSnapshot }) {
  const { t } = useTranslation('desk')
  if (counts === null || readAt === null) return null
  return (
    <p className={styles.freshness}>
      <strong>{t('navigation.waiting', { count: counts.waiting })}</strong>
      {' · '}
      {t('dossiers.readAt', { time: vietnamTime(readAt) })}
    </p>
  )
}
