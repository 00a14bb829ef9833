import { useTranslation } from 'react-i18next'
import type { BookingView } from '../../../contract/visitor-queue.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { bookingHeldMinutes } from '../../../domain/visitor-queue/slots.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import styles from './booking.module.css'

/** When, what for, and the code to type on arrival. */
export function BookedCard({ booking }: { readonly booking: BookingView }) {
  const { t, i18n } = useTranslation('ticket')
  const { code, day, slot, group, state } = booking
  return (
    <div className={styles.card}>
      <p className={styles.when}>{t('booked.when', { time: slot, day: formatPartialDate(day) })}</p>
      <p>{group[contentLanguage(i18n.language)]}</p>
      <p>
        <Badge kind={state === 'cancelled' ? 'warning' : 'success'}>{t(`booked.state.${state}`)}</Badge>
      </p>
      {state === 'booked' ? (
        <>
          <p>{t('booked.code')}</p>
          <p className={styles.code}>{code}</p>
          <p>{t('booked.how', { count: bookingHeldMinutes })}</p>
        </>
      ) : null}
    </div>
  )
}
