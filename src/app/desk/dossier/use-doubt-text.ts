import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../i18n.ts'
import type { Doubt } from './doubts.ts'

const told = [
  'citizen-number-province-unknown',
  'citizen-number-sex-differs',
  'citizen-number-birth-year-differs',
] as const

/** The sentence of a doubt in the language of the screen; one that this version does not know is named by its id. */
export function useDoubtText(): (doubt: Doubt) => string {
  const { t, i18n } = useTranslation('desk')
  return ({ id, text }) => {
    if (text.kind === 'message') return text.message[contentLanguage(i18n.language)]
    const known = told.find((code) => code === text.code)
    return known === undefined ? t('dossier.doubtUnknown', { id }) : t(`doubt.${known}`)
  }
}
