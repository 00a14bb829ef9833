import { useState } from 'react'
import type { Answer, DeskProblem } from './desk-client.ts'
import { useAnswer } from './use-answer.ts'

/**
 * A short list that is read whole, and answered whole by each change of it.
 * @param read keeps its identity
 */
export function useChangedAnswer<Value, Change extends string>(read: () => Promise<Answer<Value>>) {
  const answered = useAnswer(read)
  const [changed, setChanged] = useState<Value | null>(null)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [done, setDone] = useState<Change | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  /** @returns whether it was done */
  async function run(work: Promise<Answer<Value>>, change: Change): Promise<boolean> {
    setIsBusy(true)
    setFailure(null)
    setDone(null)
    const answer = await work
    setIsBusy(false)
    if (answer.ok) {
      setChanged(answer.value)
      setDone(change)
    } else setFailure(answer.problem)
    return answer.ok
  }

  return { answered, value: changed ?? answered.value, failure, done, isBusy, run }
}
