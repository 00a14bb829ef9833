import { useTranslation } from 'react-i18next'
import type { ServiceIndex } from '../../../contract/service-index.ts'
import { componentIds, indexParts, ruleOf } from '../../../domain/service-index/components.ts'
import { pointsOf, published, scoreOf } from '../../../domain/service-index/score.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import type { Sheet } from '../sheets/sheet.ts'
import { useBasis } from './use-basis.ts'

/** The index as one table: components, parts, months, units. */
export function useIndexSheet(): (index: ServiceIndex) => Sheet {
  const { t } = useTranslation('service-index')
  const basisOf = useBasis()
  return (index) => {
    const score = scoreOf(index.figures)
    const parts = indexParts.map((part) => t(`part.${part}`))
    const pointsByPart = (figures: ServiceIndex['figures']) => {
      const its = scoreOf(figures)
      return [published(its.points), ...indexParts.map((part) => published(its.parts[part].points))]
    }
    return [
      [t('title'), index.unit.name, `${formatPartialDate(index.from)} – ${formatPartialDate(index.until)}`],
      [
        t('sheet.name'),
        t('sheet.number'),
        t('sheet.part'),
        t('sheet.numerator'),
        t('sheet.denominator'),
        t('sheet.points'),
        t('sheet.maximum'),
        t('sheet.basis'),
      ],
      ...componentIds.map((component) => {
        const { number, part, maximum } = ruleOf(component)
        const figure = index.figures[component]
        const points = pointsOf(component, figure)
        return [
          t(`component.${component}`),
          number,
          t(`part.${part}`),
          figure?.numerator ?? '',
          figure?.denominator ?? '',
          points === null ? '' : published(points),
          maximum,
          basisOf(index, component).text,
        ]
      }),
      [t('sheet.total'), '', '', '', '', published(score.points), score.knownMaximum, ''],
      [],
      [t('months.month'), t('months.received'), t('sheet.points'), ...parts],
      ...index.months.map(({ month, received, figures }) => [month, received, ...pointsByPart(figures)]),
      ...(index.below.length === 0
        ? []
        : [
            [],
            [t('below.unit'), t('months.received'), t('sheet.points'), ...parts],
            ...index.below.map(({ unit, received, figures }) => [
              `${unit.name} (${unit.code})`,
              received,
              ...pointsByPart(figures),
            ]),
          ]),
    ]
  }
}
