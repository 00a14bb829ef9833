import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublishedFeedback } from '../../../contract/feedback.ts'
import { keepPublished, keptPublished } from '../../../device/published-feedback.ts'
import { useDevice } from '../../session/device-state.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { moment } from '../receipt/moment.ts'
import { askPublished, type LookUpProblem } from './ask-feedback.ts'
import styles from './feedback.module.css'
import { start } from './places.ts'

/** What the unit has answered to many. */
export function AnswersScreen() {
  const { t } = useTranslation('feedback')
  const back = useBack()
  const device = useDevice()
  const unit = device?.unit.code
  const [published, setPublished] = useState<PublishedFeedback>()
  const [problem, setProblem] = useState<LookUpProblem>()
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again.
  useEffect(() => {
    if (unit === undefined) return
    let isWanted = true
    setProblem(undefined)
    void askPublished(unit).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setPublished(answer.value)
      else setProblem(answer.problem)
      if (answer.ok) void keepPublished(answer.value)
      else
        void keptPublished(unit).then((kept) => {
          if (isWanted && kept !== null) setPublished(kept)
        })
    })
    return () => {
      isWanted = false
    }
  }, [unit, attempt])

  if (published === undefined && problem === undefined && device !== null) return <Busy />
  return (
    <Screen
      title={t('roads.answers.title')}
      onBack={back}
      actions={
        <ButtonLink kind="primary" to={start}>
          {t('roads.back')}
        </ButtonLink>
      }
    >
      {published === undefined ? (
        <Notice kind="warning" title={t('answers.failed')} isLive>
          <p>{t('answers.later')}</p>
          <Button onClick={() => setAttempt((count) => count + 1)}>
            {t('action.retry', { ns: 'common' })}
          </Button>
        </Notice>
      ) : published.answers.length === 0 ? (
        <p>{t('answers.none')}</p>
      ) : (
        <ol className={styles.answers}>
          {published.answers.map(({ question, answer, topic, publishedAt }) => (
            <li key={publishedAt + question} className={styles.part}>
              <p className={styles.small}>{t(`topics.${topic}`)}</p>
              <h2 lang="vi">{question}</h2>
              <p lang="vi" className={styles.said}>
                {answer}
              </p>
              <p className={styles.small}>{t('answers.at', moment(publishedAt))}</p>
            </li>
          ))}
        </ol>
      )}
    </Screen>
  )
}
