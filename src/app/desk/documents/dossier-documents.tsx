import { useCallback, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { DossierDetail } from '../../../contract/desk.ts'
import type { DossierDocument } from '../../../contract/documents.ts'
import { canHoldResult, mayAddDocument } from '../../../domain/dossier/documents.ts'
import { isClosed } from '../../../domain/dossier/workflow.ts'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { DocumentDialog, type DocumentDraft } from './document-dialog.tsx'
import { DocumentItem } from './document-item.tsx'
import styles from './documents.module.css'
import { archiveUrl, readDocuments } from './documents-client.ts'

interface DossierDocumentsProps {
  readonly dossier: DossierDetail
  readonly procedure: Procedure | undefined
  readonly role: StaffRole
  /** The dossier has one event more. */
  readonly onChanged: () => void
}

const blank = {
  name: '',
  documentNumber: '',
  issuer: '',
  issuedOn: null,
  isReusable: false,
  pages: null,
  replaces: null,
} as const

/** The dossier's electronic documents: made from its photos, uploaded, given out, and the dossier as an archive. */
export function DossierDocuments({ dossier, procedure, role, onChanged }: DossierDocumentsProps) {
  const { t } = useTranslation('documents')
  const headingId = useId()
  const { id, revision, stage } = dossier.summary
  const read = useCallback(() => readDocuments(id), [id])
  const { value, problem, refresh } = usePolled(read)
  const [draft, setDraft] = useState<DocumentDraft | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each document raises the dossier's revision.
  useEffect(() => {
    void refresh()
  }, [revision, refresh])

  const documents = value?.documents ?? []
  const has = (permission: Parameters<typeof may>[1]) => may(role, permission)
  const canAdd = (kind: DossierDocument['kind']) =>
    mayAddDocument(kind, has) && (kind === 'result' ? canHoldResult(stage) : !isClosed(stage))
  const isMade = (component: string) =>
    documents.some((one) => one.component === component && one.replacedBy === null)
  const papers = dossier.papers
    .filter(({ component }) => !isMade(component))
    .map(({ component, pages }) => ({
      component,
      pages,
      // Documents are named as the law does, in Vietnamese.
      name: procedure?.components.find((one) => one.id === component)?.name.vi ?? t('otherPaper'),
    }))

  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('title')}</h2>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('unread')} onRetry={() => void refresh()} />
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value !== null && documents.length === 0 ? <p className={styles.soft}>{t('none')}</p> : null}
      {documents.map((document) => (
        <DocumentItem
          key={document.number}
          dossierId={id}
          document={document}
          onReplace={
            canAdd(document.kind)
              ? () => setDraft({ ...document, pages: null, replaces: document.number })
              : undefined
          }
        />
      ))}
      <div className={styles.actions}>
        {canAdd('component')
          ? papers.map(({ component, name, pages }, index) => (
              <Button
                // biome-ignore lint/suspicious/noArrayIndexKey: one component may have been brought twice.
                key={`${component} ${index}`}
                icon={<Icon name="add" />}
                onClick={() => setDraft({ ...blank, kind: 'component', component, name, pages })}
              >
                {t('makeFrom', { name, count: pages.length })}
              </Button>
            ))
          : null}
        {canAdd('component') ? (
          <Button onClick={() => setDraft({ ...blank, kind: 'component', component: null })}>
            {t('addScan')}
          </Button>
        ) : null}
        {canAdd('result') ? (
          <Button
            onClick={() => setDraft({ ...blank, kind: 'result', component: null, name: t('resultName') })}
          >
            {t('addResult')}
          </Button>
        ) : null}
      </div>
      <p className={styles.soft}>
        <a href={archiveUrl(id)} download>
          {t('archive')}
        </a>{' '}
        {t('archiveHelp')}
      </p>
      {draft === null ? null : (
        <DocumentDialog
          dossierId={id}
          draft={draft}
          onClose={() => setDraft(null)}
          onAdded={() => {
            setDraft(null)
            void refresh()
            onChanged()
          }}
        />
      )}
    </section>
  )
}
