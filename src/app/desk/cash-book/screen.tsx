import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { BankPaymentsSection } from '../bank-payments/section.tsx'
import { readCashBook } from '../desk-client.ts'
import fields from '../period-fields.module.css'
import { PeriodFields } from '../period-fields.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { CashEntries } from './cash-entries.tsx'
import { CashTotals } from './cash-totals.tsx'
import styles from './screen.module.css'

/** The money of one day entry by entry, or of a period as totals. */
export function CashBookScreen({ role }: { readonly role: StaffRole }) {
  const { t } = useTranslation('fees')
  const [today] = useState(() => vietnamDay(Date.now()))
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState(today)
  const read = useCallback(() => readCashBook(from, until), [from, until])
  const { value: book, problem, refresh } = usePolled(read)
  const { print } = usePrint()
  // What the last answer was about, until the next one is here.
  const isShown = book !== null && book.from === from && book.until === until
  return (
    <Screen
      title={t('book.title')}
      isWide
      actions={
        isShown ? (
          <Button icon={<Icon name="print" />} onClick={print}>
            {t('action.print', { ns: 'common' })}
          </Button>
        ) : undefined
      }
    >
      <div className={`${fields.fields} no-print`}>
        <PeriodFields
          labels={{ from: t('book.from'), until: t('book.until') }}
          from={from}
          until={until}
          onFrom={setFrom}
          onUntil={setUntil}
        />
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
      {isShown || problem !== null ? null : <Busy />}
      {isShown ? (
        <>
          <CashTotals book={book} />
          {book.from === book.until ? <CashEntries entries={book.entries} /> : null}
          <BankPaymentsSection from={from} until={until} maySettle={may(role, 'collect-fee')} />
          <p className={styles.signing}>{t('book.signing')}</p>
        </>
      ) : null}
    </Screen>
  )
}
