/** What the teams of a unit did: by village and month, by service and difficulty, and what staff should look at. */
import type { ReportedVisit, VisitReport } from '../../contract/visits.ts'
import { possibleDoubles, villageKey } from '../../domain/visit/possible-doubles.ts'
import type { GatewayContext } from '../context.ts'
import type { StoredVisit } from '../storage/visits.ts'
import { nameOf, type Question } from './period.ts'

export async function visitsOf(
  { storage }: Pick<GatewayContext, 'storage'>,
  { unit, askable, period }: Question,
): Promise<VisitReport> {
  const visits = await storage.visits.of(period)
  const units = new Map(askable.map((each) => [each.code, nameOf(each)]))
  const unitOf = (visit: StoredVisit) => units.get(visit.unit) ?? nameOf(unit)
  const told = (visit: StoredVisit): ReportedVisit => ({
    id: visit.envelope,
    device: visit.deviceName,
    team: visit.teamName,
    unit: unitOf(visit),
    village: visit.village,
    commune: visit.commune,
    beganAt: visit.began_at,
    endedAt: visit.ended_at,
    people: visit.people,
  })
  const places = Map.groupBy(visits, ({ day, unit: of, village }) =>
    [day.slice(0, 7), of, villageKey(village)].join('|'),
  )
  const doubles = possibleDoubles(visits.map((visit) => ({ ...visit, id: visit.envelope })))
  return {
    unit: nameOf(unit),
    units: askable.map(nameOf),
    from: period.from,
    until: period.until,
    villages: [...places.values()].flatMap((same) => {
      const [newest] = same
      if (newest === undefined) return []
      return [
        {
          month: newest.day.slice(0, 7),
          unit: unitOf(newest),
          village: newest.village,
          visits: same.length,
          people: same.reduce((sum, { people }) => sum + people, 0),
        },
      ]
    }),
    helped: await storage.visits.helped(period),
    doubles: doubles.map((same) => same.map(told)),
    doubtful: visits.filter(({ is_doubtful }) => is_doubtful === 1).map(told),
  }
}
