import { useTranslation } from 'react-i18next'
import type { QuarantineList } from '../../../contract/desk.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { listQuarantine } from '../desk-client.ts'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'

type Envelope = QuarantineList['envelopes'][number]

/** What arrived but could not become a dossier: kept, and shown to staff, who know whom to ask. */
export function QuarantineScreen() {
  const { t } = useTranslation('desk')
  const { value, problem, refresh } = usePolled(listQuarantine)
  const columns: readonly Column<Envelope>[] = [
    {
      id: 'code',
      title: t('dossiers.column.code'),
      cell: (envelope) => <strong>{envelope.receiptCode}</strong>,
    },
    {
      id: 'problem',
      title: t('quarantine.problem'),
      cell: (envelope) => (
        <div>
          <p>
            {envelope.problem === 'payload-unreadable' ||
            envelope.problem === 'payload-invalid' ||
            envelope.problem === 'supplement-unmatched'
              ? t(`quarantine.reason.${envelope.problem}`)
              : t('quarantine.reason.other')}
          </p>
          {/* The gateway names fields in English, for whoever mends it. */}
          {envelope.detail === null ? null : <small lang="en">{envelope.detail}</small>}
        </div>
      ),
    },
    { id: 'device', title: t('facts.device'), cell: (envelope) => <span lang="vi">{envelope.device}</span> },
    {
      id: 'arrived',
      title: t('dossiers.column.arrived'),
      cell: (envelope) => <Moment at={envelope.arrivedAt} isShort />,
    },
  ]
  return (
    <Screen title={t('quarantine.title')} isWide>
      <p>{t('quarantine.help')}</p>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('quarantine.failed')} onRetry={() => void refresh()}>
          {value === null ? undefined : <p>{t('dossier.staleHelp')}</p>}
        </ProblemNotice>
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value !== null && value.envelopes.length === 0 ? (
        <Notice kind="success" title={t('quarantine.empty')} />
      ) : null}
      {value !== null && value.envelopes.length > 0 ? (
        <Table
          caption={t('quarantine.title')}
          columns={columns}
          rows={value.envelopes}
          keyOf={({ id }) => id}
        />
      ) : null}
    </Screen>
  )
}
