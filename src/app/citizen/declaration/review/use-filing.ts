import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { receiptFiledElsewhere, type Submitted, submit } from '../../../../device/outbox.ts'
import type { Session } from '../../../../device/session.ts'
import { parseAnswer } from '../../../../domain/form/answer.ts'
import type { Answers, AnswerValue } from '../../../../domain/form/definition.ts'
import { applicableAnswers, visibleQuestions } from '../../../../domain/form/evaluate.ts'
import { consentVersion } from '../consent.ts'
import { type OpenDeclaration, useDeclaration } from '../declaration-context.ts'
import type { SaveProblem } from '../draft-keeper.ts'

export type FilingProblem = SaveProblem | Extract<Submitted, { ok: false }>['problem']

/** Files the draft once, however often the button is tapped; on failure the draft is as it was. */
export function useFiling() {
  const { i18n } = useTranslation()
  const declaration = useDeclaration()
  const [isFiling, setIsFiling] = useState(false)
  const [failure, setFailure] = useState<FilingProblem>()
  const isUnderWay = useRef(false)
  const { procedure, session, draft, change, flush, finish } = declaration

  async function file(): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsFiling(true)
    setFailure(undefined)
    const typed = draft.answers
    change((before) => ({ ...before, answers: answersToSend(declaration) }))
    const saving = await flush()
    const now = new Date()
    const submitted =
      saving.name === 'failed'
        ? await refusalUnlessFiled(session, saving.problem)
        : await submit({
            session,
            consent: { text: consentVersion, givenAt: now.toISOString() },
            language: i18n.language,
            now,
          })
    if (submitted.ok) {
      await finish(submitted.receipt.envelopeId)
      return
    }
    // Answers that do not apply now may apply again once something is mended.
    change((before) => ({ ...before, procedure: procedure.code, answers: typed }))
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

/** Only what is asked, in its stored form. */
function answersToSend({ form, draft, today }: OpenDeclaration): Answers {
  const applicable = applicableAnswers(form, draft.answers, today)
  const sent: Record<string, AnswerValue> = {}
  for (const question of visibleQuestions(form, draft.answers, today)) {
    const answer = parseAnswer(question, applicable[question.id], { today })
    if (answer.ok) sent[question.id] = answer.value
  }
  return sent
}
