import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { DossierDetail, StaffSession } from '../../../contract/desk.ts'
import { isClosed } from '../../../domain/dossier/workflow.ts'
import { contentLanguage } from '../../i18n.ts'
import printed from '../../printed-declaration/printed-declaration.module.css'
import { PrintedDeclaration } from '../../printed-declaration/printed-declaration.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { type DeskProblem, notePrint, readDossier } from '../desk-client.ts'
import { DossierDisclosure } from '../disclosure/dossier-disclosure.tsx'
import { DossierDocuments } from '../documents/dossier-documents.tsx'
import { DossierFees } from '../fees/dossier-fees.tsx'
import { DossierMessages } from '../messages/dossier-messages.tsx'
import { momentText } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { SlipLinks } from '../slips/slip-links.tsx'
import { usePolled } from '../use-polled.ts'
import { ActionDialog } from './actions/action-dialog.tsx'
import { draftsOf, type OpenAction } from './actions/action-drafts.ts'
import { type ActionType, openActions, usualAction } from './actions/action-kinds.ts'
import { OtherActions } from './actions/other-actions.tsx'
import { useActionTexts } from './actions/use-action-texts.ts'
import { DossierAnswers } from './dossier-answers.tsx'
import { DossierDoubts } from './dossier-doubts.tsx'
import { DossierFacts } from './dossier-facts.tsx'
import { DossierPapers } from './dossier-papers.tsx'
import { DossierTimeline } from './dossier-timeline.tsx'
import { doubtsOf } from './doubts.ts'
import { filingDay } from './filing-time.ts'
import styles from './screen.module.css'
import { StageOverview } from './stage-overview.tsx'
import { useDossierContent } from './use-dossier-content.ts'

interface DossierScreenProps {
  readonly staff: StaffSession
  /** Another number: something of the unit has changed. */
  readonly news: number
  /** The list is no longer as it was. */
  readonly onChanged: () => void
}

/** One dossier: where it stands and what can be done now, what was declared, the papers, and what happened to it. */
export function DossierScreen(props: DossierScreenProps) {
  const { id = '' } = useParams()
  // Another dossier has nothing of the last one's open.
  return <OpenedDossier key={id} id={id} {...props} />
}

function OpenedDossier({ id, staff, news, onChanged }: DossierScreenProps & { readonly id: string }) {
  const { t, i18n } = useTranslation(['desk', 'audit'])
  const { t: workflow } = useTranslation('workflow')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const read = useCallback(() => readDossier(id), [id])
  const { value: dossier, problem, refresh } = usePolled(read)
  useEffect(() => {
    if (news > 0) void refresh()
  }, [news, refresh])
  const { content, hasFailed, retry } = useDossierContent(
    dossier?.summary.procedure ?? null,
    dossier?.form.name ?? null,
  )
  const drafts = useMemo(() => draftsOf(staff.username, id), [staff.username, id])
  const [open, setOpen] = useState<OpenAction | null>(drafts.open)
  /** The dialog was open when the session ended, or when the person went elsewhere. */
  const [isRestored, setIsRestored] = useState(open !== null)
  const [outcome, setOutcome] = useState<ActionType | null>(null)
  const { print, hasFailed: hasPrintFailed } = usePrint()
  const [printProblem, setPrintProblem] = useState<DeskProblem | null>(null)
  const outcomeNotice = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // The button that asked is gone with its state; what came of it is at the top.
    if (outcome !== null) outcomeNotice.current?.focus()
  }, [outcome])

  const goBack = () => void navigate('/can-bo')
  const isGone = problem === 'not-found' || problem === 'forbidden'
  if (isGone && outcome !== null) {
    return (
      <Screen title={t('dossier.title')} onBack={goBack}>
        <Notice kind="success" title={workflow(`action.${outcome}.done`)} isLive>
          <p>{workflow('overview.elsewhere')}</p>
        </Notice>
      </Screen>
    )
  }
  if (dossier === null || isGone) {
    return (
      <Screen title={t('dossier.title')} onBack={goBack}>
        {problem === null ? (
          <Busy />
        ) : (
          <ProblemNotice problem={problem} title={t('dossier.failed')} onRetry={() => void refresh()} />
        )}
      </Screen>
    )
  }

  const { summary } = dossier
  const doubts = doubtsOf(dossier.doubts, content?.form)
  const actions = openActions(dossier, staff)
  const usual = usualAction(dossier, actions)
  const others = actions.filter((type) => type !== usual)

  /** What leaves on paper is written down first. */
  async function printDeclaration(): Promise<void> {
    const noted = await notePrint(summary.id, 'declaration')
    setPrintProblem(noted.ok ? null : noted.problem)
    if (noted.ok) print()
  }

  function show(action: OpenAction | null): void {
    drafts.keepOpen(action)
    setOpen(action)
    setIsRestored(false)
  }
  /** On what is on the screen now. */
  function choose(type: ActionType): void {
    setOutcome(null)
    show({ type, revision: summary.revision, events: dossier?.events.length ?? 0 })
  }

  async function finish(type: ActionType): Promise<void> {
    // Before the dossier is read anew: the dialog must not take its own event for somebody else's.
    show(null)
    await refresh()
    setOutcome(type)
    onChanged()
  }

  return (
    <>
      <div className={printed.onScreen}>
        <Screen
          title={content?.procedure?.plainName[language] ?? t('dossier.title')}
          eyebrow={t('dossier.receiptCode', { code: summary.receiptCode })}
          onBack={goBack}
          isWide
          actions={
            usual === null ? undefined : <UsualAction dossier={dossier} type={usual} onChoose={choose} />
          }
        >
          {problem === null ? null : (
            <ProblemNotice problem={problem} title={t('dossier.stale')} onRetry={() => void refresh()}>
              <p>{t('dossier.staleHelp')}</p>
            </ProblemNotice>
          )}
          {outcome === null ? null : (
            <div ref={outcomeNotice} className={styles.news} tabIndex={-1}>
              <Notice kind="success" title={workflow(`action.${outcome}.done`)} isLive />
            </div>
          )}
          {content?.procedure === undefined ? null : (
            <p className={styles.official} lang="vi">
              {content.procedure.code} · {content.procedure.name.vi}
            </p>
          )}
          <StageOverview dossier={dossier}>
            {actions.length === 0 ? (
              <p>{workflow(isClosed(summary.stage) ? 'bar.closed' : 'bar.none')}</p>
            ) : null}
            {others.length === 0 ? null : <OtherActions dossier={dossier} types={others} onChoose={choose} />}
          </StageOverview>
          <div className={styles.columns}>
            <div className={styles.column}>
              <DossierDoubts doubts={doubts} />
              {hasFailed ? (
                <Notice kind="error" title={t('dossier.contentFailed')} isLive>
                  <div>
                    <Button onClick={retry}>{t('action.retry', { ns: 'common' })}</Button>
                  </div>
                </Notice>
              ) : null}
              {content === null && !hasFailed ? <Busy /> : null}
              {content !== null && content.form?.version !== dossier.form.version ? (
                <Notice kind="warning" title={t('dossier.otherVersion')}>
                  <p>{t('dossier.otherVersionHelp', { version: dossier.form.version })}</p>
                </Notice>
              ) : null}
              {content?.form === undefined || dossier.contentRemovedAt !== null ? null : (
                <div>
                  <Button icon={<Icon name="print" />} onClick={() => void printDeclaration()}>
                    {t('dossier.print')}
                  </Button>
                  {printProblem === null ? null : (
                    <ProblemNotice problem={printProblem} title={t('audit:printNotNoted')} />
                  )}
                  {hasPrintFailed ? (
                    <Notice kind="warning" isLive>
                      <p>{t('dossier.printFailed')}</p>
                    </Notice>
                  ) : null}
                </div>
              )}
              {dossier.contentRemovedAt === null ? null : (
                <Notice kind="information">
                  <p>{t('audit:removed', { at: momentText(dossier.contentRemovedAt) })}</p>
                </Notice>
              )}
              {content === null || dossier.contentRemovedAt !== null ? null : (
                <DossierAnswers
                  form={content.form}
                  answers={dossier.answers}
                  filedOn={filingDay(dossier)}
                  lists={content.lists}
                  doubts={doubts}
                />
              )}
            </div>
            <div className={styles.column}>
              <DossierPapers dossier={dossier} procedure={content?.procedure} />
              <DossierFees dossier={dossier} staff={staff} onChanged={() => void refresh()} />
              <DossierMessages dossier={dossier.summary.id} />
              <SlipLinks dossier={dossier} />
              <DossierDocuments
                dossier={dossier}
                procedure={content?.procedure}
                role={staff.role}
                onChanged={() => void refresh()}
              />
              <DossierTimeline dossier={dossier} procedure={content?.procedure} />
              <DossierFacts dossier={dossier} />
              <DossierDisclosure dossierId={summary.id} role={staff.role} content={content} />
            </div>
          </div>
          {open === null ? null : (
            <ActionDialog
              key={open.type}
              open={open}
              dossier={dossier}
              procedure={content?.procedure}
              staff={staff}
              drafts={drafts}
              isRestored={isRestored}
              onSeen={() => choose(open.type)}
              onClose={() => show(null)}
              onDone={finish}
              onRefresh={refresh}
            />
          )}
        </Screen>
      </div>
      {content?.form === undefined ? null : (
        <PrintedDeclaration
          form={content.form}
          answers={dossier.answers}
          filedOn={filingDay(dossier)}
          lists={content.lists}
          unitName={staff.unit.name}
          receiptCode={summary.receiptCode}
        />
      )}
    </>
  )
}

interface ChoiceProps {
  readonly dossier: DossierDetail
  readonly onChoose: (type: ActionType) => void
}

function UsualAction({ dossier, type, onChoose }: ChoiceProps & { readonly type: ActionType }) {
  const textsOf = useActionTexts(dossier)
  return (
    <Button kind="primary" onClick={() => onChoose(type)}>
      {textsOf(type).button}
    </Button>
  )
}
