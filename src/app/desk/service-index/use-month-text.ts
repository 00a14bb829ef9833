import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** `2026-11` as people write it. */
export function useMonthText(): (month: string) => string {
  const { t } = useTranslation('service-index')
  return useCallback((month) => t('month', { month: month.slice(5), year: month.slice(0, 4) }), [t])
}
