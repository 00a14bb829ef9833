import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierFees, FeeAction } from '../../../contract/fees.ts'
import { type FeeRow, type PaymentWay, paymentWays } from '../../../domain/fee/fee-rows.ts'
import { formatMoney } from '../../../domain/form/money.ts'
import { AmountInWords } from '../../ui/amount-in-words/amount-in-words.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextArea, TextInput } from '../../ui/field/field.tsx'
import { type DeskProblem, recordFee } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { FeeContentFields } from './fee-content-fields.tsx'
import { type FeeDraft, type FeeMistake, feeContentOf, feeDraftOf, newFeeDraft } from './fee-draft.ts'
import styles from './fees.module.css'
import { TransferCode } from './transfer-code.tsx'

export type FeeTask =
  | { readonly type: 'set' }
  | { readonly type: 'cash' | 'transfer' | 'waive' | 'correct'; readonly row: FeeRow }

interface FeeDialogProps {
  readonly task: FeeTask
  readonly dossier: string
  /** As they were on the screen when the task was chosen: what is decided is decided on them. */
  readonly fees: DossierFees
  readonly onClose: () => void
  readonly onDone: (fees: DossierFees) => void
}

type Truth = PaymentWay | 'none'

/** One decision about a fee: what it is, that it was paid and how, that it falls away, or that it was written wrong. */
export function FeeDialog({ task, dossier, fees, onClose, onDone }: FeeDialogProps) {
  const { t } = useTranslation('fees')
  const formId = useId()
  const row = task.type === 'set' ? null : task.row
  const [draft, setDraft] = useState<FeeDraft>(() => (row === null ? newFeeDraft(fees) : feeDraftOf(row)))
  const [receiptNumber, setReceiptNumber] = useState(row?.receiptNumber ?? '')
  const [reason, setReason] = useState('')
  const [truth, setTruth] = useState<Truth>(row?.way ?? 'none')
  const [mistake, setMistake] = useState<FeeMistake | 'receiptNumber' | 'reason' | null>(null)
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  /** State is late for the second tap of a double tap. */
  const isUnderWay = useRef(false)

  function paymentBy(way: Truth): Extract<FeeAction, { type: 'correct' }>['payment'] {
    const number = receiptNumber.trim()
    if (way === 'none') return null
    return way === 'cash'
      ? { way, receiptNumber: number }
      : { way, receiptNumber: number === '' ? null : number }
  }

  function actionOf(): FeeAction | { readonly mistake: NonNullable<typeof mistake> } {
    const seen = fees.rows.length
    const needsNumber = task.type === 'cash' || (task.type === 'correct' && truth === 'cash')
    if (needsNumber && receiptNumber.trim() === '') return { mistake: 'receiptNumber' }
    if ((task.type === 'waive' || task.type === 'correct') && reason.trim() === '')
      return { mistake: 'reason' }
    if (task.type === 'waive') return { type: 'waive', seen, fee: task.row.fee, reason }
    if (task.type === 'set' || task.type === 'correct') {
      const content = feeContentOf(draft, fees)
      if ('mistake' in content) return content
      if (task.type === 'set') return { type: 'set', seen, content }
      const payment = content.amountVnd === 0 ? null : paymentBy(truth)
      return { type: 'correct', seen, fee: task.row.fee, reason, content, payment }
    }
    const payment = paymentBy(task.type)
    if (payment === null) throw new Error('cash and transfers are payments')
    return { type: 'pay', seen, fee: task.row.fee, payment }
  }

  async function submit(): Promise<void> {
    if (isUnderWay.current) return
    const action = actionOf()
    if ('mistake' in action) {
      setMistake(action.mistake)
      return
    }
    isUnderWay.current = true
    setMistake(null)
    setProblem(null)
    setIsBusy(true)
    const answer = await recordFee(dossier, action)
    isUnderWay.current = false
    setIsBusy(false)
    if (answer.ok) onDone(answer.value)
    else setProblem(answer.problem)
  }

  const contentMistake = mistake === 'receiptNumber' || mistake === 'reason' ? null : mistake
  const asksNumber =
    task.type === 'cash' || task.type === 'transfer' || (task.type === 'correct' && truth !== 'none')
  const isCash = task.type === 'cash' || (task.type === 'correct' && truth === 'cash')
  return (
    <Dialog
      title={t(`task.${task.type}.title`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t(`task.${task.type}.submit`)}
          </Button>
        </>
      }
    >
      {row === null || task.type === 'correct' ? null : (
        <p>
          {t(`kind.${row.kind}`)}: <strong>{t('vnd', { amount: formatMoney(row.amountVnd) })}</strong>
          <br />
          <AmountInWords vnd={row.amountVnd} />
        </p>
      )}
      <form
        id={formId}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {task.type === 'transfer' ? <TransferCode fees={fees} row={task.row} /> : null}
        {task.type === 'set' || task.type === 'correct' ? (
          <FeeContentFields draft={draft} fees={fees} mistake={contentMistake} onChange={setDraft} />
        ) : null}
        {task.type === 'correct' && task.row.state === 'paid' ? (
          <Choices
            label={t('correct.truth')}
            value={truth}
            options={[...paymentWays, 'none' as const].map((way) => ({ value: way, label: t(`way.${way}`) }))}
            onChange={(value) => setTruth(paymentWays.find((way) => way === value) ?? 'none')}
          />
        ) : null}
        {asksNumber ? (
          <TextInput
            label={t(isCash ? 'receiptNumber.cash' : 'receiptNumber.transfer')}
            error={mistake === 'receiptNumber' ? t('mistake.receiptNumber') : undefined}
            maxLength={60}
            value={receiptNumber}
            onChange={(event) => setReceiptNumber(event.target.value)}
          />
        ) : null}
        {task.type === 'waive' || task.type === 'correct' ? (
          <TextArea
            label={t('reason')}
            error={mistake === 'reason' ? t('mistake.reason') : undefined}
            lang="vi"
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
      </form>
      {problem === null ? null : <ProblemNotice problem={problem} title={t('failed')} />}
    </Dialog>
  )
}
