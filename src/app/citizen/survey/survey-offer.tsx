import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { hasAnswered, type SurveyedStep } from '../../../device/survey.ts'
import { sendFromDevice } from './send-survey.ts'
import styles from './survey.module.css'
import { SurveyQuestions } from './survey-questions.tsx'
import { useSurvey } from './use-survey.ts'

/** On the receipt: the first question with its faces, for whoever likes; nothing for whoever has answered before. */
export function SurveyOffer({ about }: { readonly about: SurveyedStep }) {
  const { receiptCode, step } = about
  const wasAnswered = useLiveQuery(() => hasAnswered({ receiptCode, step }), [receiptCode, step])
  // Decided once: the thanks of this visit stay.
  const [isOffered, setIsOffered] = useState<boolean | null>(null)
  if (isOffered === null && wasAnswered !== undefined) setIsOffered(!wasAnswered)
  return isOffered === true ? <Offer about={about} /> : null
}

function Offer({ about }: { readonly about: SurveyedStep }) {
  const survey = useSurvey(about.step, (answers) => sendFromDevice(about, answers))
  return (
    <div className={styles.card}>
      <SurveyQuestions survey={survey} step={about.step} />
    </div>
  )
}
