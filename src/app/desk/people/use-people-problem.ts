import { useTranslation } from 'react-i18next'
import type { Refusal } from '../desk-client.ts'
import { useProblemText } from '../use-problem-text.ts'

/** Refusals that are about accounts and units. */
const own = [
  'username-invalid',
  'username-taken',
  'name-invalid',
  'role-not-allowed',
  'unit-not-allowed',
  'identity-taken',
  'last-administrator',
  'own-account',
] as const

export function usePeopleProblem(): (refusal: Refusal) => string {
  const { t } = useTranslation('people')
  const problemText = useProblemText()
  return ({ problem }) => {
    const known = own.find((code) => code === problem)
    return known === undefined ? problemText(problem) : t(`problem.${known}`)
  }
}
