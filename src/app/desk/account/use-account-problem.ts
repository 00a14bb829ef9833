import { useTranslation } from 'react-i18next'
import type { Refusal } from '../desk-client.ts'
import { useProblemText } from '../use-problem-text.ts'

/** Refusals that are about one's own account. */
const own = [
  'password-wrong',
  'password-too-short',
  'password-too-long',
  'password-is-username',
  'password-common',
  'password-unchanged',
  'second-factor-wrong',
  'second-factor-demanded',
  'account-locked',
] as const

export function useAccountProblem(): (refusal: Refusal) => string {
  const { t } = useTranslation('account')
  const problemText = useProblemText()
  return ({ problem }) => {
    const known = own.find((code) => code === problem)
    return known === undefined ? problemText(problem) : t(`problem.${known}`)
  }
}
