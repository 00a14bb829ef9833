import { useTranslation } from 'react-i18next'
import type { ReportCounts } from '../../../contract/service-index.ts'
import { type Column, Table } from '../../ui/table/table.tsx'
import { countText, percentText } from '../service-index/numbers.ts'

interface GroupsTableProps {
  readonly caption: string
  /** What a group is. */
  readonly title: string
  readonly groups: readonly { readonly key: string; readonly name: string; readonly counts: ReportCounts }[]
}

/** The main counts of units, or of officers, one a row. */
export function GroupsTable({ caption, title, groups }: GroupsTableProps) {
  const { t, i18n } = useTranslation('reports')
  const { language } = i18n
  type Row = (typeof groups)[number]
  const count = (measure: 'received' | 'online' | 'finished' | 'open') => ({
    id: measure,
    title: t(`measure.${measure}`),
    cell: ({ counts }: Row) => countText(counts[measure], language),
  })
  const share = (measure: 'late' | 'supplemented', of: 'dated' | 'received', heading: string) => ({
    id: measure,
    title: heading,
    cell: ({ counts }: Row) =>
      `${countText(counts[measure], language)} (${t('percent', {
        percent: percentText(counts[measure], counts[of], language),
      })})`,
  })
  const columns: readonly Column<Row>[] = [
    { id: 'name', title, cell: ({ name }) => <span lang="vi">{name}</span> },
    count('received'),
    count('online'),
    count('finished'),
    count('open'),
    share('late', 'dated', t('column.late')),
    share('supplemented', 'received', t('measure.supplemented')),
  ]
  return <Table caption={caption} columns={columns} rows={groups} keyOf={({ key }) => key} />
}
