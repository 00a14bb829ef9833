import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import type { Procedure } from '../../../catalogue/schema.ts'
import { type Draft, readDraft, saveDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import type { FormDefinition } from '../../../domain/form/definition.ts'
import { completeAnswers, visibleSteps } from '../../../domain/form/evaluate.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { DeclarationContext, type OpenDeclaration } from './declaration-context.ts'
import { DraftKeeper } from './draft-keeper.ts'
import { FormChanged } from './earlier-version/form-changed.tsx'
import { onVersionOfToday } from './earlier-version/version-of-today.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { useFinish } from './use-finish.ts'

interface OpenDraftProps {
  readonly procedure: Procedure
  readonly form: FormDefinition
}

type Opening =
  | { readonly name: 'opening' }
  | { readonly name: 'open'; readonly session: Session; readonly keeper: DraftKeeper }
  /** No draft of this procedure in this session: the start explains. */
  | { readonly name: 'none' }
  | { readonly name: 'failed' }

/** Opens the session's draft for the screens of the declaration, and keeps it while they change. */
export function OpenDraft({ procedure, form }: OpenDraftProps) {
  const { t } = useTranslation('declaration')
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
        setOpening(isGone ? { name: 'none' } : { name: 'failed' })
        return
      }
      const { draft } = read
      if (draft.kind !== undefined || draft.procedure !== procedure.code) {
        setOpening({ name: 'none' })
        return
      }
      const save = (next: Draft, basedOn: number) => saveDraft(session, next, basedOn)
      const keeper = new DraftKeeper(save, draft, read.revision)
      keeper.change((before) => onVersionOfToday(before, form, vietnamDay(Date.now())))
      setOpening({ name: 'open', session, keeper })
    })
    return () => {
      isWanted = false
    }
  }, [sessionId, procedure, form, attempt])

  switch (opening.name) {
    case 'opening':
      return <Busy />
    case 'none':
      return <Navigate to={`/ke-khai/${procedure.code}`} replace />
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
            <p>{t('failed.draft')}</p>
          </Notice>
        </Screen>
      )
    case 'open':
      return <KeptDraft procedure={procedure} form={form} session={opening.session} keeper={opening.keeper} />
  }
}

interface KeptDraftProps extends OpenDraftProps {
  readonly session: Session
  readonly keeper: DraftKeeper
}

function KeptDraft({ procedure, form, session, keeper }: KeptDraftProps) {
  const { t } = useTranslation('declaration')
  const { current } = useSession()
  const { draft, saving } = useSyncExternalStore(keeper.subscribe, keeper.read)
  const [today] = useState(() => vietnamDay(Date.now()))
  const [unchosen, setUnchosenIds] = useState<ReadonlySet<string>>(new Set())
  const lastMended = useRef<string | null>(null)
  const { isFinished, finish } = useFinish(useCallback(() => keeper.close(), [keeper]))

  useEffect(() => {
    const flush = () => void keeper.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [keeper])

  const change = useCallback<OpenDeclaration['change']>((update) => keeper.change(update), [keeper])
  const open = useMemo<OpenDeclaration>(
    () => ({
      session,
      procedure,
      form,
      today,
      draft,
      saving,
      steps: visibleSteps(form, draft.answers, today),
      complete: completeAnswers(form, draft.answers, today),
      unchosen,
      change,
      setAnswer(question, value) {
        keeper.change((before) => {
          if (before.answers[question] === value) return before
          const { [question]: _, ...others } = before.answers
          return { ...before, answers: value === undefined ? others : { ...others, [question]: value } }
        })
      },
      setUnchosen(question, isUnchosen) {
        setUnchosenIds((before) => {
          if (before.has(question) === isUnchosen) return before
          const after = new Set(before)
          if (isUnchosen) after.add(question)
          else after.delete(question)
          return after
        })
      },
      flush: () => keeper.flush(),
      lastMended,
      finish,
    }),
    [session, procedure, form, today, draft, saving, unchosen, keeper, change, finish],
  )

  if (isFinished) return <Busy />
  // The session has been ended, here or by inactivity.
  if (current.state !== 'open') return <Navigate to="/" replace />
  return (
    <DeclarationContext value={open}>
      <Outlet />
      <FormChanged />
      <LeaveGuard title={t('leave.title')} start={`/ke-khai/${procedure.code}`} flush={open.flush} />
    </DeclarationContext>
  )
}
