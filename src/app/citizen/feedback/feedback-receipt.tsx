import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../../device/receipts.ts'
import { useDevice } from '../../session/device-state.ts'
import { useSession } from '../../session/session-context.ts'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { moment } from '../receipt/moment.ts'
import printed from '../receipt/printed-receipt.module.css'
import { ReceiptCode } from '../receipt/receipt-code.tsx'
import receiptStyles from '../receipt/screen.module.css'
import type { Stage } from '../receipt/stage.ts'

type Layout = 'a4' | 'slip'

interface FeedbackReceiptProps {
  readonly receipt: Receipt
  readonly stage: Stage
}

/** What whoever sent feedback takes away: the code by which they read the answer. */
export function FeedbackReceipt({ receipt, stage }: FeedbackReceiptProps) {
  const { t } = useTranslation(['feedback', 'receipt'])
  const device = useDevice()
  const { end } = useSession()
  const { print, hasFailed } = usePrint()
  const [layout, setLayout] = useState<Layout>('a4')
  const unitName = receipt.feedback?.unitName ?? device?.unit.name
  const stateText =
    receipt.feedback == null
      ? t(`receipt.stage.${stage.name === 'desk' ? 'arrived' : stage.name}`)
      : t(`state.${receipt.feedback.state}`)
  const isAttention = stage.name === 'attention'
  const printAs = (wanted: Layout) => {
    // The dialog takes the page as it is in that moment.
    flushSync(() => setLayout(wanted))
    print()
  }
  return (
    <>
      <div className={receiptStyles.onScreen}>
        <Screen
          title={t('receipt.title')}
          isWide
          actions={
            <Button kind="primary" icon={<Icon name="success" />} onClick={() => void end()}>
              {t('receipt:done')}
            </Button>
          }
        >
          <Notice kind={isAttention ? 'error' : 'success'} title={stateText} isLive>
            <p>{t(isAttention ? 'receipt.attentionHelp' : 'receipt.next')}</p>
          </Notice>
          <section className={receiptStyles.card} aria-label={t('receipt.codeLabel')}>
            <div className={receiptStyles.codeSide}>
              <p className={receiptStyles.codeLabel}>{t('receipt.codeLabel')}</p>
              <ReceiptCode code={receipt.receiptCode} />
              <p className={receiptStyles.small}>{t('receipt.keepCode')}</p>
            </div>
            <div className={receiptStyles.qr}>
              <QrCode text={receipt.qrText} label={t('receipt:qrLabel')} />
            </div>
          </section>
          <section className={receiptStyles.print} aria-labelledby="print-receipt">
            <h2 id="print-receipt">{t('receipt:print.title')}</h2>
            <div className={receiptStyles.printButtons}>
              <Button icon={<Icon name="print" />} onClick={() => printAs('a4')}>
                {t('receipt:print.a4')}
              </Button>
              <Button icon={<Icon name="print" />} onClick={() => printAs('slip')}>
                {t('receipt:print.slip')}
              </Button>
            </div>
            {hasFailed ? (
              <Notice kind="warning" isLive>
                <p>{t('receipt:print.failed')}</p>
              </Notice>
            ) : null}
          </section>
          <p>{t('receipt.lookUp')}</p>
        </Screen>
      </div>
      <section
        className={`${printed.sheet} ${layout === 'a4' ? printed.a4 : printed.slip}`}
        aria-hidden="true"
      >
        <p className={printed.unit} lang="vi">
          {unitName}
        </p>
        <p className={printed.title}>{t('receipt.paperTitle')}</p>
        <div className={printed.body}>
          <div className={printed.texts}>
            <p>{t('receipt.codeLabel')}</p>
            <p className={printed.code}>{receipt.receiptCode}</p>
            <p>{t('receipt.sent', moment(receipt.createdAt))}</p>
          </div>
          <div className={printed.qr}>
            <QrCode text={receipt.qrText} label={t('receipt:qrLabel')} />
          </div>
        </div>
        <p>{t('receipt.lookUp')}</p>
      </section>
    </>
  )
}
