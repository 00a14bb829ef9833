import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet } from 'react-router'
import type { Procedure } from '../../../catalogue/schema.ts'
import { type Draft, saveDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import type { FormDefinition } from '../../../domain/form/definition.ts'
import { applicable } from '../../../domain/form/evaluate.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { DraftKeeper } from '../session-draft/draft-keeper.ts'
import { LeaveGuard } from '../session-draft/leave-guard.tsx'
import { SessionDraft, type StoredDraft } from '../session-draft/session-draft.tsx'
import { useFinish } from '../session-draft/use-finish.ts'
import { DeclarationContext, type OpenDeclaration } from './declaration-context.ts'
import { FormChanged } from './earlier-version/form-changed.tsx'
import { onVersionOfToday } from './earlier-version/version-of-today.ts'
import { KeptAnswersContext, keptAnswers } from './kept-answers.ts'
import { Unchosen } from './unchosen.ts'
import { type Source, useDrawn } from './use-drawn.ts'

interface OpenDraftProps {
  readonly procedure: Procedure
  readonly form: FormDefinition
}

/** Opens the session's draft of this procedure; without one the start explains. */
export function OpenDraft({ procedure, form }: OpenDraftProps) {
  const { t } = useTranslation('declaration')
  const open = useCallback(
    ({ session, draft, revision }: StoredDraft) => {
      if (draft.kind !== undefined || draft.procedure !== procedure.code) return undefined
      const save = (next: Draft, basedOn: number) => saveDraft(session, next, basedOn)
      const keeper = new DraftKeeper(save, draft, revision)
      keeper.change((before) => onVersionOfToday(before, form, vietnamDay(Date.now())))
      return { session, keeper }
    },
    [procedure, form],
  )
  return (
    <SessionDraft
      open={open}
      start={`/ke-khai/${procedure.code}`}
      failedTitle={t('failed.title')}
      failedBody={t('failed.draft')}
    >
      {(opened) => <KeptDraft procedure={procedure} form={form} {...opened} />}
    </SessionDraft>
  )
}

interface KeptDraftProps extends OpenDraftProps {
  readonly session: Session
  readonly keeper: DraftKeeper
}

function KeptDraft({ procedure, form, session, keeper }: KeptDraftProps) {
  const { t } = useTranslation('declaration')
  const { current } = useSession()
  const [today] = useState(() => vietnamDay(Date.now()))
  const [begun] = useState(() => new Unchosen())
  const { draft, unchosen } = useDrawn(useMemo(() => given(keeper, begun), [keeper, begun]))
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
  const setAnswer = useCallback<OpenDeclaration['setAnswer']>(
    (question, value) =>
      keeper.change((before) => {
        if (before.answers[question] === value) return before
        const { [question]: _, ...others } = before.answers
        return { ...before, answers: value === undefined ? others : { ...others, [question]: value } }
      }),
    [keeper],
  )
  const kept = useMemo(() => keptAnswers(keeper, begun, (answers) => answers), [keeper, begun])
  const { steps, complete } = useMemo(
    () => applicable(form, draft.answers, today),
    [form, draft.answers, today],
  )
  const open = useMemo<OpenDeclaration>(
    () => ({
      session,
      procedure,
      form,
      today,
      draft,
      keeper,
      steps,
      complete,
      unchosen,
      change,
      setAnswer,
      flush: () => keeper.flush(),
      lastMended,
      finish,
    }),
    [session, procedure, form, today, draft, steps, complete, unchosen, keeper, change, setAnswer, finish],
  )

  if (isFinished) return <Busy />
  // The session has been ended, here or by inactivity.
  if (current.state !== 'open') return <Navigate to="/" replace />
  return (
    <DeclarationContext value={open}>
      <KeptAnswersContext value={kept}>
        <Outlet />
      </KeptAnswersContext>
      <FormChanged />
      <LeaveGuard title={t('leave.title')} start={`/ke-khai/${procedure.code}`} flush={open.flush} />
    </DeclarationContext>
  )
}

interface Given {
  readonly draft: Draft
  readonly unchosen: ReadonlySet<string>
}

/** Both in one: what changes the one and the other is drawn once. */
function given(keeper: DraftKeeper, begun: Unchosen): Source<Given> {
  let newest: Given = { draft: keeper.read().draft, unchosen: begun.read() }
  return {
    read() {
      const { draft } = keeper.read()
      const unchosen = begun.read()
      if (draft !== newest.draft || unchosen !== newest.unchosen) newest = { draft, unchosen }
      return newest
    },
    subscribe(listener) {
      const ways = [keeper.subscribe(listener), begun.subscribe(listener)]
      return () => {
        for (const unsubscribe of ways) unsubscribe()
      }
    },
  }
}
