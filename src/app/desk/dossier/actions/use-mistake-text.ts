import { useTranslation } from 'react-i18next'
import type { Mistakes } from './action-draft.ts'

/** What is wrong in a field, in words; undefined when nothing is. */
export function useMistakeText(mistakes: Mistakes): (field: string) => string | undefined {
  const { t } = useTranslation('workflow')
  return (field) => {
    const mistake = mistakes.get(field)
    return mistake === undefined ? undefined : t(`mistake.${mistake}`)
  }
}
