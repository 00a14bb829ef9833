import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import { type FeedbackDraft, readDraft, saveDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { DraftKeeper } from '../declaration/draft-keeper.ts'
import { LeaveGuard } from '../declaration/leave-guard.tsx'
import { useFinish } from '../declaration/use-finish.ts'
import { FeedbackContext, type OpenFeedback } from './feedback-context.ts'
import { start } from './places.ts'

type Keeper = DraftKeeper<FeedbackDraft>
type Opening =
  | { readonly name: 'opening' | 'none' | 'failed' }
  | { readonly name: 'open'; readonly session: Session; readonly keeper: Keeper }

/** Opens the session's feedback for the screens below; without such a draft the start explains. */
export function OpenDraft() {
  const { t } = useTranslation('feedback')
  const { current } = useSession()
  const session = current.state === 'open' ? current.session : undefined
  const sessionId = session?.id
  const [opening, setOpening] = useState<Opening>({ name: 'opening' })
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
      } else if (read.draft.kind === 'feedback') {
        const save = (next: FeedbackDraft, basedOn: number) => saveDraft(session, next, basedOn)
        setOpening({ name: 'open', session, keeper: new DraftKeeper(save, read.draft, read.revision) })
      } else setOpening({ name: 'none' })
    })
    return () => {
      isWanted = false
    }
  }, [sessionId, attempt])

  switch (opening.name) {
    case 'opening':
      return <Busy />
    case 'none':
      return <Navigate to={start} replace />
    case 'failed':
      return (
        <Screen
          title={t('failed.title')}
          actions={
            <Button kind="primary" onClick={() => setAttempt((count) => count + 1)}>
              {t('action.retry', { ns: 'common' })}
            </Button>
          }
        >
          <Notice kind="error" isLive>
            <p>{t('failed.body')}</p>
          </Notice>
        </Screen>
      )
    case 'open':
      return <KeptDraft session={opening.session} keeper={opening.keeper} />
  }
}

function KeptDraft({ session, keeper }: { readonly session: Session; readonly keeper: Keeper }) {
  const { t } = useTranslation('feedback')
  const { current } = useSession()
  const { draft, saving } = useSyncExternalStore(keeper.subscribe, keeper.read)
  const { isFinished, finish } = useFinish(useCallback(() => keeper.close(), [keeper]))
  const open = useMemo<OpenFeedback>(
    () => ({
      session,
      draft,
      saving,
      change: (update) => keeper.change((before) => ({ ...before, ...update })),
      flush: () => keeper.flush(),
      finish,
    }),
    [session, draft, saving, keeper, finish],
  )
  if (isFinished) return <Busy />
  // The session has been ended, here or by inactivity.
  if (current.state !== 'open') return <Navigate to="/" replace />
  return (
    <FeedbackContext value={open}>
      <Outlet />
      <LeaveGuard title={t('leave')} start={start} flush={() => keeper.flush()} />
    </FeedbackContext>
  )
}
