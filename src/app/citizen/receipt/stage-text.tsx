import { useTranslation } from 'react-i18next'
import { moment } from './moment.ts'
import type { Stage } from './stage.ts'
import { isListed } from './wanted-papers.tsx'

/** One line on how far the dossier has come. */
export function useStageText(): (stage: Stage) => string {
  const { t } = useTranslation('receipt')
  return (stage) => {
    if (stage.name !== 'desk') return t(`stage.${stage.name}`, 'at' in stage ? moment(stage.at) : {})
    const { state, status } = stage
    if (state === 2 && status.receivedAt !== null) return t('stage.received', moment(status.receivedAt))
    // What is missing stands below; there is nobody to ask for it.
    return isListed(status) ? t('wanted.state') : t(`state.${state}`)
  }
}
