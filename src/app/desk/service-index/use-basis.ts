import { useTranslation } from 'react-i18next'
import type { ServiceIndex } from '../../../contract/service-index.ts'
import { type IndexComponent, ruleOf } from '../../../domain/service-index/components.ts'
import { pointsOf } from '../../../domain/service-index/score.ts'

/** Where the figure of a component comes from, in a word. */
export function useBasis(): (
  index: Pick<ServiceIndex, 'figures' | 'entries'>,
  component: IndexComponent,
) => {
  readonly text: string
  readonly kind: 'neutral' | 'success' | 'warning'
  readonly isApproximate: boolean
} {
  const { t } = useTranslation('service-index')
  return ({ figures, entries }, component) => {
    const figure = figures[component]
    if (entries.some((entry) => entry.component === component))
      return { text: t('basis.entered'), kind: 'neutral', isApproximate: false }
    if (figure === null) return { text: t('basis.by-hand'), kind: 'warning', isApproximate: false }
    if (pointsOf(component, figure) === null)
      return { text: t('basis.nothing'), kind: 'neutral', isApproximate: false }
    const { basis } = ruleOf(component)
    return {
      text: t(`basis.${basis}`),
      kind: basis === 'events' ? 'success' : 'neutral',
      isApproximate: basis === 'approximate',
    }
  }
}
