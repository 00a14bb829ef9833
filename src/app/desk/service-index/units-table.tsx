import { useTranslation } from 'react-i18next'
import type { ServiceIndex } from '../../../contract/service-index.ts'
import { indexParts } from '../../../domain/service-index/components.ts'
import { scoreOf } from '../../../domain/service-index/score.ts'
import { Bar } from '../../ui/bar/bar.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { countText, pointsText } from './numbers.ts'
import styles from './units-table.module.css'

interface UnitsTableProps extends Pick<ServiceIndex, 'below'> {
  readonly onChoose: (unit: string) => void
}

/** The units below, best first, with their parts. */
export function UnitsTable({ below, onChoose }: UnitsTableProps) {
  const { t, i18n } = useTranslation('service-index')
  const { language } = i18n
  const rows = below
    .map((each) => ({ ...each, score: scoreOf(each.figures) }))
    .toSorted((a, b) => b.score.points - a.score.points)
  type Row = (typeof rows)[number]
  const columns: readonly Column<Row>[] = [
    {
      id: 'unit',
      title: t('below.unit'),
      cell: ({ unit, score }) => (
        <>
          <button type="button" className={styles.unit} onClick={() => onChoose(unit.code)} lang="vi">
            {unit.name}
          </button>
          <Bar share={score.points / score.maximum} knownShare={score.knownMaximum / score.maximum} />
        </>
      ),
    },
    { id: 'received', title: t('months.received'), cell: ({ received }) => countText(received, language) },
    {
      id: 'points',
      title: t('score.column.points'),
      cell: ({ score }) => <strong>{pointsText(score.points, language)}</strong>,
    },
    ...indexParts.map((part) => ({
      id: part,
      title: t(`part.${part}`),
      cell: ({ score }: Row) => pointsText(score.parts[part].points, language),
    })),
  ]
  return (
    <section className={styles.section} aria-labelledby="index-below">
      <h2 id="index-below">{t('below.title')}</h2>
      <Table caption={t('below.title')} columns={columns} rows={rows} keyOf={({ unit }) => unit.code} />
    </section>
  )
}
