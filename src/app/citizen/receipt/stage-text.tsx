import { useTranslation } from 'react-i18next'
import { type HeardStatus, knownState } from '../../../contract/changes.ts'
import { contentLanguage } from '../../i18n.ts'
import { moment } from './moment.ts'
import type { Stage } from './stage.ts'
import { isListed } from './wanted-papers.tsx'

/** One line on how far the dossier has come. */
export function useStageText(): (stage: Stage) => string {
  const { t } = useTranslation('receipt')
  const deskText = useDeskText()
  return (stage) => {
    if (stage.name !== 'desk') return t(`stage.${stage.name}`, 'at' in stage ? moment(stage.at) : {})
    const { state, status } = stage
    return state === 2 && status.receivedAt !== null
      ? t('stage.received', moment(status.receivedAt))
      : deskText(status)
  }
}

/** What the desk has done, in one line; of a newer gateway's state its own name, or that staff can tell. */
export function useDeskText(): (status: Pick<HeardStatus, 'state' | 'stateName' | 'supplement'>) => string {
  const { t, i18n } = useTranslation('receipt')
  return ({ state, stateName, supplement }) => {
    // What is missing stands below; there is nobody to ask for it.
    if (isListed({ supplement })) return t('wanted.state')
    const known = knownState(state)
    if (known !== null && known !== 1) return t(`state.${known}`)
    return stateName?.[contentLanguage(i18n.language)] ?? t('state.other')
  }
}
