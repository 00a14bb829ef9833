import { useTranslation } from 'react-i18next'
import type { CashBook } from '../../../contract/fees.ts'
import { toldByBank } from '../../../domain/fee/bank-payment.ts'
import { vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { Link } from '../../ui/link/link.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { signedMoney } from '../fees/signed-money.ts'
import styles from './screen.module.css'

type Entry = CashBook['entries'][number]

/** What came in and what a correction took back, in order. */
export function CashEntries({ entries }: { readonly entries: readonly Entry[] }) {
  const { t } = useTranslation('fees')
  if (entries.length === 0) return <p>{t('book.empty')}</p>
  const columns: readonly Column<Entry>[] = [
    {
      id: 'number',
      title: t('book.dossier'),
      cell: ({ dossier, officialNumber, receiptCode }) => (
        <Link to={`/can-bo/ho-so/${dossier}`}>{officialNumber ?? receiptCode}</Link>
      ),
    },
    { id: 'at', title: t('book.at'), cell: ({ at }) => vietnamTime(at) },
    {
      id: 'applicant',
      title: t('book.applicant'),
      cell: ({ applicantName }) => <span lang="vi">{applicantName}</span>,
    },
    { id: 'kind', title: t('book.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
    {
      id: 'way',
      title: t('book.way'),
      cell: ({ way, receiptNumber }) =>
        receiptNumber === null ? t(`way.${way}`) : `${t(`way.${way}`)} · ${receiptNumber}`,
    },
    {
      id: 'amount',
      title: t('book.amount'),
      cell: ({ amountVnd, state, reason }) => (
        <span className={styles.amount}>
          {signedMoney(amountVnd)}
          {state === 'reversed' ? ` (${t('state.reversed')})` : ''}
          {reason === null ? null : <span lang="vi"> – {reason}</span>}
        </span>
      ),
    },
    {
      id: 'by',
      title: t('book.by'),
      cell: ({ by }) => (by === toldByBank ? t('book.byBank') : <span lang="vi">{by}</span>),
    },
  ]
  return (
    <section className={styles.section}>
      <h2>{t('book.entries')}</h2>
      <Table
        caption={t('book.entries')}
        columns={columns}
        rows={entries}
        keyOf={({ dossier, number }) => `${dossier} ${number}`}
      />
    </section>
  )
}
