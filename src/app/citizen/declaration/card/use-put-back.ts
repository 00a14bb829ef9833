/** What the fields held before a scan began to type into one of them. */
import { useCallback, useLayoutEffect, useRef } from 'react'
import type { Answers } from '../../../../domain/form/definition.ts'
import { useAnswering } from '../answering.ts'
import { useDeclaration } from '../declaration-context.ts'

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
  const { readUnchosen, setUnchosen } = useAnswering()
  const latest = useRef({ readUnchosen, setUnchosen })
  const held = useRef<Held | undefined>(undefined)
  useLayoutEffect(() => {
    latest.current = { readUnchosen, setUnchosen }
  })

  const hold = useCallback(() => {
    const inputs = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    const focused = document.activeElement?.closest<HTMLElement>('[data-question]')
    // Read where they are kept: what is rendered may be a moment older.
    change((now) => {
      held.current = {
        answers: now.answers,
        unchosen: latest.current.readUnchosen(),
        inputs: new Map(inputs.map((input) => [input, input.value])),
        question: focused?.dataset.question,
      }
      return now
    })
  }, [change])

  /** @returns whether anything had changed. */
  const putBack = useCallback((): { readonly isChanged: boolean; readonly question: string | undefined } => {
    const before = held.current
    if (before === undefined) return { isChanged: false, question: undefined }
    const touched = [...before.inputs].filter(([input, value]) => input.value !== value)
    for (const [input, value] of touched) input.value = value
    change((now) => (now.answers === before.answers ? now : { ...now, answers: before.answers }))
    for (const question of latest.current.readUnchosen()) {
      if (!before.unchosen.has(question)) latest.current.setUnchosen(question, false)
    }
    return { isChanged: touched.length > 0, question: before.question }
  }, [change])

  return { hold, putBack }
}
