import { useTranslation } from 'react-i18next'
import type { ServiceIndex } from '../../../contract/service-index.ts'
import { ruleOf } from '../../../domain/service-index/components.ts'
import { nextSteps } from '../../../domain/service-index/score.ts'
import styles from './next-steps.module.css'
import { countText, gainText } from './numbers.ts'

const shown = 5

/** Where one changed dossier brings most. */
export function NextSteps({ index }: { readonly index: ServiceIndex }) {
  const { t, i18n } = useTranslation('service-index')
  const { language } = i18n
  const steps = nextSteps(index.figures, index.changeable).slice(0, shown)
  return (
    <section className={styles.section} aria-labelledby="index-next">
      <h2 id="index-next">{t('next.title')}</h2>
      {steps.length === 0 ? (
        <p>{t('next.none')}</p>
      ) : (
        <>
          <p className={styles.help}>{t('next.help')}</p>
          <ol className={styles.steps}>
            {steps.map(({ component, gainEach, count, gain }) => (
              <li key={component}>
                <strong>{t(`step.${component}`)}</strong>
                <span>
                  {t(`next.each.${ruleOf(component).counted}`, { gain: gainText(gainEach, language) })} ·{' '}
                  {t('next.all', { number: countText(count, language), gain: gainText(gain, language) })}
                </span>
                <span className={styles.component}>
                  {ruleOf(component).number} {t(`component.${component}`)}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
