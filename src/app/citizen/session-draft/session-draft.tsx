import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { type AnyDraft, readDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'

export interface StoredDraft {
  readonly session: Session
  readonly draft: AnyDraft
  readonly revision: number
}

interface SessionDraftProps<Opened> {
  /** Undefined for a draft of something else. A new function reads the draft again. */
  readonly open: (stored: StoredDraft) => Opened | undefined
  /** Address of the start, which explains where there is no such draft. */
  readonly start: string
  readonly failedTitle: string
  readonly failedBody: string
  readonly children: (opened: Opened) => ReactNode
}

type Opening<Opened> =
  | { readonly name: 'opening' | 'none' | 'failed' }
  | { readonly name: 'open'; readonly opened: Opened }

/** Opens the session's draft for the screens below, and keeps it while they change and when the session ends. */
export function SessionDraft<Opened>({
  open,
  start,
  failedTitle,
  failedBody,
  children,
}: SessionDraftProps<Opened>) {
  const { t } = useTranslation()
  const { current } = useSession()
  const session = current.state === 'open' ? current.session : undefined
  const sessionId = session?.id
  const [opening, setOpening] = useState<Opening<Opened>>({ name: 'opening' })
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a session is known by its id; `attempt` asks again.
  useEffect(() => {
    let isWanted = true
    if (session === undefined) {
      setOpening((before) => (before.name === 'open' ? before : { name: 'none' }))
      return
    }
    void readDraft(session).then((read) => {
      if (!isWanted) return
      if (!read.ok) {
        const isGone = read.problem === 'draft-missing' || read.problem === 'session-ended'
        setOpening({ name: isGone ? 'none' : 'failed' })
        return
      }
      const opened = open({ session, draft: read.draft, revision: read.revision })
      setOpening(opened === undefined ? { name: 'none' } : { name: 'open', opened })
    })
    return () => {
      isWanted = false
    }
  }, [sessionId, open, attempt])

  switch (opening.name) {
    case 'opening':
      return <Busy />
    case 'none':
      return <Navigate to={start} replace />
    case 'failed':
      return (
        <Screen
          title={failedTitle}
          actions={
            <Button kind="primary" onClick={() => setAttempt((count) => count + 1)}>
              {t('action.retry')}
            </Button>
          }
        >
          <Notice kind="error" isLive>
            <p>{failedBody}</p>
          </Notice>
        </Screen>
      )
    case 'open':
      return children(opening.opened)
  }
}
