import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { CaseAnswers, CaseQuestion } from '../../../domain/guidance/cases.ts'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import styles from './cases.module.css'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'

interface CasesProps {
  readonly guidance: Guidance
  readonly onAnswer: (answers: CaseAnswers) => void
}

/** The questions that decide what applies: one open at a time, the answered ones in a line each. */
export function Cases({ guidance, onAnswer }: CasesProps) {
  const { t, language } = useWords()
  const section = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  /** Counts answers and changes, so that the focus follows. */
  const [moves, setMoves] = useState(0)
  const { asked, answers } = guidance
  const open = asked.find(({ id }) => answers[id] === undefined)

  useEffect(() => {
    if (moves === 0) return
    // A question that was answered is gone, and with it the focus.
    const next = section.current?.querySelector<HTMLElement>('input') ?? heading.current
    next?.focus({ preventScroll: true })
  }, [moves])

  if (asked.length === 0) return null
  const answered = asked.filter(({ id }) => answers[id] !== undefined)
  const answer = (question: string, value: string | undefined) => {
    const { [question]: _, ...others } = answers
    onAnswer(value === undefined ? others : { ...others, [question]: value })
    setMoves((count) => count + 1)
  }
  return (
    <section ref={section} className={styles.cases} aria-labelledby="cases">
      <h2 ref={heading} id="cases" tabIndex={-1} className="visually-hidden">
        {t('cases.title')}
      </h2>
      {answered.length === 0 ? null : (
        <ul className={styles.answered}>
          {answered.map(({ id, question, options }) => (
            <li key={id}>
              <span>
                {question[language]}{' '}
                <strong>{options.find(({ value }) => value === answers[id])?.label[language]}</strong>
              </span>
              <Button
                kind="quiet"
                aria-label={t('cases.changeOf', { question: question[language] })}
                onClick={() => answer(id, undefined)}
              >
                {t('cases.change')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open === undefined ? null : (
        <OpenCase key={open.id} question={open} onAnswer={(value) => answer(open.id, value)} />
      )}
    </section>
  )
}

interface OpenCaseProps {
  readonly question: CaseQuestion
  readonly onAnswer: (value: string) => void
}

/** A tap answers. Arrow keys only go along the tiles, as radio buttons do, and Enter or the space bar answers. */
function OpenCase({ question, onAnswer }: OpenCaseProps) {
  const { t, language } = useWords()
  const [marked, setMarked] = useState<string>()
  const isByArrow = useRef(false)

  function noteKey(event: KeyboardEvent): void {
    isByArrow.current = event.key.startsWith('Arrow')
    if ((event.key !== 'Enter' && event.key !== ' ') || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    onAnswer(event.target.value)
  }
  return (
    <form
      className={styles.open}
      onKeyDown={noteKey}
      onPointerDown={() => {
        isByArrow.current = false
      }}
    >
      <Choices
        label={question.question[language]}
        {...(question.help === undefined ? {} : { help: question.help[language] })}
        options={question.options.map(({ value, label }) => ({ value, label: label[language] }))}
        value={marked}
        onChange={(value) => {
          if (isByArrow.current) setMarked(value)
          else onAnswer(value)
        }}
      />
      <p role="status" className={styles.keys}>
        {marked === undefined ? null : t('cases.keys')}
      </p>
    </form>
  )
}
