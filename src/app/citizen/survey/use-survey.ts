import { useCallback, useEffect, useRef, useState } from 'react'
import type { SurveyRequest } from '../../../contract/survey.ts'
import {
  type Face,
  questionsAt,
  type SurveyAnswers,
  type SurveyQuestion,
  type SurveyStep,
} from '../../../domain/survey/scale.ts'
import type { SurveySent } from './send-survey.ts'

/** Whoever has answered the first question and does nothing for so long has gone: what was said counts. */
const goneAfterMs = 60_000

export interface Survey {
  readonly question: SurveyQuestion
  readonly number: number
  readonly total: number
  readonly phase: 'asking' | 'sending' | 'sent' | Extract<SurveySent, { ok: false }>['problem']
  choose(face: Face): void
  skip(): void
  back(): void
  /** With what has been answered so far, once. */
  finish(): void
}

/**
 * The questions of one person, one after the other. The first face is an answer already; it is sent with what came
 * after it when the person is through, says so, leaves the screen, or has gone.
 */
export function useSurvey(
  step: SurveyStep,
  send: (answers: SurveyRequest['answers']) => Promise<SurveySent>,
): Survey {
  const questions = questionsAt(step)
  const [index, setIndex] = useState(0)
  const [phase, setPhase] = useState<Survey['phase']>('asking')
  const answers = useRef<Partial<SurveyAnswers>>({})
  /** Begun, so that two ways of ending send once. */
  const isSending = useRef(false)
  const sendNow = useRef(send)
  sendNow.current = send

  const finish = useCallback(async () => {
    const { overall, ...aspects } = answers.current
    if (overall === undefined || isSending.current) return
    isSending.current = true
    setPhase('sending')
    const sent = await sendNow.current({ overall, ...withoutUndefined(aspects) })
    if (!sent.ok) isSending.current = false
    setPhase(sent.ok ? 'sent' : sent.problem)
  }, [])

  useEffect(() => {
    if (index === 0 || phase !== 'asking') return
    const timer = setTimeout(() => void finish(), goneAfterMs)
    return () => clearTimeout(timer)
  }, [index, phase, finish])

  useEffect(() => () => void finish(), [finish])

  const goOn = () => {
    if (index + 1 < questions.length) setIndex(index + 1)
    else void finish()
  }
  // The index stays within them.
  const question = questions[index] ?? 'overall'
  return {
    question,
    number: index + 1,
    total: questions.length,
    phase,
    choose(face) {
      answers.current = { ...answers.current, [question]: face }
      goOn()
    },
    skip() {
      const { [question]: _, ...others } = answers.current
      answers.current = question === 'overall' ? answers.current : others
      goOn()
    },
    back: () => setIndex(Math.max(0, index - 1)),
    finish: () => void finish(),
  }
}

type Aspects = Omit<SurveyAnswers, 'overall'>

function withoutUndefined(aspects: Aspects): Omit<SurveyRequest['answers'], 'overall'> {
  return Object.fromEntries(Object.entries(aspects).filter(([, face]) => face !== undefined))
}
