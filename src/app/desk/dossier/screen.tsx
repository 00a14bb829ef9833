import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
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
import { momentText } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { DossierAnswers } from './dossier-answers.tsx'
import { DossierDoubts } from './dossier-doubts.tsx'
import { DossierFacts } from './dossier-facts.tsx'
import { DossierPapers } from './dossier-papers.tsx'
import { DossierTimeline } from './dossier-timeline.tsx'
import { doubtsOf } from './doubts.ts'
import { filingDay } from './filing-time.ts'
import { ReceiveDialog, type ReceiveOutcome } from './receive-dialog.tsx'
import { ReceivedNotice } from './received-notice.tsx'
import styles from './screen.module.css'
import { useDossierContent } from './use-dossier-content.ts'

interface DossierScreenProps {
  readonly role: StaffRole
  /** Of the unit that the officer works for. */
  readonly unitName: string
  /** The list is no longer as it was. */
  readonly onChanged: () => void
}

/** One dossier: what was declared, the papers, what happened to it, and the formal reception. */
export function DossierScreen({ role, unitName, onChanged }: DossierScreenProps) {
  const { t, i18n } = useTranslation(['desk', 'audit'])
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const { id = '' } = useParams()
  const read = useCallback(() => readDossier(id), [id])
  const { value: dossier, problem, refresh } = usePolled(read)
  const { content, hasFailed, retry } = useDossierContent(
    dossier?.summary.procedure ?? null,
    dossier?.form.name ?? null,
  )
  /** The revision that staff looked at when they asked to receive. */
  const [receiving, setReceiving] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<ReceiveOutcome | null>(null)
  const { print, hasFailed: hasPrintFailed } = usePrint()
  const [printProblem, setPrintProblem] = useState<DeskProblem | null>(null)
  const news = useRef<HTMLDivElement>(null)

  useEffect(() => {
    // The button that asked is gone with its state; what came of it is at the top.
    if (outcome !== null) news.current?.focus()
  }, [outcome])

  const goBack = () => void navigate('/can-bo')
  const isGone = problem === 'not-found' || problem === 'forbidden'
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
  const canReceive = summary.state === 1 && may(role, 'receive-dossier')

  /** What leaves on paper is written down first. */
  async function printDeclaration(): Promise<void> {
    const noted = await notePrint(summary.id, 'declaration')
    setPrintProblem(noted.ok ? null : noted.problem)
    if (noted.ok) print()
  }

  async function finish(result: ReceiveOutcome): Promise<void> {
    await refresh()
    setOutcome(result)
    setReceiving(null)
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
            canReceive ? (
              <Button kind="primary" onClick={() => setReceiving(summary.revision)}>
                {t('receive.action')}
              </Button>
            ) : undefined
          }
        >
          {problem === null ? null : (
            <ProblemNotice problem={problem} title={t('dossier.stale')} onRetry={() => void refresh()}>
              <p>{t('dossier.staleHelp')}</p>
            </ProblemNotice>
          )}
          {outcome === null && summary.officialNumber === null ? null : (
            <div ref={news} className={styles.news} tabIndex={-1}>
              {outcome === 'changed' ? (
                <Notice kind="warning" title={t('receive.changed')} isLive>
                  <p>{t('receive.changedHelp')}</p>
                </Notice>
              ) : null}
              {summary.officialNumber === null ? null : (
                <ReceivedNotice dossier={dossier} isNew={outcome === 'received'} />
              )}
            </div>
          )}
          {content?.procedure === undefined ? null : (
            <p className={styles.official} lang="vi">
              {content.procedure.code} · {content.procedure.name.vi}
            </p>
          )}
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
              <DossierFacts dossier={dossier} />
              <DossierPapers dossier={dossier} procedure={content?.procedure} />
              <DossierDocuments
                dossier={dossier}
                procedure={content?.procedure}
                role={role}
                onChanged={() => void refresh()}
              />
              <DossierDisclosure dossierId={summary.id} role={role} content={content} />
              <DossierTimeline events={dossier.events} deviceName={dossier.device.name} />
            </div>
          </div>
          <ReceiveDialog
            dossier={dossier}
            revision={receiving}
            onCancel={() => setReceiving(null)}
            onFinish={finish}
          />
        </Screen>
      </div>
      {content?.form === undefined ? null : (
        <PrintedDeclaration
          form={content.form}
          answers={dossier.answers}
          filedOn={filingDay(dossier)}
          lists={content.lists}
          unitName={unitName}
          receiptCode={summary.receiptCode}
        />
      )}
    </>
  )
}
