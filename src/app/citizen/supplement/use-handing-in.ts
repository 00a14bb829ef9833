import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SupplementSubmitted, submitSupplement } from '../../../device/outbox.ts'
import { supplementConsentVersion } from './consent.ts'
import { useSupplement } from './supplement-context.ts'

type HandingInProblem = Exclude<Extract<SupplementSubmitted, { ok: false }>['problem'], 'practice'>

/** Files the papers once, however often the button is tapped; on failure the photos are as they were. */
export function useHandingIn() {
  const { i18n } = useTranslation()
  const { session, finish } = useSupplement()
  const [isFiling, setIsFiling] = useState(false)
  const [failure, setFailure] = useState<HandingInProblem>()
  const isUnderWay = useRef(false)

  async function handIn(): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsFiling(true)
    setFailure(undefined)
    const now = new Date()
    const consent = { text: supplementConsentVersion, givenAt: now.toISOString() }
    const submitted = await submitSupplement({ session, consent, language: i18n.language, now })
    if (submitted.ok) {
      await finish(`/bien-nhan/${submitted.receipt.envelopeId}`)
      return
    }
    if (submitted.problem === 'practice') {
      await finish(null)
      return
    }
    setFailure(submitted.problem)
    setIsFiling(false)
    isUnderWay.current = false
  }

  return { isFiling, failure, handIn }
}
