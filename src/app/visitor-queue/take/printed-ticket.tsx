import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../device/take-ticket.ts'
import { vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { contentLanguage } from '../../i18n.ts'
import { useDevice } from '../../session/device-state.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './printed-ticket.module.css'

/** The ticket on a roll: as wide as 58 mm paper, so that it also comes out whole on 80 mm. */
export function PrintedTicket({ ticket, address }: { readonly ticket: Ticket; readonly address: string }) {
  const { t, i18n } = useTranslation('ticket')
  const device = useDevice()
  const [now] = useState(() => Date.now())
  const { number, group, isPriority, view } = ticket
  return (
    <section className={styles.sheet} aria-hidden="true">
      <p className={styles.unit} lang="vi">
        {view?.unitName ?? device?.unit.name}
      </p>
      <p className={styles.number}>{number}</p>
      <p className={styles.group}>{group[contentLanguage(i18n.language)]}</p>
      {isPriority ? <p>{t('ticket.priority')}</p> : null}
      <p>{t('ticket.takenAt', { time: vietnamTime(view?.takenAt ?? now) })}</p>
      <div className={styles.qr}>
        <QrCode text={address} label={t('ticket.qr')} />
      </div>
      <p>{t('ticket.scan')}</p>
      <p>{t('ticket.keep')}</p>
    </section>
  )
}
