import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { actOnDossier, type DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import styles from './receive-dialog.module.css'

/** `changed`: somebody else was faster, or an earlier attempt did arrive although its answer was lost. */
export type ReceiveOutcome = 'received' | 'changed'

interface ReceiveDialogProps {
  readonly dossier: DossierDetail
  /** The revision that the decision is about; null while the dialog is closed. */
  readonly revision: number | null
  readonly onCancel: () => void
  readonly onFinish: (outcome: ReceiveOutcome) => Promise<void>
}

/** Says what formal reception brings about before it does so, and asks once more when photos are missing. */
export function ReceiveDialog({ dossier, revision, onCancel, onFinish }: ReceiveDialogProps) {
  const { t } = useTranslation('desk')
  const { summary } = dossier
  const missing = summary.partsExpected - summary.partsPresent
  const [isMissingAccepted, setIsMissingAccepted] = useState(false)
  const [isAsked, setIsAsked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  /** State is late for the second tap of a double tap. */
  const isUnderWay = useRef(false)

  useEffect(() => {
    if (revision === null) return
    setIsMissingAccepted(false)
    setIsAsked(false)
    setProblem(null)
  }, [revision])

  async function receive(): Promise<void> {
    if (revision === null || isUnderWay.current) return
    if (missing > 0 && !isMissingAccepted) {
      setIsAsked(true)
      return
    }
    isUnderWay.current = true
    setIsBusy(true)
    setProblem(null)
    const answer = await actOnDossier(summary.id, { type: 'receive', revision })
    if (answer.ok) await onFinish('received')
    else if (answer.problem === 'dossier-changed' || answer.problem === 'transition-not-allowed') {
      await onFinish('changed')
    } else setProblem(answer.problem)
    isUnderWay.current = false
    setIsBusy(false)
  }

  return (
    <Dialog
      title={t('receive.title')}
      isOpen={revision !== null}
      onClose={() => {
        if (!isUnderWay.current) onCancel()
      }}
      actions={
        <>
          <Button aria-disabled={isBusy} onClick={isBusy ? undefined : onCancel}>
            {t('action.cancel', { ns: 'common' })}
          </Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void receive()}>
            {t('receive.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('receive.intro')}</p>
      <ul className={styles.consequences}>
        <li>{t('receive.number')}</li>
        <li>{t('receive.due')}</li>
        <li>{t('receive.tells')}</li>
      </ul>
      {missing > 0 ? (
        <>
          <Notice kind="warning" title={t('receive.missing', { count: missing })}>
            <p>{t('receive.missingHelp')}</p>
          </Notice>
          <Checkbox
            label={t('receive.missingAccepted')}
            isChecked={isMissingAccepted}
            onChange={setIsMissingAccepted}
            error={isAsked && !isMissingAccepted ? t('receive.missingAsked') : undefined}
          />
        </>
      ) : null}
      {problem === null ? null : <ProblemNotice problem={problem} title={t('receive.failed')} />}
    </Dialog>
  )
}
