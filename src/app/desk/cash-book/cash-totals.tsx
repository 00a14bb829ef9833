import { useTranslation } from 'react-i18next'
import type { CashBook } from '../../../contract/fees.ts'
import { csvOf } from '../../../domain/text/csv.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Table } from '../../ui/table/table.tsx'
import { useProcedureNames } from '../dossiers/use-procedure-names.ts'
import { signedMoney } from '../fees/signed-money.ts'
import styles from './screen.module.css'

type ByExemption = CashBook['byExemption'][number]

/** Sums by way, procedure and exemption: "889 dossiers reduced under Resolution 10". */
export function CashTotals({ book }: { readonly book: CashBook }) {
  const { t, i18n } = useTranslation('fees')
  const { t: guide } = useTranslation('guide')
  const names = useProcedureNames()
  const language = contentLanguage(i18n.language)
  const procedureName = (code: string) => names.get(code)?.[language] ?? code
  const exemptionName = ({ ground, source }: ByExemption) =>
    ground === null
      ? t('book.waivedByLeader')
      : [guide(`ground.${ground}`), source].filter((part) => part !== null).join(' · ')
  const days =
    book.from === book.until
      ? formatPartialDate(book.from)
      : `${formatPartialDate(book.from)} – ${formatPartialDate(book.until)}`

  function download(): void {
    const text = csvOf([
      [t('book.title'), book.unit.name, days],
      [t('book.total'), '', book.totalVnd],
      ...book.byWay.map(({ way, entries, amountVnd }) => [t(`way.${way}`), entries, amountVnd]),
      [t('book.procedure'), t('book.dossiers'), t('book.amount')],
      ...book.byProcedure.map(({ procedure, dossiers, amountVnd }) => [
        `${procedure} ${procedureName(procedure)}`,
        dossiers,
        amountVnd,
      ]),
      [t('book.exemption'), t('book.dossiers'), t('book.reduced')],
      ...book.byExemption.map((each) => [exemptionName(each), each.dossiers, each.reducedVnd]),
    ])
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `so-thu-${book.unit.code}-${book.from}-${book.until}.csv`
    link.click()
    URL.revokeObjectURL(url)
  }

  return (
    <section className={styles.section}>
      <h2>
        <span lang="vi">{book.unit.name}</span>, {days}
      </h2>
      <Facts>
        <Fact name={t('book.total')}>
          <strong>{t('vnd', { amount: signedMoney(book.totalVnd) })}</strong>
        </Fact>
        {book.byWay.map(({ way, amountVnd, entries }) => (
          <Fact key={way} name={t(`way.${way}`)}>
            {t('vnd', { amount: signedMoney(amountVnd) })} ({t('book.count', { count: entries })})
          </Fact>
        ))}
      </Facts>
      {book.byProcedure.length === 0 ? null : (
        <Table
          caption={t('book.byProcedure')}
          columns={[
            { id: 'name', title: t('book.procedure'), cell: ({ procedure }) => procedureName(procedure) },
            { id: 'dossiers', title: t('book.dossiers'), cell: ({ dossiers }) => dossiers },
            { id: 'amount', title: t('book.amount'), cell: ({ amountVnd }) => signedMoney(amountVnd) },
          ]}
          rows={book.byProcedure}
          keyOf={({ procedure }) => procedure}
        />
      )}
      {book.byExemption.length === 0 ? null : (
        <Table
          caption={t('book.byExemption')}
          columns={[
            { id: 'name', title: t('book.exemption'), cell: exemptionName },
            { id: 'dossiers', title: t('book.dossiers'), cell: ({ dossiers }) => dossiers },
            { id: 'reduced', title: t('book.reduced'), cell: ({ reducedVnd }) => signedMoney(reducedVnd) },
          ]}
          rows={book.byExemption}
          keyOf={({ ground, source }) => `${ground} ${source}`}
        />
      )}
      <div className="no-print">
        <Button onClick={download}>{t('book.download')}</Button>
      </div>
    </section>
  )
}
