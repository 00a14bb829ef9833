import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer, DeskProblem } from './desk-client.ts'

interface Answered<Value> {
  /** The last good answer; it stays while another is on its way. Null before the first. */
  readonly value: Value | null
  /** Why the latest question was not answered. */
  readonly problem: DeskProblem | null
  readonly isAsking: boolean
  /** Asks again. */
  readonly ask: () => void
}

/** Asks once, and again when the question changes: for figures that are worth counting, not watching. @param read must keep its identity. */
export function useAnswer<Value>(read: () => Promise<Answer<Value>>): Answered<Value> {
  const [state, setState] = useState<Omit<Answered<Value>, 'ask'>>({
    value: null,
    problem: null,
    isAsking: true,
  })
  const latest = useRef(0)
  const ask = useCallback(() => {
    latest.current += 1
    const turn = latest.current
    setState((before) => ({ ...before, isAsking: true }))
    void read().then((answer) => {
      // a later question has been asked: its answer counts
      if (turn !== latest.current) return
      setState((before) =>
        answer.ok
          ? { value: answer.value, problem: null, isAsking: false }
          : { value: before.value, problem: answer.problem, isAsking: false },
      )
    })
  }, [read])
  useEffect(ask, [ask])
  return { ...state, ask }
}
