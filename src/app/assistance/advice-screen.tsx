import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Advice } from '../../domain/assistance/advise.ts'
import type { AccountGuide } from '../../domain/assistance/guide.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { contentLanguage } from '../i18n.ts'
import { Button } from '../ui/button/button.tsx'
import { Checkbox } from '../ui/checkbox/checkbox.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './assistance.module.css'
import { GuidePicture } from './guide-picture.tsx'
import { SafetyAdvice } from './start-screen.tsx'

interface AdviceScreenProps {
  readonly advice: Advice
  readonly guide: AccountGuide
  readonly onBack: () => void
  /** Null when nothing of it is for the police. */
  readonly onVisit: (() => void) | null
  /** Null for who only reads. */
  readonly onOutcome: (() => void) | null
  readonly onAgain: () => void
}

/** Which account, what to bring, and the steps with their sources. */
export function AdviceScreen({ advice, guide, onBack, onVisit, onOutcome, onAgain }: AdviceScreenProps) {
  const { t, i18n } = useTranslation('assistance')
  const language = contentLanguage(i18n.language)
  /** Ticked off on this screen only. */
  const [ready, setReady] = useState<readonly string[]>([])
  const sources = new Map(guide.sources.map((source) => [source.id, source]))

  return (
    <Screen
      title={t('advice.title')}
      onBack={onBack}
      actions={
        <>
          <Button onClick={onAgain}>{t('again')}</Button>
          {onVisit === null ? null : (
            <Button kind={onOutcome === null ? 'primary' : 'secondary'} onClick={onVisit}>
              {t('visit.open')}
            </Button>
          )}
          {onOutcome === null ? null : (
            <Button kind="primary" onClick={onOutcome}>
              {t('outcome.open')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.account}>
        <p>{t('advice.account')}</p>
        <strong>{t(`account.${advice.account}`)}</strong>
        <p>{t(`accountHelp.${advice.account}`)}</p>
      </div>
      {advice.bring.length === 0 ? null : (
        <section className={styles.part}>
          <h2>{t('advice.bring')}</h2>
          {advice.bring.map(({ id, text }) => (
            <Checkbox
              key={id}
              label={text[language]}
              isChecked={ready.includes(id)}
              onChange={(isReady) => setReady(isReady ? [...ready, id] : ready.filter((each) => each !== id))}
            />
          ))}
        </section>
      )}
      <section className={styles.part}>
        <h2>{t('advice.steps')}</h2>
        <ol className={styles.steps}>
          {advice.steps.map((step) => {
            const source = sources.get(step.source)
            return (
              <li key={step.id} className={styles.step}>
                <GuidePicture name={step.picture} />
                <div className={styles.said}>
                  <strong>{step.text[language]}</strong>
                  {step.detail === undefined ? null : <p>{step.detail[language]}</p>}
                  {step.certainty === 'law' ? null : (
                    <p className={styles.unsure}>{t(`certainty.${step.certainty}`)}</p>
                  )}
                  {source === undefined || step.certainty === 'ask' ? null : (
                    <p className={styles.source}>
                      {t('advice.source', {
                        name: source.name[language],
                        day: formatPartialDate(source.readOn),
                      })}
                    </p>
                  )}
                </div>
              </li>
            )
          })}
        </ol>
      </section>
      <SafetyAdvice guide={guide} />
    </Screen>
  )
}
