/** Days that a unit tells its people of, such as that of the mobile police in a village; known on its devices, offline too. */
import * as v from 'valibot'
import { messageChannel } from './messages.ts'
import { notice } from './notices.ts'

export const unitDayKinds = ['mobile-police', 'mobile-desk', 'other'] as const

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const dayFields = {
  kind: v.picklist(unitDayKinds),
  /** `YYYY-MM-DD` */
  day: v.pipe(v.string(), v.isoDate()),
  /** `HH:MM`, Vietnam. */
  from: time,
  until: time,
  /** Where, in the desk's words: no personal data. */
  place: text(200),
}

export const unitDay = v.object({ id: v.string(), ...dayFields })
export type UnitDay = v.InferOutput<typeof unitDay>

/** `POST /api/desk/unit-days` */
export const newUnitDay = v.pipe(
  v.strictObject(dayFields),
  v.check(({ from, until }) => from < until, 'ends before it begins'),
)
export type NewUnitDay = v.InferOutput<typeof newUnitDay>

/** What devices are told of their unit with every contact, and the answer to `GET /api/desk/unit-days`. */
export const unitNews = v.object({
  /** Each stands for a village. */
  teams: v.array(v.object({ code: v.string(), name: v.string() })),
  /** From today on, soonest first. */
  days: v.array(unitDay),
  /** Today's and coming ones, in reading order. Older gateways do not say; the desk's answer leaves them out. */
  notices: v.exactOptional(v.array(notice)),
  /** Ways by which citizens can be told how it goes. Older gateways do not say. */
  messageChannels: v.exactOptional(v.array(messageChannel)),
})
export type UnitNews = v.InferOutput<typeof unitNews>
