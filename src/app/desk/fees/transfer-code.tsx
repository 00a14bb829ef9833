import { useTranslation } from 'react-i18next'
import type { DossierFees } from '../../../contract/fees.ts'
import type { FeeRow } from '../../../domain/fee/fee-rows.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './fees.module.css'

/** What the payer scans: only where the gateway gave it, for the unit's own account (rules.md §6). */
export function TransferCode({ fees, row }: { readonly fees: DossierFees; readonly row: FeeRow }) {
  const { t } = useTranslation('fees')
  const transfer = fees.transfers.find(({ fee }) => fee === row.fee)
  if (transfer === undefined)
    return (
      <Notice kind="warning" title={t('transfer.none')}>
        <p>{t('transfer.noneHelp')}</p>
      </Notice>
    )
  return (
    <>
      <div className={styles.code}>
        <QrCode text={transfer.qrText} label={t('transfer.qr')} />
      </div>
      <Facts>
        <Fact name={t('transfer.name')}>
          <span lang="vi">{transfer.name}</span>
        </Fact>
        <Fact name={t('transfer.account')}>
          {transfer.account} ({transfer.bank})
        </Fact>
      </Facts>
      <p>{t('transfer.confirm')}</p>
    </>
  )
}
