import { useTranslation } from 'react-i18next'
import type { Report } from '../../../contract/service-index.ts'

/** The ground of an exemption and what it rests on. */
export function useExemptionName(): (exemption: Report['exemptions'][number]) => string {
  const { t } = useTranslation('reports')
  const { t: guide } = useTranslation('guide')
  return ({ ground, source }) =>
    ground === null
      ? t('waivedByLeader')
      : [guide(`ground.${ground}`), source].filter((part) => part !== null).join(' · ')
}
