import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FeedbackSubmitted, submitFeedback } from '../../../device/outbox.ts'
import { useFeedback } from './feedback-context.ts'
import { feedbackConsentVersion } from './places.ts'

type SendingProblem = Exclude<Extract<FeedbackSubmitted, { ok: false }>['problem'], 'practice'>

/** Files it once, however often the button is tapped; on failure everything is as it was. */
export function useSending() {
  const { i18n } = useTranslation()
  const { session, flush, finish } = useFeedback()
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState<SendingProblem>()
  const isUnderWay = useRef(false)

  async function send(): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsSending(true)
    setFailure(undefined)
    await flush()
    const now = new Date()
    const consent = { text: feedbackConsentVersion, givenAt: now.toISOString() }
    const submitted = await submitFeedback({ session, consent, language: i18n.language, now })
    if (submitted.ok) {
      await finish(`/bien-nhan/${submitted.receipt.envelopeId}`)
      return
    }
    if (submitted.problem === 'practice') {
      await finish(null)
      return
    }
    setFailure(submitted.problem)
    setIsSending(false)
    isUnderWay.current = false
  }

  return { isSending, failure, send }
}
