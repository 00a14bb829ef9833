import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierExport } from '../../../contract/audit.ts'
import { save } from '../../carried/save-file.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { type DeskProblem, exportDossier } from '../desk-client.ts'
import type { DossierContent } from '../dossier/use-dossier-content.ts'
import { momentText } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { copyDocument } from './copy-document.ts'
import { copySections } from './copy-sections.ts'
import styles from './disclosure.module.css'

interface ExportDialogProps {
  readonly dossierId: string
  readonly content: DossierContent
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Everything that is held about a dossier, for the person concerned, once staff say that they know who asks. */
export function ExportDialog({ dossierId, content, isOpen, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation(['audit', 'common'])
  const { t: workflow } = useTranslation('workflow')
  const [isChecked, setIsChecked] = useState(false)
  const [isAsked, setIsAsked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  const [copy, setCopy] = useState<DossierExport | null>(null)

  function close(): void {
    // The next person who asks is another one.
    setIsChecked(false)
    setIsAsked(false)
    setProblem(null)
    setCopy(null)
    onClose()
  }

  async function make(): Promise<void> {
    if (!isChecked) {
      setIsAsked(true)
      return
    }
    setIsBusy(true)
    setProblem(null)
    const answer = await exportDossier(dossierId)
    setIsBusy(false)
    if (answer.ok) setCopy(answer.value)
    else setProblem(answer.problem)
  }

  function fileOf(made: DossierExport, kind: 'html' | 'json'): File {
    const name = `ho-so-${made.dossier.receiptCode}.${kind}`
    if (kind === 'json') return new File([JSON.stringify(made, null, 2)], name, { type: 'application/json' })
    const language = contentLanguage(i18n.language)
    const eventName = (type: string) => workflow(`event.${type}`, { defaultValue: type })
    const page = copyDocument({
      language,
      title: t('copy.title', { code: made.dossier.receiptCode }),
      made: t('copy.made', { unit: made.unit.name, at: momentText(made.madeAt), by: made.madeBy }),
      sections: copySections(made, { t, language, content, eventName }),
      none: t('copy.none'),
    })
    return new File([page], name, { type: 'text/html' })
  }

  return (
    <Dialog
      title={t('export.title')}
      isOpen={isOpen}
      onClose={close}
      actions={
        copy === null ? (
          <>
            <Button onClick={close}>{t('action.cancel', { ns: 'common' })}</Button>
            <Button kind="primary" isBusy={isBusy} onClick={() => void make()}>
              {t('export.make')}
            </Button>
          </>
        ) : (
          <Button kind="primary" onClick={close}>
            {t('export.close')}
          </Button>
        )
      }
    >
      {copy === null ? (
        <>
          <p>{t('export.body')}</p>
          <p>{t('export.noted')}</p>
          <Checkbox
            label={t('export.identity')}
            isChecked={isChecked}
            onChange={setIsChecked}
            error={isAsked && !isChecked ? t('export.identityAsked') : undefined}
          />
        </>
      ) : (
        <Notice kind="success" title={t('export.ready')} isLive>
          <div className={styles.ways}>
            <Button onClick={() => save(fileOf(copy, 'html'))}>{t('export.readable')}</Button>
            <Button onClick={() => save(fileOf(copy, 'json'))}>{t('export.data')}</Button>
          </div>
        </Notice>
      )}
      {problem === null ? null : <ProblemNotice problem={problem} title={t('export.failed')} />}
    </Dialog>
  )
}
