import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import { type FeedbackDraft, saveDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { DraftKeeper } from '../session-draft/draft-keeper.ts'
import { LeaveGuard } from '../session-draft/leave-guard.tsx'
import { SessionDraft, type StoredDraft } from '../session-draft/session-draft.tsx'
import { useFinish } from '../session-draft/use-finish.ts'
import { FeedbackContext, type OpenFeedback } from './feedback-context.ts'
import { start } from './places.ts'

type Keeper = DraftKeeper<FeedbackDraft>
function openFeedback({ session, draft, revision }: StoredDraft) {
  if (draft.kind !== 'feedback') return undefined
  const save = (next: FeedbackDraft, basedOn: number) => saveDraft(session, next, basedOn)
  return { session, keeper: new DraftKeeper(save, draft, revision) }
}

/** Opens the session's feedback for the screens below; without such a draft the start explains. */
export function OpenDraft() {
  const { t } = useTranslation('feedback')
  return (
    <SessionDraft
      open={openFeedback}
      start={start}
      failedTitle={t('failed.title')}
      failedBody={t('failed.body')}
    >
      {(opened) => <KeptDraft {...opened} />}
    </SessionDraft>
  )
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
