import { useCallback, useEffect, useRef, useState } from 'react'
import type { AuditPage } from '../../../contract/audit.ts'
import { type AuditFilter, type DeskProblem, readAudit } from '../desk-client.ts'

interface AuditLog {
  /** Null before the first answer for this filter. */
  readonly entries: AuditPage['entries'] | null
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly problem: DeskProblem | null
}

const nothingYet: AuditLog = { entries: null, hasMore: false, isLoading: true, problem: null }

/** Page by page, newest first. It is not polled: each look at the log is an entry of it. */
export function useAuditLog(
  filter: AuditFilter,
): AuditLog & { readonly loadMore: () => void; readonly retry: () => void } {
  const [log, setLog] = useState<AuditLog>(nothingYet)
  const before = useRef<number | null>(null)
  const turn = useRef(0)

  const load = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    setLog((known) => ({ ...known, isLoading: true, problem: null }))
    const answer = await readAudit(filter, before.current)
    // Another filter was chosen meanwhile.
    if (mine !== turn.current) return
    if (!answer.ok) {
      setLog((known) => ({ ...known, isLoading: false, problem: answer.problem }))
      return
    }
    const { entries, next } = answer.value
    before.current = next
    setLog((known) => ({
      entries: [...(known.entries ?? []), ...entries],
      hasMore: next !== null,
      isLoading: false,
      problem: null,
    }))
  }, [filter])

  useEffect(() => {
    before.current = null
    setLog(nothingYet)
    void load()
  }, [load])

  const again = useCallback(() => void load(), [load])
  return { ...log, loadMore: again, retry: again }
}
