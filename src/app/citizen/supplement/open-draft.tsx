import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import type { SupplementDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import { contentLanguage } from '../../i18n.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { useProcedure } from '../procedure/use-catalogue.ts'
import { LeaveGuard } from '../session-draft/leave-guard.tsx'
import { SessionDraft, type StoredDraft } from '../session-draft/session-draft.tsx'
import { useFinish } from '../session-draft/use-finish.ts'
import { paperGroups } from './paper-groups.ts'
import { start } from './places.ts'
import { type OpenSupplement, SupplementContext } from './supplement-context.ts'

function openSupplement({ session, draft }: StoredDraft) {
  return draft.kind === 'supplement' ? { session, draft } : undefined
}

/** Opens the session's papers for the screens below; without such a draft the start explains. */
export function OpenDraft() {
  const { t } = useTranslation('supplement')
  return (
    <SessionDraft
      open={openSupplement}
      start={start}
      failedTitle={t('failed.title')}
      failedBody={t('failed.body')}
    >
      {(opened) => <OpenedDraft {...opened} />}
    </SessionDraft>
  )
}

/** The draft itself never changes: its photos have rows of their own. */
const nothingToClose = () => undefined
const nothingToSave = () => Promise.resolve()

interface OpenedDraftProps {
  readonly session: Session
  readonly draft: SupplementDraft
}

function OpenedDraft({ session, draft }: OpenedDraftProps) {
  const { t, i18n } = useTranslation('supplement')
  const language = contentLanguage(i18n.language)
  const { current } = useSession()
  const { loaded } = useProcedure(draft.procedure)
  const { isFinished, finish } = useFinish(nothingToClose)
  const procedure = typeof loaded === 'string' ? undefined : loaded
  const open = useMemo<OpenSupplement>(() => {
    const other = { name: t('papers.other'), note: t('papers.otherHelp') }
    return { session, draft, groups: paperGroups(draft, procedure, language, other), finish }
  }, [session, draft, procedure, language, t, finish])

  if (isFinished || loaded === 'loading') return <Busy />
  // The session has been ended, here or by inactivity.
  if (current.state !== 'open') return <Navigate to="/" replace />
  return (
    <SupplementContext value={open}>
      <Outlet />
      <LeaveGuard title={t('leave')} start={start} flush={nothingToSave} />
    </SupplementContext>
  )
}
