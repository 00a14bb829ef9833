import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { AuditPage } from '../../../contract/audit.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { AuditFilterForm } from './audit-filter-form.tsx'
import styles from './screen.module.css'
import { useAuditLog } from './use-audit-log.ts'

type Entry = AuditPage['entries'][number]

/** Who did what in the unit, or with one dossier (`?ho-so=` and its id). */
export function AuditScreen() {
  const { t } = useTranslation('audit')
  const [parameters] = useSearchParams()
  const one = parameters.get('ho-so')
  const [typed, setTyped] = useState({ dossier: '', person: '', from: '', to: '' })
  const filter = useMemo(() => ({ ...typed, dossier: one ?? typed.dossier }), [typed, one])
  const { entries, hasMore, isLoading, problem, loadMore, retry } = useAuditLog(filter)

  const columns: readonly Column<Entry>[] = [
    { id: 'at', title: t('column.at'), cell: ({ at }) => <Moment at={at} /> },
    { id: 'who', title: t('column.who'), cell: (entry) => <Who entry={entry} /> },
    { id: 'action', title: t('column.action'), cell: ({ action }) => t(`action.${action}`) },
    {
      id: 'dossier',
      title: t('column.dossier'),
      cell: ({ receiptCode, subject }) =>
        receiptCode === null ? '–' : <Link to={`/can-bo/ho-so/${subject}`}>{receiptCode}</Link>,
    },
  ]
  return (
    <Screen title={one === null ? t('title') : t('oneDossier')} isWide>
      <p>{t('help')}</p>
      {one === null ? null : (
        <div>
          <ButtonLink to="/can-bo/nhat-ky">{t('all')}</ButtonLink>
        </div>
      )}
      <AuditFilterForm hasDossier={one !== null} onChange={setTyped} />
      {problem === null ? null : <ProblemNotice problem={problem} title={t('failed')} onRetry={retry} />}
      {entries === null && problem === null ? <Busy /> : null}
      {entries !== null && entries.length === 0 ? (
        <Notice kind="information" title={t('empty')} isLive />
      ) : null}
      {entries !== null && entries.length > 0 ? (
        <Table caption={t('title')} columns={columns} rows={entries} keyOf={({ number }) => String(number)} />
      ) : null}
      {hasMore ? (
        <div className={styles.more}>
          <Button isBusy={isLoading} onClick={loadMore}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Screen>
  )
}

function Who({ entry: { who, whoName } }: { readonly entry: Entry }) {
  const { t } = useTranslation('audit')
  if (who === 'gateway' || who === 'unknown') return t(`who.${who}`)
  if (whoName === null) return who
  return (
    <span lang="vi">
      {whoName}
      <span className={styles.name}>{who}</span>
    </span>
  )
}
