import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../../device/receipts.ts'
import { contentLanguage } from '../../i18n.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { AskedPapers } from '../supplement/asked-papers.tsx'
import { moment } from './moment.ts'
import styles from './printed-receipt.module.css'
import { isHandedIn, type Stage } from './stage.ts'
import { usePaymentText, useStageText } from './stage-text.tsx'

export type Layout = 'a4' | 'slip' | 'narrow'

const sheets: Readonly<Record<Layout, string | undefined>> = {
  a4: styles.a4,
  slip: styles.slip,
  narrow: `${styles.slip} ${styles.narrow}`,
}

interface PrintedReceiptProps {
  readonly layout: Layout
  readonly receipt: Receipt
  readonly stage: Stage
  readonly procedureName: string
  readonly unitName: string | undefined
}

/**
 * The receipt on paper, on an A4 sheet or a roll of 80 or 58 mm. It says in large letters that it is not the desk's
 * appointment slip (form 01, rules.md §1), in Vietnamese whatever the language, since staff read it too.
 */
export function PrintedReceipt({ layout, receipt, stage, procedureName, unitName }: PrintedReceiptProps) {
  const { t, i18n } = useTranslation(['receipt', 'supplement'])
  const { t: inVietnamese } = useTranslation('receipt', { lng: 'vi' })
  const text = useStageText()
  const paymentText = usePaymentText()
  const payment = stage.name === 'desk' ? paymentText(stage.status) : null
  const isSupplement = receipt.supplementFor !== undefined
  return (
    <section className={`${styles.sheet} ${sheets[layout]}`} data-printed="receipt" aria-hidden="true">
      <p className={styles.unit} lang="vi">
        {unitName}
      </p>
      <p className={styles.title}>{isSupplement ? t('supplement:receipt.paperTitle') : t('paper.title')}</p>
      <p className={styles.notOfficial}>
        <span lang="vi">{inVietnamese('paper.notOfficial')}</span>
        {contentLanguage(i18n.language) === 'vi' ? null : <span>{t('paper.notOfficial')}</span>}
      </p>
      <div className={styles.body}>
        <div className={styles.texts}>
          <p>{isSupplement ? t('supplement:receipt.codeLabel') : t('codeLabel')}</p>
          <p className={styles.code}>{receipt.supplementFor ?? receipt.receiptCode}</p>
          {isSupplement ? <p>{t('supplement:receipt.own', { code: receipt.receiptCode })}</p> : null}
          <p className={styles.procedure}>{procedureName}</p>
          {receipt.procedure === '' ? null : <p>{t('paper.procedureCode', { code: receipt.procedure })}</p>}
          <p>{t('paper.filed', moment(receipt.createdAt))}</p>
          <p>
            {t('paper.state')} {text(stage, receipt)}
          </p>
          {stage.name !== 'desk' || stage.status.officialNumber === null ? null : (
            <p>
              {t('officialNumber')} <strong>{stage.status.officialNumber}</strong>
            </p>
          )}
          {payment === null ? null : (
            <p>
              <strong>{payment}</strong>
            </p>
          )}
          {stage.name === 'desk' && stage.status.supplement != null && !isHandedIn(stage.status) ? (
            <AskedPapers asked={stage.status.supplement} receivedAt={stage.status.receivedAt} />
          ) : null}
        </div>
        <div className={styles.qr}>
          <QrCode text={receipt.qrText} label={t('qrLabel')} />
        </div>
      </div>
      {isSupplement ? null : <p>{t('next.caution')}</p>}
      <p>{t('lookUp')}</p>
    </section>
  )
}
