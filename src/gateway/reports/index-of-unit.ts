/** The service-quality index of a unit: counted from its own events, with what people entered where we cannot know. */
import type { ServiceIndex } from '../../contract/service-index.ts'
import { componentIds } from '../../domain/service-index/components.ts'
import { enteredIn, withEntries } from '../../domain/service-index/entries.ts'
import { changeableOf, figuresOf } from '../../domain/service-index/measures.ts'
import { countsOf, dislikedIn, toldOf } from '../../domain/survey/sample.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { CountsOf, IndexEntry } from '../storage/service-index.ts'
import type { SurveySum } from '../storage/surveys.ts'
import type { Unit } from '../storage/units.ts'
import { lastDayOf, wholeMonths, yearUpTo } from './months.ts'
import { noCounts } from './no-counts.ts'
import { nameOf, type Question } from './period.ts'
import { procedureCountsOf } from './procedure-counts.ts'

export async function indexOf(
  { storage, published, now }: Pick<GatewayContext, 'storage' | 'published' | 'now'>,
  { unit, askable, period }: Question,
): Promise<ServiceIndex> {
  const { serviceIndex, surveys, handlers } = storage
  const lastMonth = period.until.slice(0, 7)
  const months = yearUpTo(lastMonth)
  const firstMonth = months[0] ?? lastMonth
  const entries = await serviceIndex.entries(
    period.units,
    period.from < firstMonth ? period.from.slice(0, 7) : firstMonth,
    lastMonth,
  )
  const inPeriod = entries.filter(
    ({ month }) => `${month}-01` >= period.from && lastDayOf(month) <= period.until,
  )
  const [whole] = await serviceIndex.counts(period, 'nothing')
  const counts = whole?.counts ?? noCounts
  // A chart by months shows each as it ended, whatever part of it was asked for.
  const byMonth = await serviceIndex.counts(
    { ...period, from: `${firstMonth}-01`, until: lastDayOf(lastMonth), asOfMs: now().getTime() },
    'months',
  )
  const byUnit = period.units.length > 1 ? await serviceIndex.counts(period, 'units') : []
  const units = new Map(askable.map((each) => [each.code, each]))
  const used = componentIds.flatMap((component) => enteredIn(inPeriod, component, unit.code))
  const people = await handlers.peopleNames([...new Set(used.map(({ entered_by }) => entered_by))])
  const { procedures } = await published.of(unit.province)
  const offered = {
    ofProvince: procedureCountsOf(procedures, true),
    ofCommune: procedureCountsOf(procedures, false),
  }
  const figuresFor = (
    of: CountsOf | undefined,
    own: readonly IndexEntry[],
    whose: Unit,
    disliked: number,
  ) => {
    const its = whose.kind === 'province' ? offered.ofProvince : offered.ofCommune
    return { ...withEntries(figuresOf(of?.counts ?? noCounts, its, disliked), own, whose.code) }
  }
  const today = vietnamDay(now().getTime())
  const running = today.slice(0, 7)
  const surveyed = wholeMonths(period.from, period.until, today)
  const inSurvey = surveyed === null ? null : { units: period.units, ...surveyed, running }
  const disliked = inSurvey === null ? [] : await surveys.sums(inSurvey, 'nothing')
  const dislikedByUnit =
    inSurvey === null || period.units.length < 2 ? [] : await surveys.sums(inSurvey, 'units')
  const dislikedByMonth = await surveys.sums(
    { units: period.units, from: firstMonth, until: lastMonth, running },
    'months',
  )
  const figures = figuresFor(whole, inPeriod, unit, dislikedOf(disliked, ''))
  return {
    unit: nameOf(unit),
    units: askable.map(nameOf),
    from: period.from,
    until: period.until,
    asOf: new Date(period.asOfMs).toISOString(),
    received: counts.received,
    undated: counts.undated,
    figures,
    changeable: { ...changeableOf(figures, counts) },
    entries: used.map((entry) => ({
      component: entry.component,
      month: entry.month,
      unit: nameOf(units.get(entry.unit) ?? unit),
      numerator: entry.numerator,
      denominator: entry.denominator,
      source: entry.source,
      asOf: entry.as_of,
      enteredAt: entry.entered_at,
      enteredBy: people[entry.entered_by] ?? entry.entered_by,
    })),
    months: months.map((month) => {
      const of = byMonth.find((each) => each.month === Number(month.replace('-', '')))
      const own = entries.filter((entry) => entry.month === month)
      return {
        month,
        received: of?.counts.received ?? 0,
        figures: figuresFor(of, own, unit, dislikedOf(dislikedByMonth, month)),
      }
    }),
    below: askable
      .filter(({ code }) => code !== unit.code && period.units.includes(code))
      .flatMap((each) => {
        const of = byUnit.find((group) => group.unit === each.code)
        const own = inPeriod.filter((entry) => entry.unit === each.code)
        if (of === undefined && own.length === 0) return []
        return [
          {
            unit: nameOf(each),
            received: of?.counts.received ?? 0,
            figures: figuresFor(of, own, each, dislikedOf(dislikedByUnit, each.code)),
          },
        ]
      }),
  }
}

/** Of dossiers' steps: who came to a counter may have had no dossier. */
function dislikedOf(sums: readonly SurveySum[], key: string): number {
  const its = sums.filter((sum) => sum.key === key && sum.step !== 'visit')
  return dislikedIn(countsOf(toldOf(its)).overall)
}
