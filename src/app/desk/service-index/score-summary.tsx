import { useTranslation } from 'react-i18next'
import { indexParts } from '../../../domain/service-index/components.ts'
import type { IndexScore, Score } from '../../../domain/service-index/score.ts'
import { Bar } from '../../ui/bar/bar.tsx'
import { pointsText } from './numbers.ts'
import styles from './score-summary.module.css'

/** The score and its six parts: a bar each, with the figures beside it. What nobody knows is told as such. */
export function ScoreSummary({ score }: { readonly score: IndexScore }) {
  const { t, i18n } = useTranslation('service-index')
  const points = (value: number) => pointsText(value, i18n.language)
  const unknown = ({ maximum, knownMaximum }: Score) => maximum - knownMaximum
  return (
    <section className={styles.section} aria-labelledby="index-score">
      <h2 id="index-score">{t('score.title')}</h2>
      <p className={styles.total}>
        <strong>{t('score.sure', { points: points(score.points) })}</strong>{' '}
        <span>{t('score.of', { known: points(score.knownMaximum) })}</span>
      </p>
      {unknown(score) > 0 ? (
        <p>
          {t('score.range', {
            unknown: points(unknown(score)),
            least: points(score.points),
            most: points(score.points + unknown(score)),
          })}
        </p>
      ) : null}
      <table className={styles.parts}>
        <caption className="visually-hidden">{t('score.title')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('score.column.part')}</th>
            <th scope="col">{t('score.column.points')}</th>
          </tr>
        </thead>
        <tbody>
          {indexParts.map((part) => {
            const its = score.parts[part]
            return (
              <tr key={part}>
                <th scope="row">{t(`part.${part}`)}</th>
                <td>
                  <span className={styles.points}>
                    {t('score.partOf', { points: points(its.points), maximum: its.maximum })}
                  </span>
                  <Bar share={its.points / its.maximum} knownShare={its.knownMaximum / its.maximum} />
                  {unknown(its) > 0 ? (
                    <span className={styles.unknown}>
                      {t('score.partUnknown', { unknown: points(unknown(its)) })}
                    </span>
                  ) : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
