/**
 * Help with an account as it is noted down: closed lists, a day and the code of a village's team, nothing else. There is
 * no field that a password, a code, a number or a picture of a card could be put into (rules.md §4), and strict objects
 * refuse one that is added.
 */
import * as v from 'valibot'
import { assistanceNeeds, assistanceOutcomes, hindrances, nextSteps } from '../domain/assistance/outcome.ts'

/** Code of a unit's team, which stands for its village: `H38.20-T3`. The gateway keeps it only if there is one. */
const village = v.pipe(v.string(), v.maxLength(40), v.regex(/^[A-Z][A-Z0-9.]*-T\d{1,3}$/))

/** What is inside a sealed envelope of the kind `assistance`, and the body of `POST /api/desk/assistance`. */
export const assistancePayload = v.pipe(
  v.strictObject({
    need: v.picklist(assistanceNeeds),
    outcome: v.picklist(assistanceOutcomes),
    next: v.picklist(nextSteps),
    /** Why not; null exactly when it was done or prepared. */
    reason: v.nullable(v.picklist(hindrances)),
    village: v.nullable(village),
    /** Local calendar day, `YYYY-MM-DD`. */
    helpedOn: v.pipe(v.string(), v.isoDate(), v.maxLength(10)),
  }),
  v.check(({ outcome, reason }) => (outcome === 'not-done') === (reason !== null), 'a reason when not done'),
)
export type AssistancePayload = v.InferOutput<typeof assistancePayload>

const count = v.number()
const counted = { people: count, done: count }

/** In a report: people helped with their accounts in the period. */
export const assistanceReport = v.object({
  ...counted,
  prepared: count,
  /** Null: no village was named. */
  byVillage: v.array(
    v.object({ village: v.nullable(v.object({ code: v.string(), name: v.string() })), ...counted }),
  ),
  byMonth: v.array(v.object({ month: v.string(), ...counted })),
  byNeed: v.array(v.object({ need: v.picklist(assistanceNeeds), ...counted })),
  /** Of those that were not done, the most frequent first. */
  byReason: v.array(v.object({ reason: v.picklist(hindrances), people: count })),
})
export type AssistanceReport = v.InferOutput<typeof assistanceReport>
