import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettlePayment, ShownBankPayment } from '../../../contract/payments.ts'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { settleBankPayment } from './bank-payments-client.ts'

const ways = ['assign', 'refunded', 'settled'] as const
type Way = (typeof ways)[number]

interface SettleDialogProps {
  readonly payment: ShownBankPayment
  readonly onClose: () => void
  readonly onSettled: () => void
}

/** What an officer makes of money that does not fit the book by itself. */
export function SettleDialog({ payment, onClose, onSettled }: SettleDialogProps) {
  const { t } = useTranslation('notices-desk')
  const isRefund = payment.kind === 'refund' || payment.problem === 'refund'
  const offered = ways.filter((way) => !(isRefund && way === 'assign'))
  const [way, setWay] = useState<Way>(isRefund ? 'refunded' : 'assign')
  const [text, setText] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)

  async function save(): Promise<void> {
    setIsTried(true)
    const written = text.trim()
    if (isBusy || written === '') return
    setIsBusy(true)
    const how: SettlePayment = way === 'assign' ? { type: way, code: written } : { type: way, note: written }
    const answer = await settleBankPayment(payment.transaction, how)
    setIsBusy(false)
    if (answer.ok) onSettled()
    else setProblem(answer.problem)
  }

  return (
    <Dialog
      title={`${t('payments.settle')}: ${payment.transaction}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void save()}>
            {t('payments.save')}
          </Button>
        </>
      }
    >
      {problem === null ? null : <ProblemNotice problem={problem} title={t('payments.notDone')} />}
      <Choices
        label={t('payments.how')}
        options={offered.map((value) => ({ value, label: t(`payments.do.${value}`) }))}
        value={way}
        onChange={(value) => {
          setWay(ways.find((each) => each === value) ?? way)
          setText('')
        }}
      />
      <TextInput
        label={t(way === 'assign' ? 'payments.code' : 'payments.note')}
        maxLength={way === 'assign' ? 60 : 500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={isTried && text.trim() === '' ? t('payments.missing') : undefined}
      />
    </Dialog>
  )
}
