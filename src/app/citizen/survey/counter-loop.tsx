import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { forgetChoices } from '../../frame/preferences.ts'
import { startLanguage } from '../../i18n.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { sendFromDevice } from './send-survey.ts'
import styles from './survey.module.css'
import { SurveyFrame } from './survey-frame.tsx'
import { SurveyQuestions } from './survey-questions.tsx'
import { useSurvey } from './use-survey.ts'

/**
 * How long the thanks stand. Nobody knows who answers here, so nothing but this pause keeps one person from answering
 * twice; reports count these answers apart from those of dossiers.
 */
const thanksMs = 4000

/** On a counter's tablet: one person after the other, each finds the first question in Vietnamese. */
export function CounterLoop({ isKiosk }: { readonly isKiosk: boolean }) {
  const [person, setPerson] = useState(1)
  const { i18n } = useTranslation()
  const navigate = useNavigate()
  useEffect(() => {
    if (!isKiosk) return
    const loaded = Promise.all([import('../../kiosk/guards.ts'), import('../../kiosk/corner-press.ts')])
    const stops = loaded.then(([{ putGuards }, { watchCornerPress }]) => [
      putGuards(),
      watchCornerPress(() => void navigate('/goc-can-bo')),
    ])
    return () =>
      void stops.then((each) => {
        for (const stop of each) stop()
      })
  }, [isKiosk, navigate])
  const next = useCallback(() => {
    forgetChoices()
    void i18n.changeLanguage(startLanguage)
    setPerson((number) => number + 1)
  }, [i18n])
  return (
    <SurveyFrame>
      <OnePerson key={person} onDone={next} />
    </SurveyFrame>
  )
}

function OnePerson({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('survey')
  const survey = useSurvey('visit', (answers) => sendFromDevice(null, answers))
  const isSent = survey.phase === 'sent'
  const isIdle = survey.phase === 'asking' && survey.number === 1
  useEffect(() => {
    if (!isSent) return
    const timer = setTimeout(onDone, thanksMs)
    return () => clearTimeout(timer)
  }, [isSent, onDone])
  useEffect(() => {
    if (!isIdle) return
    const stop = import('../../../device/update.ts').then(({ applyUpdatesWhileIdle }) =>
      applyUpdatesWhileIdle(),
    )
    return () => void stop.then((leave) => leave())
  }, [isIdle])
  return (
    <Screen title={t('title')} isWide>
      <div className={styles.page}>
        <SurveyQuestions survey={survey} step="visit" />
      </div>
    </Screen>
  )
}
