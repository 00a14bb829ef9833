import { useTranslation } from 'react-i18next'
import type { DossierSummary } from '../../../contract/desk.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import { isClosed } from '../../../domain/dossier/workflow.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Link } from '../../ui/link/link.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { isStepLate, type Urgency, urgencyOf } from '../due.ts'
import { Moment } from '../moment.tsx'
import { isAssignable } from './assignment.ts'
import styles from './dossier-table.module.css'
import { useProcedureNames } from './use-procedure-names.ts'

interface DossierTableProps {
  readonly dossiers: readonly DossierSummary[]
  /** Of the officers, by their user names. */
  readonly names: Readonly<Record<string, string>>
  /** When they were read, milliseconds since the epoch: what is late is late by then. */
  readonly readAt: number
  /** Null where nothing is chosen by the row. */
  readonly ticks: Ticks | null
}

export interface Ticks {
  readonly ticked: ReadonlySet<string>
  readonly onTick: (id: string, isTicked: boolean) => void
}

export function DossierTable({ dossiers, names, readAt, ticks }: DossierTableProps) {
  const { t, i18n } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  const procedures = useProcedureNames()
  const none = <span className={styles.none}>{t('dossiers.none')}</span>
  const columns: readonly Column<DossierSummary>[] = [
    {
      id: 'code',
      title: t('dossiers.column.code'),
      cell: ({ id, officialNumber, receiptCode, portalNumber }) => (
        <>
          <Link to={`/can-bo/ho-so/${id}`} className={styles.code}>
            {officialNumber ?? receiptCode}
          </Link>
          {officialNumber === null ? null : <p className={styles.secondary}>{receiptCode}</p>}
          {portalNumber === null ? null : (
            <p className={styles.secondary}>{t('dossiers.fromPortal', { number: portalNumber })}</p>
          )}
        </>
      ),
    },
    {
      id: 'due',
      title: t('dossiers.column.due'),
      cell: (dossier) => <Due dossier={dossier} readAt={readAt} />,
    },
    {
      id: 'state',
      title: t('dossiers.column.state'),
      cell: ({ state, stage, officer, supplementArrivedAt }) => (
        <>
          <Badge kind={state === 1 ? 'warning' : 'neutral'}>{dossierStateNames[state][language]}</Badge>
          {supplementArrivedAt === null ? null : (
            <p className={styles.waiting}>{t('dossiers.supplemented')}</p>
          )}
          {officer === null || isClosed(stage) ? null : (
            <p className={styles.secondary} lang="vi">
              {names[officer] ?? officer}
            </p>
          )}
        </>
      ),
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
      id: 'procedure',
      title: t('dossiers.column.procedure'),
      cell: ({ procedure }) => procedures.get(procedure)?.[language] ?? procedure,
    },
    {
      id: 'arrived',
      title: t('dossiers.column.arrived'),
      cell: ({ arrivedAt }) => <Moment at={arrivedAt} isShort />,
    },
    {
      id: 'papers',
      title: t('dossiers.column.papers'),
      cell: ({ partsExpected, partsPresent }) =>
        partsPresent < partsExpected ? (
          <strong className={styles.waiting}>
            {t('dossiers.partsWaiting', { present: partsPresent, expected: partsExpected })}
          </strong>
        ) : partsExpected === 0 ? (
          none
        ) : (
          t('dossiers.parts', { count: partsExpected })
        ),
    },
  ]
  return (
    <Table
      caption={t('dossiers.title')}
      lead={
        ticks === null
          ? undefined
          : { title: t('dossiers.assign.tick'), cell: (row) => <Tick dossier={row} ticks={ticks} /> }
      }
      columns={columns}
      rows={dossiers}
      keyOf={({ id }) => id}
    />
  )
}

/** What cannot be given to anybody as it stands has no box. */
function Tick({ dossier, ticks }: { readonly dossier: DossierSummary; readonly ticks: Ticks }) {
  const { t } = useTranslation('desk')
  if (!isAssignable(dossier)) return null
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        aria-label={t('dossiers.assign.tickRow', { code: dossier.officialNumber ?? dossier.receiptCode })}
        checked={ticks.ticked.has(dossier.id)}
        onChange={(event) => ticks.onTick(dossier.id, event.target.checked)}
      />
    </label>
  )
}

const kinds = {
  late: 'error',
  'due-today': 'warning',
  'due-soon': 'warning',
  'in-time': 'success',
  paused: 'neutral',
} as const satisfies Partial<Record<Urgency, 'neutral' | 'success' | 'warning' | 'error'>>

/** When it is due, with a word on how urgent that is. */
function Due({ dossier, readAt }: { readonly dossier: DossierSummary; readonly readAt: number }) {
  const { t } = useTranslation('desk')
  const urgency = urgencyOf(dossier, readAt)
  return (
    <>
      {dossier.dueAt === null ? (
        <span className={styles.none}>
          {t(dossier.receivedAt === null ? 'dossiers.dueLater' : 'dossiers.dueUnknown')}
        </span>
      ) : (
        <Moment at={dossier.dueAt} isShort />
      )}
      {urgency === null || urgency === 'done' ? null : (
        <p className={styles.due}>
          <Badge kind={kinds[urgency]}>{t(`urgency.${urgency}`)}</Badge>
        </p>
      )}
      {isStepLate(dossier, readAt) ? (
        <p className={styles.due}>
          <Badge kind="error">{t('dossiers.stepLate')}</Badge>
        </p>
      ) : null}
    </>
  )
}
