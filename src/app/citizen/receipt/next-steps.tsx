import { useTranslation } from 'react-i18next'
import styles from './screen.module.css'
import type { Stage } from './stage.ts'

const steps = ['send', 'receive', 'collect'] as const

interface NextStepsProps {
  readonly stage: Stage
  readonly isSupplement: boolean
}

/** What happens next. Where the dossier stands is marked; no date is promised before the desk has received it. */
export function NextSteps({ stage, isSupplement }: NextStepsProps) {
  const { t } = useTranslation('receipt')
  const { t: supplement } = useTranslation('supplement')
  const texts = (step: (typeof steps)[number], part: 'title' | 'body') =>
    isSupplement ? supplement(`receipt.next.${step}.${part}`) : t(`next.${step}.${part}`)
  const now = stage.name === 'desk' ? 2 : stage.name === 'arrived' ? 1 : 0
  return (
    <section className={styles.next} aria-labelledby="next-steps">
      <h2 id="next-steps">{t('next.title')}</h2>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step} aria-current={index === now ? 'step' : undefined} data-done={index < now}>
            <strong>{texts(step, 'title')}</strong> {texts(step, 'body')}
          </li>
        ))}
      </ol>
      {stage.name === 'desk' || isSupplement ? null : <p className={styles.caution}>{t('next.caution')}</p>}
    </section>
  )
}
