/** What the fields held before a scan began to type into one of them. */
import { useCallback, useRef } from 'react'
import type { Answers } from '../../../../domain/form/definition.ts'
import { useDeclaration } from '../declaration-context.ts'
import { useKeptAnswers } from '../kept-answers.ts'

interface Held {
  readonly answers: Answers
  readonly unchosen: ReadonlySet<string>
  readonly inputs: ReadonlyMap<HTMLInputElement | HTMLTextAreaElement, string>
  /** Question with the focus. */
  readonly question: string | undefined
}

/** `hold` remembers everything; `putBack` makes it so again and says which question had the focus. */
export function usePutBack() {
  const { change } = useDeclaration()
  const { readUnchosen, setUnchosen } = useKeptAnswers()
  const held = useRef<Held | undefined>(undefined)

  const hold = useCallback(() => {
    const inputs = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    const focused = document.activeElement?.closest<HTMLElement>('[data-question]')
    // Read where they are kept: what is rendered may be a moment older.
    change((now) => {
      held.current = {
        answers: now.answers,
        unchosen: readUnchosen(),
        inputs: new Map(inputs.map((input) => [input, input.value])),
        question: focused?.dataset.question,
      }
      return now
    })
  }, [change, readUnchosen])

  /** @returns whether anything had changed. */
  const putBack = useCallback((): { readonly isChanged: boolean; readonly question: string | undefined } => {
    const before = held.current
    if (before === undefined) return { isChanged: false, question: undefined }
    const touched = [...before.inputs].filter(([input, value]) => input.value !== value)
    for (const [input, value] of touched) input.value = value
    change((now) => (now.answers === before.answers ? now : { ...now, answers: before.answers }))
    for (const question of readUnchosen()) {
      if (!before.unchosen.has(question)) setUnchosen(question, false)
    }
    return { isChanged: touched.length > 0, question: before.question }
  }, [change, readUnchosen, setUnchosen])

  return { hold, putBack }
}
