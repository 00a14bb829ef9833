import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import { readDraft, type SupplementDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import { contentLanguage } from '../../i18n.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { LeaveGuard } from '../declaration/leave-guard.tsx'
import { useFinish } from '../declaration/use-finish.ts'
import { useProcedure } from '../procedure/use-catalogue.ts'
import { paperGroups } from './paper-groups.ts'
import { start } from './places.ts'
import { type OpenSupplement, SupplementContext } from './supplement-context.ts'

type Opening =
  | { readonly name: 'opening' | 'none' | 'failed' }
  | { readonly name: 'open'; readonly session: Session; readonly draft: SupplementDraft }

/** Opens the session's papers for the screens below; without such a draft the start explains. */
export function OpenDraft() {
  const { t } = useTranslation('supplement')
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
      if (read.ok) {
        const { draft } = read
        setOpening(draft.kind === 'supplement' ? { name: 'open', session, draft } : { name: 'none' })
      } else {
        const isGone = read.problem === 'draft-missing' || read.problem === 'session-ended'
        setOpening({ name: isGone ? 'none' : 'failed' })
      }
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
      return <OpenedDraft session={opening.session} draft={opening.draft} />
  }
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
