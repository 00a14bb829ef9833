import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SurveyedStep } from '../../../device/survey.ts'
import { useDevice } from '../../session/device-state.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { CounterLoop } from './counter-loop.tsx'
import { sendFromDevice, sendFromPhone } from './send-survey.ts'
import styles from './survey.module.css'
import { SurveyFrame } from './survey-frame.tsx'
import { SurveyQuestions } from './survey-questions.tsx'
import { useSlip } from './use-slip.ts'
import { useSurvey } from './use-survey.ts'

/** The survey by itself: of the dossier on somebody's slip, or again and again on a counter's tablet. */
export function SurveyScreen() {
  const { t } = useTranslation('survey')
  const device = useDevice()
  const slip = useSlip()
  if (device === undefined)
    return (
      <SurveyFrame>
        <Busy />
      </SurveyFrame>
    )
  if (slip !== null)
    return (
      <SurveyFrame>
        <OfSlip key={`${slip.receiptCode} ${slip.step}`} slip={slip} isEnrolled={device !== null} />
      </SurveyFrame>
    )
  if (device !== null) return <CounterLoop isKiosk={device.role === 'kiosk'} />
  return (
    <SurveyFrame>
      <Screen
        title={t('noSlip.title')}
        actions={<ButtonLink to="/ket-noi">{t('noSlip.connect')}</ButtonLink>}
      >
        <p>{t('noSlip.body')}</p>
      </Screen>
    </SurveyFrame>
  )
}

function OfSlip({ slip, isEnrolled }: { readonly slip: SurveyedStep; readonly isEnrolled: boolean }) {
  const { t } = useTranslation('survey')
  // A connection that is made or lost in between changes nothing for this person.
  const [send] = useState(() => (isEnrolled ? sendFromDevice : sendFromPhone))
  const survey = useSurvey(slip.step, (answers) => send(slip, answers))
  return (
    <Screen title={t('title')} isWide>
      <div className={styles.page}>
        <SurveyQuestions survey={survey} step={slip.step} />
        {survey.phase === 'sent' ? <p className={styles.note}>{t('thanks.once')}</p> : null}
      </div>
    </Screen>
  )
}
