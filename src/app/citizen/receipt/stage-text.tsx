import { useTranslation } from 'react-i18next'
import { moment } from './moment.ts'
import type { Stage } from './stage.ts'

/** One line on how far the dossier has come. */
export function useStageText(): (stage: Stage) => string {
  const { t } = useTranslation('receipt')
  return (stage) => {
    if (stage.name !== 'desk') return t(`stage.${stage.name}`, 'at' in stage ? moment(stage.at) : {})
    const { state, status } = stage
    return state === 2 && status.receivedAt !== null
      ? t('stage.received', moment(status.receivedAt))
      : t(`state.${state}`)
  }
}
