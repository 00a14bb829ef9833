import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../i18n.ts'
import type { ShownProblem } from './shown-problems.ts'

/** What is wrong and what to do, in the person's language. */
export function useProblemText(): (problem: ShownProblem) => string {
  const { t, i18n } = useTranslation(['problems', 'declaration'])
  return ({ check, code, parameters }) => {
    if (check !== undefined) return check.message[contentLanguage(i18n.language)]
    if (code === 'address-not-chosen') return t('address.notChosen', { ns: 'declaration' })
    return t(code, { ns: 'problems', ...parameters })
  }
}
