import { type RefObject, Suspense, useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import { vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { AssignBar } from './assign-bar.tsx'
import { AssignReport } from './assign-report.tsx'
import { assignableViews } from './assignment.ts'
import type { DossierListSnapshot, DossierListStore } from './dossier-list.ts'
import { DossierTable } from './dossier-table.tsx'
import { KeyHelp } from './key-help.tsx'
import { ListSearch } from './list-search.tsx'
import styles from './screen.module.css'
import { useAssignment } from './use-assignment.ts'
import { ViewSwitch } from './view-switch.tsx'

interface DossiersScreenProps {
  readonly list: DossierListStore
  readonly role: StaffRole
}

/** The dossiers of the unit: by what is to be done, by search, newest or most urgent first. */
export function DossiersScreen({ list, role }: DossiersScreenProps) {
  const { t } = useTranslation('desk')
  const snapshot = useSyncExternalStore(list.subscribe, list.getSnapshot)
  const { dossiers, filter, problem } = snapshot
  const rows = useRef<HTMLDivElement>(null)
  useRowKeys(rows)
  const assignment = useAssignment(list, snapshot)
  const { report, isBusy, chosen, possible } = assignment
  const mayAssign = may(role, 'assign-dossier') && assignableViews.has(filter.view)
  return (
    <Screen
      title={t('dossiers.title')}
      isWide
      actions={
        mayAssign && chosen.length > 0 ? (
          // Its words are loaded with it: the list must not vanish meanwhile.
          <Suspense fallback={<Busy />}>
            <AssignBar
              count={chosen.length}
              isBusy={isBusy}
              onGive={(officer, name) => void assignment.giveTo(officer, name)}
              onNone={() => assignment.tickAll(false)}
            />
          </Suspense>
        ) : undefined
      }
    >
      <div className={styles.tools}>
        <ListSearch value={filter.search} onSearch={list.search} />
        <div className={styles.aside}>
          <Freshness snapshot={snapshot} />
          <KeyHelp />
        </div>
      </div>
      <ViewSwitch role={role} value={filter.view} counts={snapshot.counts} onChange={list.choose} />
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('dossiers.failed')} onRetry={list.refresh}>
          {snapshot.readAt === null || dossiers === null ? undefined : (
            <p>{t('dossiers.keptFrom', { time: vietnamTime(snapshot.readAt) })}</p>
          )}
        </ProblemNotice>
      )}
      {report === null ? null : (
        <AssignReport report={report} isBusy={isBusy} onGiveBack={() => void assignment.giveBack()} />
      )}
      {mayAssign && possible.length > 1 ? (
        <label className={styles.all}>
          <input
            type="checkbox"
            checked={chosen.length === possible.length}
            onChange={(event) => assignment.tickAll(event.target.checked)}
          />
          {t('dossiers.assign.all')}
        </label>
      ) : null}
      {dossiers === null && problem === null ? <Busy /> : null}
      {dossiers !== null && dossiers.length === 0 ? (
        <div className={styles.empty}>
          <Icon name="paper" />
          <p>
            {filter.search === ''
              ? t(`dossiers.empty.${filter.view}`)
              : t('dossiers.search.nothing', { search: filter.search })}
          </p>
        </div>
      ) : null}
      {dossiers !== null && dossiers.length > 0 ? (
        <div ref={rows}>
          <DossierTable
            dossiers={dossiers}
            names={snapshot.names}
            readAt={snapshot.readAt ?? 0}
            ticks={mayAssign ? { ticked: assignment.ticked, onTick: assignment.tickOne } : null}
          />
        </div>
      ) : null}
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
      <strong>{t('navigation.waiting', { count: counts.fresh })}</strong>
      {' · '}
      {t('dossiers.readAt', { time: vietnamTime(readAt) })}
    </p>
  )
}

/** Up and down go from dossier to dossier: an officer's hands stay on the keyboard. */
function useRowKeys(rows: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      const links = [...(rows.current?.querySelectorAll<HTMLAnchorElement>('th a') ?? [])]
      // From a row's box as well.
      const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
      const isElsewhere = at === -1 && document.activeElement !== document.body
      const next = links[event.key === 'ArrowDown' ? at + 1 : at - 1]
      if (isElsewhere || next === undefined) return
      event.preventDefault()
      next.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [rows])
}
