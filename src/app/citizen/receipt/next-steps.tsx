import { useTranslation } from 'react-i18next'
import styles from './screen.module.css'
import type { Stage } from './stage.ts'

const steps = ['send', 'receive', 'collect'] as const

interface NextStepsProps {
  readonly stage: Stage
  readonly isSupplement: boolean
}

/** What happens next, nothing when it is over. Where the dossier stands is marked; no date is promised before the desk has received it. */
export function NextSteps({ stage, isSupplement }: NextStepsProps) {
  const { t } = useTranslation('receipt')
  const { t: supplement } = useTranslation('supplement')
  const texts = (step: (typeof steps)[number], part: 'title' | 'body') =>
    isSupplement ? supplement(`receipt.next.${step}.${part}`) : t(`next.${step}.${part}`)
  if (isOver(stage)) return null
  const now = isReceived(stage) ? 2 : stage.name === 'arrived' || stage.name === 'desk' ? 1 : 0
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
      {isReceived(stage) || isSupplement ? null : <p className={styles.caution}>{t('next.caution')}</p>}
    </section>
  )
}

function isReceived(stage: Stage): boolean {
  return stage.name === 'desk' && stage.status.receivedAt !== null
}

/** Refused, withdrawn, stopped, or handed over. */
function isOver(stage: Stage): boolean {
  return stage.name === 'desk' && stage.state !== null && [3, 7, 8, 10].includes(stage.state)
}
