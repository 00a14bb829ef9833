import { useTranslation } from 'react-i18next'
import type { HeardStatus } from '../../../contract/changes.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './screen.module.css'

/** What to scan with a bank's app for the fee that the desk has asked for; known here offline too. */
export function PaymentCode({ payment }: { readonly payment: NonNullable<HeardStatus['payment']> }) {
  const { t } = useTranslation('receipt')
  const { amountVnd, transfer } = payment
  if (transfer === undefined) return null
  return (
    <section className={styles.payment} aria-labelledby="pay-by-phone">
      <h2 id="pay-by-phone">{t('pay.title')}</h2>
      <p>{t('pay.how')}</p>
      <div className={styles.qr}>
        <QrCode text={transfer.qrText} label={t('pay.qr')} />
      </div>
      <Facts>
        <Fact name={t('pay.amount')}>
          <strong>{t('pay.vnd', { amount: amountVnd.toLocaleString('vi') })}</strong>
        </Fact>
        <Fact name={t('pay.name')}>
          <span lang="vi">{transfer.name}</span>
        </Fact>
        <Fact name={t('pay.account')}>
          {transfer.account} ({transfer.bank})
        </Fact>
        {transfer.reference === undefined ? null : (
          <Fact name={t('pay.reference')}>
            <span translate="no">{transfer.reference}</span>
          </Fact>
        )}
      </Facts>
      <p>{t('pay.safe')}</p>
    </section>
  )
}
