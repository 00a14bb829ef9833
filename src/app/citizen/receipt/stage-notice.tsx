import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../../device/receipts.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import { contentLanguage } from '../../i18n.ts'
import { Notice } from '../../ui/notice/notice.tsx'
import { moment } from './moment.ts'
import styles from './screen.module.css'
import { isHandedIn, isRunning, type Stage } from './stage.ts'
import { usePaymentText, useStageText } from './stage-text.tsx'

interface StageNoticeProps {
  readonly stage: Stage
  readonly receipt: Receipt
}

/** Where the dossier is now; announced when it changes. */
export function StageNotice({ stage, receipt }: StageNoticeProps) {
  const { t, i18n } = useTranslation('receipt')
  const { t: supplement } = useTranslation('supplement')
  const text = useStageText()
  const paymentText = usePaymentText()
  const payment = stage.name === 'desk' ? paymentText(stage.status) : null
  return (
    <Notice kind={kindOf(stage)} title={text(stage, receipt)} isLive>
      {stage.name === 'desk' ? (
        <>
          {stage.state === null ? null : (
            <p className={styles.officialState}>
              {t('officialState', { name: dossierStateNames[stage.state][contentLanguage(i18n.language)] })}
            </p>
          )}
          {stage.status.officialNumber === null ? null : (
            <p>
              {t('officialNumber')} <strong className={styles.number}>{stage.status.officialNumber}</strong>
            </p>
          )}
          {payment === null ? null : <p>{payment}</p>}
          {isRunning(stage.state) ? (
            <p>{stage.status.dueAt === null ? t('dueUnknown') : t('due', moment(stage.status.dueAt))}</p>
          ) : null}
        </>
      ) : (
        <p>
          {receipt.supplementFor === undefined
            ? t(`stageHelp.${stage.name}`)
            : supplement(`receipt.help.${stage.name}`)}
        </p>
      )}
    </Notice>
  )
}

function kindOf(stage: Stage): 'information' | 'success' | 'warning' | 'error' {
  if (stage.name === 'attention') return 'error'
  if (stage.name !== 'desk') return stage.name === 'arrived' ? 'success' : 'information'
  if (stage.state === null || isHandedIn(stage.status)) return 'information'
  return [3, 5, 6, 7, 8].includes(stage.state) ? 'warning' : 'success'
}
