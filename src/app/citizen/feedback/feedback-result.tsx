import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeedbackAnswer } from '../../../contract/feedback.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { moment } from '../receipt/moment.ts'
import { type LookUpProblem, rateFeedback } from './ask-feedback.ts'
import styles from './feedback.module.css'

interface FeedbackResultProps {
  readonly answer: FeedbackAnswer
  readonly onChange: (answer: FeedbackAnswer) => void
}

/** How far it is and what the desk says. Takes the focus when it appears. */
export function FeedbackResult({ answer, onChange }: FeedbackResultProps) {
  const { t } = useTranslation(['feedback', 'tracking'])
  const heading = useRef<HTMLHeadingElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<LookUpProblem>()
  const [isRated, setIsRated] = useState(false)
  useEffect(() => {
    heading.current?.focus()
  }, [])

  async function rate(isContent: boolean): Promise<void> {
    if (isAsking) return
    setIsAsking(true)
    setProblem(undefined)
    const rated = await rateFeedback(answer.receiptCode, isContent)
    setIsAsking(false)
    if (!rated.ok) {
      setProblem(rated.problem)
      return
    }
    setIsRated(true)
    onChange(rated.value)
  }

  const { state, arrivedAt, dueAt, reply, repliedAt, unitName, receiptCode } = answer
  const isOpen = state === 'received' || state === 'forwarded' || state === 'answering'
  return (
    <section className={styles.part} aria-labelledby="feedback-result">
      <h2 id="feedback-result" ref={heading} tabIndex={-1}>
        {t(`state.${state}`)}
      </h2>
      <p>
        {t('receipt.codeLabel')}: <strong>{receiptCode}</strong>
      </p>
      <p className={styles.small} lang="vi">
        {unitName}
      </p>
      <p>{t('result.arrived', moment(arrivedAt))}</p>
      {isOpen && dueAt !== null ? <p>{t('result.due', moment(dueAt))}</p> : null}
      {state === 'more-asked' ? <p>{t('result.more')}</p> : null}
      {reply === null ? null : (
        <section className={styles.reply}>
          <h3>{t(`result.reply.${replyTitle(answer)}`)}</h3>
          <p lang="vi" className={styles.said}>
            {reply}
          </p>
          {repliedAt === null ? null : <p className={styles.small}>{t('result.at', moment(repliedAt))}</p>}
        </section>
      )}
      {answer.isRateable ? (
        <section className={styles.rating} aria-labelledby="feedback-rating">
          <h3 id="feedback-rating">{t('rating.title')}</h3>
          <div className={styles.buttons}>
            <Button isBusy={isAsking} onClick={() => void rate(true)}>
              {t('rating.content')}
            </Button>
            <Button isBusy={isAsking} onClick={() => void rate(false)}>
              {t('rating.discontent')}
            </Button>
          </div>
        </section>
      ) : null}
      {isRated ? <Notice kind="success" title={t('rating.thanks')} isLive /> : null}
      {problem === undefined ? null : (
        <Notice kind="error" title={t(`tracking:problem.${problem}`)} isLive>
          <p>{t('rating.failed')}</p>
        </Notice>
      )}
    </section>
  )
}

function replyTitle({ state }: FeedbackAnswer): 'asked' | 'refused' | 'answered' {
  if (state === 'more-asked') return 'asked'
  return state === 'refused' ? 'refused' : 'answered'
}
