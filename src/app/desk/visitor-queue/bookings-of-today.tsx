import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingList } from '../../../contract/visitor-queue.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { type Column, Table } from '../../ui/table/table.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { readBookings } from './desk-queue-client.ts'
import styles from './visitor-queue.module.css'

type Booking = BookingList['bookings'][number]

/** Who has booked for today, so that nobody at the door has to be sent away for a forgotten code. */
export function BookingsOfToday() {
  const { t } = useTranslation('visitor-queue')
  const [day] = useState(() => vietnamDay(Date.now()))
  const read = useCallback(() => readBookings(day), [day])
  const { value, problem, refresh } = usePolled(read)
  const columns: readonly Column<Booking>[] = [
    { id: 'slot', title: t('list.slot'), cell: ({ slot }) => slot },
    { id: 'code', title: t('list.code'), cell: ({ code }) => code },
    { id: 'phone', title: t('list.phone'), cell: ({ phoneDigits }) => phoneDigits ?? '–' },
    { id: 'group', title: t('list.group'), cell: ({ letter }) => letter },
    { id: 'state', title: t('list.state'), cell: ({ state }) => t(`booking.state.${state}`) },
  ]
  return (
    <section className={styles.section}>
      <h2>{t('list.bookings')}</h2>
      {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
      {value?.bookings.length === 0 ? <p>{t('list.bookingsNone')}</p> : null}
      {value === null || value.bookings.length === 0 ? null : (
        <Table
          caption={t('list.bookings')}
          columns={columns}
          rows={value.bookings}
          keyOf={({ code }) => code}
        />
      )}
    </section>
  )
}
