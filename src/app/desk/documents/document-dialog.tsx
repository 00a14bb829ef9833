import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDocument, DossierDocuments } from '../../../contract/documents.ts'
import { formatPartialDate, parseWrittenDate } from '../../../domain/time/partial-date.ts'
import { WorkProgress } from '../../carried/work-progress.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Field, TextInput } from '../../ui/field/field.tsx'
import type { Answer, DeskProblem } from '../desk-client.ts'
import { DocumentProblem } from './document-problem.tsx'
import styles from './documents.module.css'
import { makeDocument, uploadDocument } from './documents-client.ts'

/** `YYYY-MM-DD` of a typed `25/11/2026`; null for nothing, undefined for what is no day. */
function dayIn(typed: string): string | null | undefined {
  if (typed === '') return null
  const read = parseWrittenDate(typed)
  return read.ok && read.date.length === 10 ? read.date : undefined
}

/** What the dialog begins with. */
export interface DocumentDraft {
  readonly kind: DossierDocument['kind']
  readonly component: string | null
  readonly name: string
  readonly documentNumber: string
  readonly issuer: string
  readonly issuedOn: string | null
  readonly isReusable: boolean
  /** Photos to combine; null: a file is chosen. */
  readonly pages: readonly string[] | null
  readonly replaces: number | null
}

interface DocumentDialogProps {
  readonly dossierId: string
  readonly draft: DocumentDraft
  readonly onClose: () => void
  readonly onAdded: (documents: DossierDocuments) => void
}

/** Names a document and brings it in: combined from photos here at the gateway, or uploaded. */
export function DocumentDialog({ dossierId, draft, onClose, onAdded }: DocumentDialogProps) {
  const { t } = useTranslation('documents')
  const formId = useId()
  const [file, setFile] = useState<File | null>(null)
  const [isReusable, setIsReusable] = useState(draft.isReusable)
  const [missing, setMissing] = useState<{
    readonly name: boolean
    readonly file: boolean
    readonly issuedOn: boolean
  } | null>(null)
  const [sent, setSent] = useState<number | null>(null)
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  /** State is late for the second tap of a double tap. */
  const isUnderWay = useRef(false)
  const isBusy = sent !== null

  async function save(form: HTMLFormElement): Promise<void> {
    if (isUnderWay.current) return
    const typed = new FormData(form)
    const text = (name: string) => String(typed.get(name) ?? '').trim()
    const issuedOn = dayIn(text('issuedOn'))
    const lacks = {
      name: text('name') === '',
      file: draft.pages === null && file === null,
      issuedOn: issuedOn === undefined,
    }
    setMissing(lacks)
    if (lacks.name || lacks.file || issuedOn === undefined) return
    isUnderWay.current = true
    setProblem(null)
    setSent(0)
    const answer = await send({
      name: text('name'),
      documentNumber: text('documentNumber'),
      issuer: text('issuer'),
      issuedOn,
      isReusable,
      ...(draft.replaces === null ? {} : { replaces: draft.replaces }),
    })
    isUnderWay.current = false
    setSent(null)
    if (answer.ok) onAdded(answer.value)
    else setProblem(answer.problem)
  }

  async function send(
    described: Pick<DocumentDraft, 'name' | 'documentNumber' | 'issuer' | 'issuedOn' | 'isReusable'> & {
      readonly replaces?: number
    },
  ): Promise<Answer<DossierDocuments>> {
    const { component, kind, pages } = draft
    if (pages !== null && component !== null)
      return makeDocument(dossierId, { ...described, component, pages: [...pages] })
    if (file === null) throw new Error('there is a file: it was asked for')
    return uploadDocument(dossierId, { ...described, component, kind }, file, setSent)
  }

  const action = draft.pages === null ? 'upload' : 'make'
  return (
    <Dialog
      title={t(
        `dialog.${draft.replaces === null ? (draft.pages === null ? draft.kind : 'photos') : 'replace'}`,
      )}
      isOpen
      onClose={() => {
        if (!isUnderWay.current) onClose()
      }}
      actions={
        <>
          <Button aria-disabled={isBusy} onClick={isBusy ? undefined : onClose}>
            {t('action.cancel', { ns: 'common' })}
          </Button>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t(`dialog.${action}`)}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          void save(event.currentTarget)
        }}
      >
        {draft.pages === null ? (
          <Field
            label={t('file.label')}
            help={t('file.help')}
            {...(missing?.file === true ? { error: t('file.missing') } : {})}
          >
            {(described) => (
              <input
                type="file"
                accept="application/pdf,image/jpeg,image/png"
                {...described}
                onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
              />
            )}
          </Field>
        ) : (
          <p>{t('dialog.photosHelp', { count: draft.pages.length })}</p>
        )}
        <TextInput
          label={t('name.label')}
          name="name"
          defaultValue={draft.name}
          maxLength={300}
          required
          error={missing?.name === true ? t('name.missing') : undefined}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('documentNumber')}
            name="documentNumber"
            defaultValue={draft.documentNumber}
            maxLength={100}
          />
          <TextInput
            label={t('issuedOn.label')}
            name="issuedOn"
            inputMode="numeric"
            maxLength={20}
            defaultValue={draft.issuedOn === null ? '' : formatPartialDate(draft.issuedOn)}
            error={missing?.issuedOn === true ? t('issuedOn.wrong') : undefined}
          />
        </div>
        <TextInput label={t('issuer')} name="issuer" defaultValue={draft.issuer} maxLength={300} />
        <Checkbox label={t('reusable')} isChecked={isReusable} onChange={setIsReusable} />
      </form>
      {sent === null ? null : (
        <WorkProgress
          label={t(file !== null && sent < file.size ? 'sending' : 'checking')}
          done={file !== null && sent < file.size ? sent : 0}
          total={file !== null && sent < file.size ? file.size : 0}
        />
      )}
      {problem === null ? null : <DocumentProblem problem={problem} />}
    </Dialog>
  )
}
