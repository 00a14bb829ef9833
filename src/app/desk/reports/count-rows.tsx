import { useTranslation } from 'react-i18next'
import type { ReportCounts } from '../../../contract/service-index.ts'
import { Bar } from '../../ui/bar/bar.tsx'
import { Button } from '../../ui/button/button.tsx'
import { countText, percentText } from '../service-index/numbers.ts'
import styles from './count-rows.module.css'
import type { ReportMeasure } from './report-measures.ts'

interface CountRowsProps {
  readonly title: string
  readonly counts: ReportCounts
  readonly measures: readonly ReportMeasure[]
  /** What a share is of. */
  readonly of: ReportMeasure
  /** Null where the role sees figures only. */
  readonly onShow: ((measure: ReportMeasure) => void) | null
}

/** Counts with their shares, a bar each; each leads to its dossiers. */
export function CountRows({ title, counts, measures, of, onShow }: CountRowsProps) {
  const { t, i18n } = useTranslation('reports')
  const { language } = i18n
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('column.what')}</th>
          <th scope="col">{t('column.count')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <tr key={measure}>
            <th scope="row">{t(`measure.${measure}`)}</th>
            <td>
              <span className={styles.count}>
                {countText(counts[measure], language)}
                {measure === of ? null : (
                  <span className={styles.share}>
                    {' '}
                    {t('percent', { percent: percentText(counts[measure], counts[of], language) })}
                  </span>
                )}
              </span>
              {measure === of ? null : <Bar share={counts[of] === 0 ? 0 : counts[measure] / counts[of]} />}
            </td>
            {onShow === null ? null : (
              <td className={`${styles.action} no-print`}>
                {counts[measure] === 0 ? null : (
                  <Button
                    kind="quiet"
                    aria-label={t('showOf', { what: t(`measure.${measure}`) })}
                    onClick={() => onShow(measure)}
                  >
                    {t('show')}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
