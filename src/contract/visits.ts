/** A team's visit to a village: what is inside its sealed envelope, and the desk's report. Counts, no people. */
import * as v from 'valibot'
import {
  helpDifficulties,
  helpServices,
  mostPeople,
  villageMaximumLength,
  visitPurposes,
} from '../domain/visit/visit.ts'
import { instant, uuid } from './envelope.ts'

const service = v.picklist(helpServices)
const difficulty = v.picklist(helpDifficulties)

/** A place's name: words, digits and what joins them; neither telephone numbers nor notes fit in. */
export const villageName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(villageMaximumLength),
  v.regex(/^[\p{L}\p{M}][\p{L}\p{M}\p{N} .'’/-]*$/u),
  v.check((name) => !/\d{5}/.test(name)),
)

export const visitPayload = v.strictObject({
  /** Made when the visit begins: told twice it counts once. */
  visit: uuid,
  place: v.strictObject({
    province: v.pipe(v.string(), v.regex(/^\d{2}$/)),
    commune: v.pipe(v.string(), v.regex(/^\d{5}$/)),
    village: villageName,
  }),
  purpose: v.picklist(visitPurposes),
  /** Both by the device's clock. */
  beganAt: instant,
  endedAt: instant,
  helped: v.pipe(
    v.array(
      v.strictObject({
        service,
        difficulty,
        people: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostPeople)),
      }),
    ),
    v.maxLength(helpServices.length * helpDifficulties.length),
  ),
})
export type VisitPayload = v.InferOutput<typeof visitPayload>

const unit = v.object({ code: v.string(), name: v.string() })
const reported = v.object({
  id: v.string(),
  device: v.string(),
  team: v.nullable(v.string()),
  unit,
  village: v.string(),
  commune: v.string(),
  /** By the gateway's clock. */
  beganAt: v.string(),
  endedAt: v.string(),
  people: v.number(),
})
export type ReportedVisit = v.InferOutput<typeof reported>

/** `GET /api/desk/visits?unit=…&from=…&until=…`, asked as the reports are. */
export const visitReport = v.object({
  unit,
  units: v.array(unit),
  from: v.string(),
  until: v.string(),
  /** By village and month, the newest month first. */
  villages: v.array(
    v.object({
      month: v.string(),
      unit,
      village: v.string(),
      visits: v.number(),
      people: v.number(),
    }),
  ),
  helped: v.array(v.object({ service, difficulty, people: v.number() })),
  /** One village on one day by several devices. */
  doubles: v.array(v.array(reported)),
  /** Of phones whose clock was wrong. */
  doubtful: v.array(reported),
})
export type VisitReport = v.InferOutput<typeof visitReport>
