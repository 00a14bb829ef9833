import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { faces, type SurveyStep } from '../../../domain/survey/scale.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { FacePicture } from './face-picture.tsx'
import styles from './survey.module.css'
import type { Survey } from './use-survey.ts'

interface SurveyQuestionsProps {
  readonly survey: Survey
  readonly step: SurveyStep
}

/** As one reads an answer sheet: the best first. */
const inOrder = faces.toReversed()

/** One question at a time, five faces to tap, and thanks at the end. */
export function SurveyQuestions({ survey, step }: SurveyQuestionsProps) {
  const { t } = useTranslation('survey')
  const { t: common } = useTranslation()
  const { question, number, total, phase } = survey
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const asked = useRef(number)
  useEffect(() => {
    // Not the first one: it stands where a person is reading something else.
    if (asked.current !== number) heading.current?.focus({ preventScroll: true })
    asked.current = number
  }, [number])

  if (phase === 'sending') return <Busy />
  if (phase === 'sent')
    return (
      <Notice kind="success" title={t('thanks.title')} isLive>
        <p>{t('thanks.body')}</p>
      </Notice>
    )
  if (phase !== 'asking')
    return (
      <div className={styles.survey}>
        <Notice kind="error" title={t('failed.title')} isLive>
          <p>{t(`failed.${phase}`)}</p>
        </Notice>
        <div className={styles.actions}>
          <Button onClick={survey.finish}>{common('action.retry')}</Button>
        </div>
      </div>
    )
  return (
    <section className={styles.survey} aria-labelledby={headingId}>
      <div className={styles.head}>
        <p className={styles.progress}>{t('progress', { number, total })}</p>
        <h2 ref={heading} id={headingId} tabIndex={-1} className={styles.question}>
          {question === 'overall' ? t(`overall.${step}`) : t(`aspect.${question}`)}
        </h2>
        {question === 'overall' ? (
          <p className={styles.note}>{t('anonymous')}</p>
        ) : (
          <p className={styles.note}>{t(`official.${question}`)}</p>
        )}
      </div>
      <div className={styles.container}>
        <ul className={styles.faces} aria-labelledby={headingId}>
          {inOrder.map((face) => (
            <li key={face}>
              <button type="button" className={styles.face} onClick={() => survey.choose(face)}>
                <FacePicture face={face} />
                <span>{t(`face.${face}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {question === 'overall' ? null : (
        <div className={styles.actions}>
          <Button kind="quiet" icon={<Icon name="back" />} onClick={survey.back}>
            {t('action.back')}
          </Button>
          <Button kind="quiet" onClick={survey.skip}>
            {t('action.skip')}
          </Button>
          <Button onClick={survey.finish}>{t('action.send')}</Button>
        </div>
      )}
    </section>
  )
}
