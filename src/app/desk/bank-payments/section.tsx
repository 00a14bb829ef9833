import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BankPayments, ShownBankPayment } from '../../../contract/payments.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import book from '../cash-book/screen.module.css'
import { signedMoney } from '../fees/signed-money.ts'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { readBankPayments } from './bank-payments-client.ts'
import { SettleDialog } from './settle-dialog.tsx'

interface BankPaymentsSectionProps {
  readonly from: string
  readonly until: string
  readonly maySettle: boolean
}

/** The bank's word beside the cash book's: what fits, what does not, and what is missing. */
export function BankPaymentsSection({ from, until, maySettle }: BankPaymentsSectionProps) {
  const { t } = useTranslation('notices-desk')
  const headingId = useId()
  const read = useCallback(() => readBankPayments(from, until), [from, until])
  const { value, problem, refresh } = usePolled(read)
  const [settling, setSettling] = useState<ShownBankPayment | null>(null)
  const [isDone, setIsDone] = useState(false)
  const isShown = value !== null && value.from === from && value.until === until
  return (
    <section className={book.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('payments.title')}</h2>
      <p>{t('payments.lead')}</p>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('payments.failed')} onRetry={() => void refresh()} />
      )}
      {isDone ? <Notice kind="success" title={t('payments.done')} isLive /> : null}
      {isShown || problem !== null ? null : <Busy />}
      {isShown ? (
        <Comparison
          value={value}
          onSettle={
            maySettle
              ? (payment) => {
                  setIsDone(false)
                  setSettling(payment)
                }
              : null
          }
        />
      ) : null}
      {settling === null ? null : (
        <SettleDialog
          payment={settling}
          onClose={() => setSettling(null)}
          onSettled={() => {
            setSettling(null)
            setIsDone(true)
            void refresh()
          }}
        />
      )}
    </section>
  )
}

interface ComparisonProps {
  readonly value: BankPayments
  /** Null for who may only look. */
  readonly onSettle: ((payment: ShownBankPayment) => void) | null
}

function Comparison({ value: { isOn, payments, notAtBank, sums }, onSettle }: ComparisonProps) {
  const { t } = useTranslation('notices-desk')
  const columns: readonly Column<ShownBankPayment>[] = [
    { id: 'transaction', title: t('payments.transaction'), cell: ({ transaction }) => transaction },
    { id: 'at', title: t('payments.paidAt'), cell: ({ paidAt }) => <Moment at={paidAt} isShort /> },
    {
      id: 'amount',
      title: t('payments.amount'),
      cell: ({ amountVnd, kind }) => (
        <span className={book.amount}>
          {signedMoney(kind === 'refund' ? -amountVnd : amountVnd)} ({t(`payments.kind.${kind}`)})
        </span>
      ),
    },
    {
      id: 'description',
      title: t('payments.description'),
      cell: ({ description }) => <span lang="vi">{description}</span>,
    },
    {
      id: 'dossier',
      title: t('payments.dossier'),
      cell: ({ dossier, code }) =>
        dossier === null ? null : <Link to={`/can-bo/ho-so/${dossier}`}>{code}</Link>,
    },
    {
      id: 'state',
      title: t('payments.state'),
      cell: (payment) => (
        <>
          {t(`payments.is.${payment.state}`, { note: payment.note ?? '' })}
          {payment.problem === null ? null : `: ${t(`payments.problem.${payment.problem}`)}`}
          {payment.state === 'parked' && onSettle !== null ? (
            <div className="no-print">
              <Button onClick={() => onSettle(payment)}>
                {t('payments.settle')}
                <span className="visually-hidden"> {payment.transaction}</span>
              </Button>
            </div>
          ) : null}
        </>
      ),
    },
  ]
  if (!isOn && payments.length === 0) return <p>{t('payments.off')}</p>
  return (
    <>
      <Facts>
        <Fact name={t('payments.matched')}>{signedMoney(sums.matchedVnd)}</Fact>
        <Fact name={t('payments.parked')} isDoubtful={sums.parkedVnd !== 0}>
          {signedMoney(sums.parkedVnd)}
        </Fact>
        <Fact name={t('payments.notAtBank')} isDoubtful={sums.notAtBankVnd !== 0}>
          {signedMoney(sums.notAtBankVnd)}
        </Fact>
      </Facts>
      {payments.length === 0 ? (
        <p>{t('payments.none')}</p>
      ) : (
        <Table
          caption={t('payments.title')}
          columns={columns}
          rows={payments}
          keyOf={({ transaction }) => transaction}
        />
      )}
      {notAtBank.length === 0 ? null : (
        <Table
          caption={t('payments.notAtBank')}
          columns={[
            {
              id: 'dossier',
              title: t('payments.dossier'),
              cell: ({ dossier, code }) => <Link to={`/can-bo/ho-so/${dossier}`}>{code}</Link>,
            },
            { id: 'at', title: t('payments.paidAt'), cell: ({ at }) => <Moment at={at} isShort /> },
            {
              id: 'reference',
              title: t('payments.transaction'),
              cell: ({ receiptNumber }) => receiptNumber,
            },
            {
              id: 'amount',
              title: t('payments.amount'),
              cell: ({ amountVnd }) => signedMoney(amountVnd),
            },
          ]}
          rows={notAtBank}
          keyOf={({ dossier, at }) => `${dossier} ${at}`}
        />
      )}
    </>
  )
}
