import { useTranslation } from 'react-i18next'
import type { ServiceIndex } from '../../../contract/service-index.ts'
import { scoreOf } from '../../../domain/service-index/score.ts'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { Table } from '../../ui/table/table.tsx'
import styles from './month-chart.module.css'
import { countText, pointsText } from './numbers.ts'
import { useMonthText } from './use-month-text.ts'

/** Of a column of 100 points. */
const height = 60
const step = 20
const width = 14

/** Where a number of points is drawn. */
function up(points: number): number {
  return height * (1 - points / 100)
}

/** Twelve columns, the score of what is known in each month; the same as a table for whoever reads figures. */
export function MonthChart({ months }: Pick<ServiceIndex, 'months'>) {
  const { t, i18n } = useTranslation('service-index')
  const monthText = useMonthText()
  const rows = months.map(({ month, received, figures }) => {
    const score = scoreOf(figures)
    // Without a dossier only the catalogue's own figures are left, which say nothing of the month.
    return { month, received, points: received === 0 ? null : score.points, known: score.knownMaximum }
  })
  return (
    <section className={styles.section} aria-labelledby="index-months">
      <h2 id="index-months">{t('months.title')}</h2>
      <p className={styles.help}>{t('months.help')}</p>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${rows.length * step} ${height + 14}`}
        aria-hidden="true"
        focusable="false"
      >
        {[0, 50, 100].map((line) => (
          <line
            key={line}
            className={styles.line}
            x1="0"
            x2={rows.length * step}
            y1={up(line)}
            y2={up(line)}
          />
        ))}
        {rows.map(({ month, points, known }, index) => (
          <g key={month} transform={`translate(${index * step + (step - width) / 2} 0)`}>
            {points === null ? null : (
              <>
                <rect className={styles.known} y={up(known)} width={width} height={height - up(known)} />
                <rect className={styles.value} y={up(points)} width={width} height={height - up(points)} />
                <text className={styles.number} x={width / 2} y={up(points) - 2}>
                  {Math.round(points)}
                </text>
              </>
            )}
            <text className={styles.label} x={width / 2} y={height + 9}>
              {t('monthShort', { month: Number(month.slice(5)) })}
            </text>
          </g>
        ))}
      </svg>
      <Disclosure summary={t('months.table')}>
        <Table
          caption={t('months.title')}
          columns={[
            { id: 'month', title: t('months.month'), cell: ({ month }) => monthText(month) },
            {
              id: 'received',
              title: t('months.received'),
              cell: ({ received }) => countText(received, i18n.language),
            },
            {
              id: 'points',
              title: t('months.points'),
              cell: ({ points }) => (points === null ? t('behind.none') : pointsText(points, i18n.language)),
            },
            {
              id: 'known',
              title: t('months.known'),
              cell: ({ points, known }) =>
                points === null ? t('behind.none') : pointsText(known, i18n.language),
            },
          ]}
          rows={rows}
          keyOf={({ month }) => month}
        />
      </Disclosure>
    </section>
  )
}
