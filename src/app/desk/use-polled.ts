import { useCallback, useRef, useState } from 'react'
import type { Answer, DeskProblem } from './desk-client.ts'
import { usePolling } from './use-polling.ts'

interface Polled<Value> {
  /** The last good answer; it stays while the gateway is away. Null before the first. */
  readonly value: Value | null
  /** Why the latest attempt failed. */
  readonly problem: DeskProblem | null
}

/** Reads something of the gateway and keeps it fresh. @param read must keep its identity (`useCallback` or a function of a module). */
export function usePolled<Value>(
  read: () => Promise<Answer<Value>>,
): Polled<Value> & { readonly refresh: () => Promise<void> } {
  const [polled, setPolled] = useState<Polled<Value>>({ value: null, problem: null })
  const latest = useRef(0)
  const refresh = useCallback(async () => {
    latest.current += 1
    const turn = latest.current
    const answer = await read()
    // a later question has been asked: its answer counts
    if (turn !== latest.current) return
    setPolled((before) =>
      answer.ok ? { value: answer.value, problem: null } : { value: before.value, problem: answer.problem },
    )
  }, [read])
  const poll = useCallback(() => void refresh(), [refresh])
  usePolling(poll)
  return { ...polled, refresh }
}
