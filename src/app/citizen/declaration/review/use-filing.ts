import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageContact } from '../../../../contract/messages.ts'
import { receiptFiledElsewhere, type Submitted, submit } from '../../../../device/outbox.ts'
import type { Session } from '../../../../device/session.ts'
import { answersToSend } from '../../../../domain/form/stored.ts'
import { nextPicture } from '../../../first-picture.ts'
import type { SaveProblem } from '../../session-draft/draft-keeper.ts'
import { consentVersion } from '../consent.ts'
import { useDeclaration } from '../declaration-context.ts'

export type FilingProblem = SaveProblem | Exclude<Extract<Submitted, { ok: false }>['problem'], 'practice'>

/** Files the draft once, however often the button is tapped; on failure the draft is as it was. */
export function useFiling() {
  const { i18n } = useTranslation()
  const [isFiling, setIsFiling] = useState(false)
  const [failure, setFailure] = useState<FilingProblem>()
  const isUnderWay = useRef(false)
  const { session, form, today, flush, finish } = useDeclaration()

  /** @param contact where the citizen wants to be told how it goes. */
  async function file(contact: MessageContact | undefined): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsFiling(true)
    setFailure(undefined)
    // "Filing" is to be read before the sealing takes the processor.
    await nextPicture()
    const saving = await flush()
    const now = new Date()
    const submitted =
      saving.name === 'failed'
        ? await refusalUnlessFiled(session, saving.problem)
        : await submit({
            session,
            answersToSend: (answers) => answersToSend(form, answers, today),
            consent: { text: consentVersion, givenAt: now.toISOString() },
            language: i18n.language,
            now,
            contact,
          })
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

  return { isFiling, failure, file }
}

async function refusalUnlessFiled(session: Session, problem: SaveProblem) {
  const receipt = await receiptFiledElsewhere(session)
  return receipt === null ? { ok: false as const, problem } : { ok: true as const, receipt }
}
