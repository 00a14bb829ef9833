import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { forgetChoices } from '../../frame/preferences.ts'
import { startLanguage } from '../../i18n.ts'
import { watchQuiet } from '../../session/quiet-watch.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { sendFromDevice } from './send-survey.ts'
import styles from './survey.module.css'
import { SurveyFrame } from './survey-frame.tsx'
import { SurveyQuestions } from './survey-questions.tsx'
import { goneAfterMs, useSurvey } from './use-survey.ts'

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
  const forget = useCallback(() => {
    forgetChoices()
    void i18n.changeLanguage(startLanguage)
  }, [i18n])
  const next = useCallback(() => {
    forget()
    setPerson((number) => number + 1)
  }, [forget])
  // Of somebody who chose a language and went without an answer.
  useEffect(() => watchQuiet({ endMs: goneAfterMs, onQuiet() {}, onEnd: forget }).stop, [forget])
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
  const hasFailed = survey.phase !== 'asking' && survey.phase !== 'sending' && !isSent
  const isIdle = survey.phase === 'asking' && survey.number === 1
  useEffect(() => {
    if (!isSent) return
    const timer = setTimeout(onDone, thanksMs)
    return () => clearTimeout(timer)
  }, [isSent, onDone])
  useEffect(() => {
    if (!hasFailed) return
    // Whoever comes next finds the first question; what was said is tried once more on leaving.
    const timer = setTimeout(onDone, goneAfterMs)
    return () => clearTimeout(timer)
  }, [hasFailed, onDone])
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
