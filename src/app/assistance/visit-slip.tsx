import { useTranslation } from 'react-i18next'
import type { Advice } from '../../domain/assistance/advise.ts'
import { contentLanguage } from '../i18n.ts'
import styles from './visit-slip.module.css'

interface VisitSlipProps {
  readonly advice: Advice
  readonly layout: 'a4' | 'slip'
  readonly unitName: string | null
  readonly when: string
  /** Null at the police office. */
  readonly place: string | null
}

/** Only on paper: the name is written there by hand, if at all. */
export function VisitSlip({ advice, layout, unitName, when, place }: VisitSlipProps) {
  const { t, i18n } = useTranslation('assistance')
  const language = contentLanguage(i18n.language)
  return (
    <section className={styles.sheet} data-layout={layout} aria-hidden="true">
      {unitName === null ? null : (
        <p className={styles.unit} lang="vi">
          {unitName}
        </p>
      )}
      <h2>{t('visit.paperTitle')}</h2>
      <p className={styles.name}>{t('visit.name')}</p>
      <p className={styles.when}>{when}</p>
      <p>{place === null ? t('visit.office') : <span lang="vi">{place}</span>}</p>
      <p>{t('visit.for', { account: t(`account.${advice.account}`), need: t(`need.${advice.need}`) })}</p>
      {advice.bring.length === 0 ? null : (
        <>
          <h3>{t('advice.bring')}</h3>
          <ul className={styles.list} data-boxes="true">
            {advice.bring.map(({ id, text }) => (
              <li key={id}>{text[language]}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('advice.steps')}</h3>
      <ol className={styles.list}>
        {advice.steps.map(({ id, text }) => (
          <li key={id}>{text[language]}</li>
        ))}
      </ol>
      <p className={styles.caution}>{t('visit.caution')}</p>
      <p className={styles.caution}>{t('visit.secret')}</p>
    </section>
  )
}
