import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Ticket } from '../../../device/take-ticket.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { placeAddress } from '../addresses.ts'
import { usePlaceText } from '../place/place-text.ts'
import { PrintedTicket } from './printed-ticket.tsx'
import styles from './ticket.module.css'

/** The number, large; a code for the telephone; a slip where there is a printer. */
export function TicketScreen({ ticket }: { readonly ticket: Ticket }) {
  const { t, i18n } = useTranslation('ticket')
  const navigate = useNavigate()
  const { print, hasFailed } = usePrint()
  const placeText = usePlaceText()
  const { number, group, isPriority, view } = ticket
  const address = placeAddress(ticket.id)
  return (
    <>
      <div className={styles.onScreen}>
        <Screen
          title={t('ticket.title')}
          actions={
            <>
              <Button icon={<Icon name="print" />} onClick={print}>
                {t('ticket.print')}
              </Button>
              <Button kind="primary" onClick={() => void navigate('/')}>
                {t('ticket.done')}
              </Button>
            </>
          }
        >
          <div className={styles.card}>
            <p className={styles.number}>{number}</p>
            <p className={styles.group}>
              {group[contentLanguage(i18n.language)]}
              {isPriority ? <Badge kind="success">{t('ticket.priority')}</Badge> : null}
            </p>
            {view === null ? null : placeText(view).map((line) => <p key={line}>{line}</p>)}
            <p>{t('ticket.listen')}</p>
          </div>
          {view === null ? <Notice kind="warning" title={t('ticket.own')} /> : null}
          {hasFailed ? <Notice kind="warning" title={t('ticket.printFailed')} isLive /> : null}
          <div className={styles.scan}>
            <QrCode text={address} label={t('ticket.qr')} />
            <div>
              <p>
                <strong>{t('ticket.scan')}</strong>
              </p>
              <p>{t('ticket.noPrinter')}</p>
            </div>
          </div>
        </Screen>
      </div>
      <PrintedTicket ticket={ticket} address={address} />
    </>
  )
}
