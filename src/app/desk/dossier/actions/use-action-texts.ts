import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../../contract/desk.ts'
import { type ActionType, isAtAuthority } from './action-kinds.ts'

interface ActionTexts {
  readonly button: string
  readonly title: string
  /** What it brings about, a sentence or two each. */
  readonly effects: readonly string[]
  readonly confirm: string
}

/** The words of a step; coming back from an authority outside is another matter than between units. */
export function useActionTexts(dossier: DossierDetail): (type: ActionType) => ActionTexts {
  const { t } = useTranslation('workflow')
  return (type) => {
    if (type === 'accept-transfer' && isAtAuthority(dossier))
      return {
        button: t('back.accept'),
        title: t('back.acceptTitle'),
        effects: [t('back.acceptIntro')],
        confirm: t('back.acceptConfirm'),
      }
    if (type === 'decline-transfer' && isAtAuthority(dossier))
      return {
        button: t('back.decline'),
        title: t('back.declineTitle'),
        effects: [t('back.declineIntro')],
        confirm: t('back.decline'),
      }
    return {
      button: t(`action.${type}.button`),
      title: t(`action.${type}.title`),
      effects: t(`action.${type}.intro`).split('\n'),
      confirm: t(`action.${type}.confirm`),
    }
  }
}
