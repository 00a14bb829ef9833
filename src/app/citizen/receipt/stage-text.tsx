import { useTranslation } from 'react-i18next'
import { type HeardStatus, knownState } from '../../../contract/changes.ts'
import type { Receipt } from '../../../device/receipts.ts'
import { contentLanguage } from '../../i18n.ts'
import { moment } from './moment.ts'
import { isHandedIn, type Stage } from './stage.ts'

/** One line on how far the dossier, or the papers for one, have come. */
export function useStageText(): (stage: Stage, receipt: Pick<Receipt, 'supplementFor'>) => string {
  const { t } = useTranslation('receipt')
  const deskText = useDeskText()
  const { t: supplement } = useTranslation('supplement')
  return (stage, { supplementFor: code }) => {
    // The desk's word is about dossiers only.
    if (code !== undefined && stage.name !== 'desk')
      return supplement(`receipt.stage.${stage.name}`, { code, ...('at' in stage ? moment(stage.at) : {}) })
    if (stage.name !== 'desk') return t(`stage.${stage.name}`, 'at' in stage ? moment(stage.at) : {})
    const { state, status } = stage
    return state === 2 && status.receivedAt !== null
      ? t('stage.received', moment(status.receivedAt))
      : deskText(status)
  }
}

/** What is to be paid, as money is written in Vietnam beside any words; null when nothing is. */
export function usePaymentText(): (status: Pick<HeardStatus, 'payment'>) => string | null {
  const { t } = useTranslation('receipt')
  return ({ payment }) =>
    payment == null ? null : t('payment', { amount: payment.amountVnd.toLocaleString('vi') })
}

/** What the desk has done, in one line; of a newer gateway's state its own name, or that staff can tell. */
export function useDeskText(): (
  status: Pick<HeardStatus, 'state' | 'stateName' | 'supplement' | 'supplementArrivedAt'>,
) => string {
  const { t, i18n } = useTranslation('receipt')
  const { t: supplementText } = useTranslation('supplement')
  return (status) => {
    const { state, stateName, supplement } = status
    if (isHandedIn(status)) return supplementText('asked.handedIn')
    // What is missing stands below; there is nobody to ask for it.
    if (supplement != null && supplement.papers.length > 0) return t('wanted.state')
    const known = knownState(state)
    if (known !== null && known !== 1) return t(`state.${known}`)
    return stateName?.[contentLanguage(i18n.language)] ?? t('state.other')
  }
}
