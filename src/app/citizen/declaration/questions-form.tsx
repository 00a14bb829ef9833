import { type FormEvent, Fragment, startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question, StepPart } from '../../../domain/form/definition.ts'
import { contentLanguage } from '../../i18n.ts'
import { Notice } from '../../ui/notice/notice.tsx'
import { CardReading } from './card/card-reading.tsx'
import styles from './declaration.module.css'
import { QuestionField } from './fields/question-field.tsx'
import { SaveLine } from './save-line.tsx'
import { isShownYet, type ShownProblem } from './shown-problems.ts'
import { useProblemText } from './use-problem-text.ts'

interface QuestionsFormProps {
  /** For the button of the screen. */
  readonly id: string
  readonly help: string | undefined
  readonly questions: readonly Question[]
  /** Where the questions are those of several steps. */
  readonly parts?: readonly StepPart[] | undefined
  /** Everything that is open here, also what the person is not told yet. */
  readonly problems: readonly ShownProblem[]
  /** Question to put the focus on at first. */
  readonly wanted: string | null
  /** Nothing is left that blocks. */
  readonly onDone: () => void
}

/** The questions of one screen with what is wrong about their answers. */
export function QuestionsForm({
  id,
  help,
  questions,
  parts = [],
  problems,
  wanted,
  onDone,
}: QuestionsFormProps) {
  const language = contentLanguage(useTranslation().i18n.language)
  const problemText = useProblemText()
  const content = useRef<HTMLFormElement>(null)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  /** Counts "continue" with mistakes; each puts the focus on the first of them. */
  const [attempts, setAttempts] = useState(0)
  /** Inputs keep what is typed by themselves; answers from a card, or put back after a scan, make them anew. */
  const [renewed, setRenewed] = useState<{ readonly count: number; readonly focus: string | undefined }>({
    count: 0,
    focus: undefined,
  })

  const shown = problems.filter((problem) => isShownYet(problem, touched, attempts > 0))
  const elsewhere = shown.filter(({ question }) => !questions.some((asked) => asked.id === question))
  const firstBad = questions.find((asked) =>
    problems.some(({ question, severity }) => question === asked.id && severity === 'error'),
  )?.id

  useEffect(() => {
    if (wanted !== null) focusQuestion(content.current, wanted)
  }, [wanted])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once for each attempt, not as mistakes are mended.
  useEffect(() => {
    if (attempts > 0 && firstBad !== undefined) focusQuestion(content.current, firstBad)
  }, [attempts])

  useEffect(() => {
    if (renewed.focus !== undefined) focusQuestion(content.current, renewed.focus)
  }, [renewed])

  /** Leaving a field is half of a tap elsewhere, which is answered first. */
  const leave = useCallback((question: string) => {
    startTransition(() =>
      setTouched((before) => (before.has(question) ? before : new Set(before).add(question))),
    )
  }, [])

  function goOn(event: FormEvent): void {
    event.preventDefault()
    if (firstBad === undefined) onDone()
    else setAttempts((count) => count + 1)
  }

  return (
    <form ref={content} id={id} noValidate onSubmit={goOn} className={styles.step}>
      {help === undefined ? null : <p>{help}</p>}
      {elsewhere.length === 0 ? null : (
        <Notice kind="warning" isLive>
          {elsewhere.map((problem) => (
            <p key={problem.check?.id ?? problem.question}>{problemText(problem)}</p>
          ))}
        </Notice>
      )}
      <CardReading
        questions={questions}
        onRenew={(focus) => setRenewed(({ count }) => ({ count: count + 1, focus }))}
      />
      {questions.map((question, index) => {
        const part = partBeginningAt(questions, index, parts)
        return (
          <Fragment key={`${question.id} ${renewed.count}`}>
            {part === undefined ? null : (
              <>
                <h2>{part.title[language]}</h2>
                {part.help === undefined ? null : <p>{part.help[language]}</p>}
              </>
            )}
            <QuestionField
              question={question}
              problems={shown.filter((problem) => problem.question === question.id)}
              onLeave={leave}
            />
          </Fragment>
        )
      })}
      <SaveLine />
    </form>
  )
}

/** Whatever of it is shown: its first question may not apply. */
function partBeginningAt(
  questions: readonly Question[],
  index: number,
  parts: readonly StepPart[],
): StepPart | undefined {
  const partOf = (question: Question | undefined) =>
    parts.find((part) => question !== undefined && part.questions.includes(question.id))
  const part = partOf(questions[index])
  return part === partOf(questions[index - 1]) ? undefined : part
}

function focusQuestion(content: HTMLElement | null, question: string): void {
  const place = content?.querySelector(`[data-question="${CSS.escape(question)}"]`)
  const control =
    place?.querySelector<HTMLElement>('[data-bad="true"] button') ??
    // Before the choice that is made already: in a paper the kind comes first, and the number is what is wrong.
    place?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    place?.querySelector<HTMLElement>('input:checked, input, textarea, select') ??
    place?.querySelector<HTMLElement>('button')
  control?.focus()
}
