import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DossierSummary } from '../../../contract/desk.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { Moment } from '../moment.tsx'
import styles from './dossier-table.module.css'
import { useProcedureNames } from './use-procedure-names.ts'

export function DossierTable({ dossiers }: { readonly dossiers: readonly DossierSummary[] }) {
  const { t, i18n } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  const procedures = useProcedureNames()
  const none = <span className={styles.none}>{t('dossiers.none')}</span>
  const columns: readonly Column<DossierSummary>[] = [
    {
      id: 'code',
      title: t('dossiers.column.code'),
      cell: ({ id, officialNumber, receiptCode }) => (
        <>
          <Link to={`/can-bo/ho-so/${id}`} className={styles.code}>
            {officialNumber ?? receiptCode}
          </Link>
          {officialNumber === null ? null : <p className={styles.secondary}>{receiptCode}</p>}
        </>
      ),
    },
    {
      id: 'procedure',
      title: t('dossiers.column.procedure'),
      cell: ({ procedure }) => procedures.get(procedure)?.[language] ?? procedure,
    },
    {
      id: 'applicant',
      title: t('dossiers.column.applicant'),
      cell: ({ applicantName }) => <span lang="vi">{applicantName}</span>,
    },
    {
      id: 'subject',
      title: t('dossiers.column.subject'),
      cell: ({ subjectName }) => (subjectName === null ? none : <span lang="vi">{subjectName}</span>),
    },
    {
      id: 'arrived',
      title: t('dossiers.column.arrived'),
      cell: ({ arrivedAt }) => <Moment at={arrivedAt} isShort />,
    },
    {
      id: 'state',
      title: t('dossiers.column.state'),
      cell: ({ state }) => (
        <Badge kind={state === 1 ? 'warning' : 'neutral'}>{dossierStateNames[state][language]}</Badge>
      ),
    },
    {
      id: 'due',
      title: t('dossiers.column.due'),
      cell: ({ dueAt, receivedAt }) => {
        if (dueAt !== null) return <Moment at={dueAt} isShort />
        return receivedAt === null ? (
          <span className={styles.none}>{t('dossiers.dueLater')}</span>
        ) : (
          t('dossiers.dueUnknown')
        )
      },
    },
    {
      id: 'papers',
      title: t('dossiers.column.papers'),
      cell: ({ partsExpected, partsPresent }) =>
        partsPresent < partsExpected ? (
          <strong className={styles.waiting}>
            {t('dossiers.partsWaiting', { present: partsPresent, expected: partsExpected })}
          </strong>
        ) : (
          t('dossiers.parts', { count: partsExpected })
        ),
    },
  ]
  return <Table caption={t('dossiers.title')} columns={columns} rows={dossiers} keyOf={({ id }) => id} />
}
