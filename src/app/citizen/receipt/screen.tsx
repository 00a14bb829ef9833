import { lazy, Suspense, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { contentLanguage } from '../../i18n.ts'
import { useDevice } from '../../session/device-state.ts'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { FeedbackReceipt } from '../feedback/feedback-receipt.tsx'
import { useSummaries } from '../procedure/use-catalogue.ts'
import { AskedNotice } from '../supplement/asked-notice.tsx'
import { NextSteps } from './next-steps.tsx'
import { PaymentCode } from './payment-code.tsx'
import { type Layout, PrintedReceipt } from './printed-receipt.tsx'
import { ReceiptCode } from './receipt-code.tsx'
import styles from './screen.module.css'
import { StageNotice } from './stage-notice.tsx'
import { useReceipt } from './use-receipt.ts'

/** After the receipt itself, which is what the person came for. */
const SurveyOffer = lazy(async () => ({
  default: (await import('../survey/survey-offer.tsx')).SurveyOffer,
}))

/** What the citizen takes away: code, QR, where the dossier is now, and what happens next. */
export function ReceiptScreen() {
  // With the texts of what may be asked for, so that the screen does not blink.
  const { t, i18n } = useTranslation(['receipt', 'supplement', 'feedback'])
  const { t: common } = useTranslation()
  const { envelopeId = '' } = useParams()
  const known = useReceipt(envelopeId)
  const device = useDevice()
  const { loaded } = useSummaries()
  const { end } = useSession()
  const { print, hasFailed } = usePrint()
  const [layout, setLayout] = useState<Layout>('a4')

  if (known === undefined) return <Busy />
  if (known === null || known === 'unavailable') {
    return (
      <Screen
        title={t(known === null ? 'unknown.title' : 'unavailable.title')}
        actions={
          <>
            <ButtonLink to="/">{common('action.home')}</ButtonLink>
            <ButtonLink kind="primary" to="/tra-cuu">
              {t('unknown.tracking')}
            </ButtonLink>
          </>
        }
      >
        <p>{t(known === null ? 'unknown.body' : 'unavailable.body')}</p>
      </Screen>
    )
  }

  const { receipt, stage } = known
  if (receipt.feedback !== undefined) return <FeedbackReceipt receipt={receipt} stage={stage} />
  const isSupplement = receipt.supplementFor !== undefined
  const code = receipt.supplementFor ?? receipt.receiptCode
  const codeLabel = isSupplement ? t('supplement:receipt.codeLabel') : t('codeLabel')
  const summary =
    typeof loaded === 'string' ? undefined : loaded.find((each) => each.code === receipt.procedure)
  const procedureName = summary?.plainName[contentLanguage(i18n.language)] ?? receipt.procedure
  const printAs = (wanted: Layout) => {
    // The dialog takes the page as it is in that moment.
    flushSync(() => setLayout(wanted))
    print()
  }
  return (
    <>
      <div className={styles.onScreen}>
        <Screen
          title={isSupplement ? t('supplement:receipt.title') : t('title')}
          eyebrow={procedureName === '' ? undefined : procedureName}
          isWide
          actions={
            <Button kind="primary" icon={<Icon name="success" />} onClick={() => void end()}>
              {t('done')}
            </Button>
          }
        >
          <div className={styles.stage}>
            <StageNotice stage={stage} receipt={receipt} />
            {stage.name === 'desk' ? <AskedNotice status={stage.status} /> : null}
            {stage.name === 'desk' && stage.status.payment != null ? (
              <PaymentCode payment={stage.status.payment} />
            ) : null}
          </div>
          <section className={styles.card} aria-label={codeLabel}>
            <div className={styles.codeSide}>
              <p className={styles.codeLabel}>{codeLabel}</p>
              <ReceiptCode code={code} />
              <p className={styles.small}>{t('keepCode')}</p>
              {isSupplement ? (
                <p className={styles.small}>{t('supplement:receipt.own', { code: receipt.receiptCode })}</p>
              ) : null}
            </div>
            <div className={styles.qr}>
              <QrCode text={receipt.qrText} label={t('qrLabel')} />
            </div>
          </section>
          <div className={styles.columns}>
            <NextSteps stage={stage} isSupplement={isSupplement} />
            <div className={styles.side}>
              <section className={styles.print} aria-labelledby="print-receipt">
                <h2 id="print-receipt">{t('print.title')}</h2>
                <div className={styles.printButtons}>
                  <Button icon={<Icon name="print" />} onClick={() => printAs('a4')}>
                    {t('print.a4')}
                  </Button>
                  <Button icon={<Icon name="print" />} onClick={() => printAs('slip')}>
                    {t('print.slip')}
                  </Button>
                  <Button icon={<Icon name="print" />} onClick={() => printAs('narrow')}>
                    {t('print.narrow')}
                  </Button>
                </div>
                {hasFailed ? (
                  <Notice kind="warning" isLive>
                    <p>{t('print.failed')}</p>
                  </Notice>
                ) : null}
              </section>
              <p>{t('lookUp')}</p>
            </div>
          </div>
          {isSupplement ? null : (
            <Suspense fallback={null}>
              <SurveyOffer
                about={{
                  receiptCode: receipt.receiptCode,
                  step: stage.name === 'desk' && stage.state === 10 ? 'return' : 'filing',
                  procedure: receipt.procedure === '' ? null : receipt.procedure,
                }}
              />
            </Suspense>
          )}
        </Screen>
      </div>
      {/* Its Vietnamese words may come later: the receipt on the screen does not wait for them. */}
      <Suspense>
        <PrintedReceipt
          layout={layout}
          receipt={receipt}
          stage={stage}
          procedureName={procedureName}
          unitName={receipt.status?.unitName ?? device?.unit.name}
        />
      </Suspense>
    </>
  )
}
