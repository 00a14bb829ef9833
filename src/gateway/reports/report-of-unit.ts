/** What a province asks its units for every month: how much came, by which way, how punctually it went out. */
import type { AssistanceReport } from '../../contract/assistance.ts'
import type { Report } from '../../contract/service-index.ts'
import { countAssistance } from '../../domain/assistance/counts.ts'
import type { DossierCounts } from '../../domain/service-index/measures.ts'
import type { GatewayContext } from '../context.ts'
import type { CountedPeriod } from '../storage/service-index.ts'
import { noCounts } from './no-counts.ts'
import { nameOf, type Question } from './period.ts'
import { satisfactionOf } from './satisfaction-of-units.ts'

const silentDevices = 20

/** @param isWithOfficers who works how much is for the unit's own leaders. */
export async function reportOf(
  context: Pick<GatewayContext, 'storage' | 'now'>,
  question: Question,
  isWithOfficers: boolean,
): Promise<Report> {
  const { unit, askable, period } = question
  const { storage } = context
  const { serviceIndex, fees, devices, handlers } = storage
  const [whole] = await serviceIndex.counts(period, 'nothing')
  const byUnit = period.units.length > 1 ? await serviceIndex.counts(period, 'units') : []
  const byOfficer = isWithOfficers ? await serviceIndex.counts(period, 'officers') : []
  const people = await handlers.peopleNames(byOfficer.flatMap(({ officer }) => officer ?? []))
  const units = new Map(askable.map((each) => [each.code, nameOf(each)]))
  const silent = await devices.silent(period.units, silentDevices)
  return {
    unit: nameOf(unit),
    units: askable.map(nameOf),
    from: period.from,
    until: period.until,
    asOf: new Date(period.asOfMs).toISOString(),
    counts: told(whole?.counts ?? noCounts),
    below: askable.flatMap((each) => {
      const of = byUnit.find((group) => group.unit === each.code)
      return of === undefined ? [] : [{ unit: nameOf(each), counts: told(of.counts) }]
    }),
    officers: byOfficer
      .map(({ officer, counts }) => ({
        officer,
        name: officer === null ? null : (people[officer] ?? null),
        counts: told(counts),
      }))
      .toSorted((a, b) => b.counts.received - a.counts.received),
    exemptions: await fees.sumsByExemption({
      unit: unit.code,
      isWithBelow: period.units.length > 1,
      from: period.from,
      until: period.until,
    }),
    assistance: await assistanceOf(storage, period),
    satisfaction: await satisfactionOf(context, question),
    devices: silent.map((device) => ({
      name: device.name,
      unit: units.get(device.unit) ?? nameOf(unit),
      lastContactAt: device.last_contact_at,
      queueLength: device.queue_length,
    })),
  }
}

/** By the names that the villages' teams have today. */
async function assistanceOf(
  { assistance, units }: Pick<GatewayContext['storage'], 'assistance' | 'units'>,
  { units: codes, from, until }: CountedPeriod,
): Promise<AssistanceReport> {
  const counts = countAssistance(await assistance.groups({ units: codes, from, until }))
  const all = new Map((await units.all()).map((unit) => [unit.code, unit]))
  return {
    people: counts.people,
    done: counts.done,
    prepared: counts.prepared,
    byVillage: counts.byVillage.map(({ village, ...its }) => {
      const unit = village === null ? undefined : all.get(village)
      return { village: unit === undefined ? null : nameOf(unit), ...its }
    }),
    byMonth: [...counts.byMonth],
    byNeed: [...counts.byNeed],
    byReason: [...counts.byReason],
  }
}

/** Without what only the index needs. */
function told({ procedures: _, ...counts }: DossierCounts): Report['counts'] {
  return counts
}
