import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../../catalogue/schema.ts'
import type { DossierDetail, StaffSession } from '../../../../contract/desk.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { actOnDossier, type DeskProblem } from '../../desk-client.ts'
import { ProblemNotice } from '../../problem-notice.tsx'
import styles from './action-dialog.module.css'
import { type ActionDraft, type Mistakes, newDraft, noMistakes, readAction } from './action-draft.ts'
import type { DossierDrafts, OpenAction } from './action-drafts.ts'
import { ActionForm } from './action-form.tsx'
import { type ActionType, actionKind, openActions } from './action-kinds.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { filedRows } from './paper-rows.ts'
import { useActionTexts } from './use-action-texts.ts'

interface ActionDialogProps {
  readonly open: OpenAction
  readonly dossier: DossierDetail
  readonly procedure: Procedure | undefined
  readonly staff: StaffSession
  readonly drafts: DossierDrafts
  /** The dialog comes back after signing in again. */
  readonly isRestored: boolean
  /** The person has seen what changed meanwhile. */
  readonly onSeen: () => void
  readonly onClose: () => void
  readonly onDone: (type: ActionType) => Promise<void>
  readonly onRefresh: () => Promise<void>
}

/** The gateway may have carried it out all the same. */
const unsure: readonly DeskProblem[] = ['offline', 'not-a-gateway', 'internal', 'unavailable']

/** One step: what it brings about, what it needs, and what the gateway says to it. What was typed stays until it is done. */
export function ActionDialog(props: ActionDialogProps) {
  const { open, dossier, procedure, staff, drafts, isRestored, onSeen, onClose, onDone, onRefresh } = props
  const { type } = open
  const { t } = useTranslation('workflow')
  const texts = useActionTexts(dossier)(type)
  const [draft, setDraft] = useState<ActionDraft>(
    () => drafts.draft(type) ?? newDraft(dossier, type === 'receive' ? filedRows(dossier, procedure) : []),
  )
  const [mistakes, setMistakes] = useState<Mistakes>(noMistakes)
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  /** A second tap comes before the busy button is drawn. */
  const isUnderWay = useRef(false)
  const wasTried = useRef(false)
  const formId = useId()
  const outcome = useRef<HTMLDivElement>(null)

  const meanwhile = dossier.events.slice(open.events)
  // While one's own step is under way, what is read may have it already.
  const isChanged = !isBusy && dossier.summary.revision !== open.revision
  const isPossible = openActions(dossier, staff).includes(type)
  // An answer was lost on the way: the second attempt finds the first one done.
  const isDoneAlready =
    isChanged &&
    wasTried.current &&
    meanwhile.some((event) => event.type === type && event.by === staff.username)

  useEffect(() => {
    if (isDoneAlready) void finish()
  })
  useEffect(() => {
    if (isChanged || problem !== null) outcome.current?.scrollIntoView({ block: 'nearest' })
  }, [isChanged, problem])

  function change(changed: Partial<ActionDraft>): void {
    const next = { ...draft, ...changed }
    setDraft(next)
    drafts.keepDraft(type, next)
    // What is being mended is no longer told off; the rest is looked at again with the next attempt.
    if (mistakes.size > 0) {
      const read = readAction(type, next, dossier, open.revision, Date.now())
      const left = read.ok ? noMistakes : read.mistakes
      const kept = [...mistakes].filter(([field]) => left.has(field))
      if (kept.length < mistakes.size) setMistakes(new Map(kept))
    }
  }

  async function finish(): Promise<void> {
    drafts.keepDraft(type, null)
    await onDone(type)
  }

  async function act(): Promise<void> {
    if (isUnderWay.current || isChanged) return
    const read = readAction(type, draft, dossier, open.revision, Date.now())
    setMistakes(read.ok ? noMistakes : read.mistakes)
    if (!read.ok) return
    isUnderWay.current = true
    setIsBusy(true)
    setProblem(null)
    const answer = await actOnDossier(dossier.summary.id, read.action)
    if (answer.ok) await finish()
    else {
      wasTried.current = wasTried.current || unsure.includes(answer.problem)
      setProblem(answer.problem)
      // Whatever it was, the dossier may be another by now.
      await onRefresh()
    }
    isUnderWay.current = false
    setIsBusy(false)
  }

  const isUnsure = problem !== null && unsure.includes(problem)
  return (
    <Dialog
      title={texts.title}
      isOpen
      onClose={() => {
        if (!isUnderWay.current) onClose()
      }}
      actions={
        <>
          <Button aria-disabled={isBusy} onClick={isBusy ? undefined : onClose}>
            {t(isChanged && !isPossible ? 'action.close' : 'action.cancel', { ns: 'common' })}
          </Button>
          {isChanged ? (
            isPossible ? (
              <Button
                // Not the same element as the one that sends: it would become that in the middle of this press.
                key="seen"
                kind="primary"
                onClick={() => {
                  setProblem(null)
                  onSeen()
                }}
              >
                {t('dialog.changedSeen')}
              </Button>
            ) : null
          ) : (
            <Button
              key="act"
              kind={actionKind(type).isEnd === true ? 'danger' : 'primary'}
              type="submit"
              form={formId}
              isBusy={isBusy}
            >
              {texts.confirm}
            </Button>
          )}
        </>
      }
    >
      <ul className={styles.effects}>
        {texts.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {isRestored ? (
        <Notice kind="information" isLive>
          <p>{t('dialog.restored')}</p>
        </Notice>
      ) : null}
      <form
        id={formId}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void act()
        }}
      >
        <ActionForm
          type={type}
          dossier={dossier}
          procedure={procedure}
          draft={draft}
          onChange={change}
          mistakes={mistakes}
        />
      </form>
      <div ref={outcome} className={styles.outcome}>
        {mistakes.size === 0 ? null : (
          <Notice kind="error" title={t('mistake.some', { count: mistakes.size })} isLive />
        )}
        {isChanged ? (
          <ChangedNotice dossier={dossier} events={meanwhile} isPossible={isPossible} />
        ) : problem === null ? null : (
          <ProblemNotice problem={problem} title={t(isUnsure ? 'dialog.unsure' : 'dialog.failed')}>
            {isUnsure ? <p>{t('dialog.unsureHelp')}</p> : undefined}
          </ProblemNotice>
        )}
      </div>
    </Dialog>
  )
}
