import { type FormEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { HeardStatus } from '../../../contract/changes.ts'
import type { FeedbackAnswer } from '../../../contract/feedback.ts'
import { parseReceiptCode } from '../../../domain/receipt/receipt-code.ts'
import { useDeliveryStatus } from '../../session/device-state.ts'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { trackFeedback } from '../feedback/ask-feedback.ts'
import { FeedbackResult } from '../feedback/feedback-result.tsx'
import { DossierResult } from './dossier-result.tsx'
import { type LookUpProblem, lookUp } from './look-up.ts'
import styles from './screen.module.css'
import { type CodeProblem, readCode } from './tracked-code.ts'

interface Mistakes {
  readonly code?: CodeProblem
  readonly lastFour?: 'malformed'
}

/** How far a dossier is: by receipt code or official number, with the last four digits as second factor. */
export function TrackingScreen() {
  // With the texts of the answer, so that the screen does not blink when it appears.
  const { t } = useTranslation(['tracking', 'receipt', 'supplement', 'feedback'])
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [mistakes, setMistakes] = useState<Mistakes>({})
  const [problem, setProblem] = useState<LookUpProblem | null>(null)
  const [found, setFound] = useState<HeardStatus | null>(null)
  const [feedback, setFeedback] = useState<FeedbackAnswer | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const { network } = useDeliveryStatus()
  const back = useBack()

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isAsking) return
    const typed = new FormData(event.currentTarget)
    const code = readCode(String(typed.get('code') ?? ''))
    const lastFour = String(typed.get('lastFour') ?? '')
      .normalize('NFKC')
      .replace(/\s/g, '')
    const isLastFour = /^\d{4}$/.test(lastFour)
    setMistakes({
      ...(code.ok ? {} : { code: code.problem }),
      ...(isLastFour ? {} : { lastFour: 'malformed' as const }),
    })
    setProblem(null)
    // Feedback may have no name, and so no digits: its code is enough.
    if (code.ok && lastFour === '' && parseReceiptCode(code.code).ok) {
      setMistakes({})
      setIsAsking(true)
      const answer = await trackFeedback(code.code)
      setIsAsking(false)
      if (answer.ok) {
        setFeedback(answer.value)
        return
      }
      if (answer.problem !== 'not-found') setProblem(answer.problem)
      setMistakes({ lastFour: 'malformed' })
      form.current?.querySelector<HTMLInputElement>('[name=lastFour]')?.focus()
      return
    }
    if (!code.ok || !isLastFour) {
      form.current?.querySelector<HTMLInputElement>(code.ok ? '[name=lastFour]' : '[name=code]')?.focus()
      return
    }
    setIsAsking(true)
    const answer = await lookUp({ code: code.code, lastFour })
    setIsAsking(false)
    if (answer.ok) setFound(answer.status)
    else setProblem(answer.problem)
  }

  const startAnew = () => {
    flushSync(() => {
      setFound(null)
      setFeedback(null)
    })
    form.current?.querySelector('input')?.focus()
  }

  if (found !== null || feedback !== null) {
    return (
      <Screen
        title={t('title')}
        onBack={back}
        actions={
          <Button kind="primary" onClick={startAnew}>
            {t('submitAgain')}
          </Button>
        }
      >
        {found === null ? null : <DossierResult status={found} />}
        {feedback === null ? null : <FeedbackResult answer={feedback} onChange={setFeedback} />}
      </Screen>
    )
  }
  return (
    <Screen
      title={t('title')}
      onBack={back}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isAsking}>
          {t('submit')}
        </Button>
      }
    >
      {network === 'unreachable' && problem === null ? (
        <Notice kind="warning">
          <p>{t('offline')}</p>
        </Notice>
      ) : null}
      <form
        ref={form}
        id={formId}
        noValidate
        className={styles.form}
        onSubmit={(event) => void onSubmit(event)}
      >
        <TextInput
          label={t('code.label')}
          help={t('code.help')}
          error={mistakes.code === undefined ? undefined : t(`code.${mistakes.code}`)}
          name="code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
          required
        />
        <TextInput
          label={t('lastFour.label')}
          help={`${t('lastFour.help')} ${t('lastFour.feedback')}`}
          error={mistakes.lastFour === undefined ? undefined : t('lastFour.malformed')}
          name="lastFour"
          inputMode="numeric"
          maxLength={8}
          required
        />
      </form>
      {problem === null ? null : (
        <Notice kind={problem === 'not-found' ? 'warning' : 'error'} title={t(`problem.${problem}`)} isLive>
          <p>{t(`problemHelp.${problem}`)}</p>
        </Notice>
      )}
      <section className={styles.supplement} aria-labelledby="hand-in">
        <h2 id="hand-in">{t('supplement.title')}</h2>
        <ButtonLink to="/bo-sung" icon={<Icon name="camera" />}>
          {t('supplement.link')}
        </ButtonLink>
      </section>
    </Screen>
  )
}
