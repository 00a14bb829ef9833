/** `POST /api/desk/dossiers/:id/events`: what an officer decides, on the revision that was on the screen. */
import * as v from 'valibot'
import { instant } from './envelope.ts'

const text = (characters: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(characters))
const copies = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50))

/** One paper and how many of each kind, as the slips list them (Circular 03/2025/TT-VPCP, forms 01 and 02). */
export const paperCount = v.strictObject({
  /** Id of the component in the procedure; null for another paper. */
  component: v.nullable(v.pipe(v.string(), v.maxLength(80))),
  name: text(500),
  originals: copies,
  certified: copies,
  copies,
})
export type PaperCount = v.InferOutput<typeof paperCount>

export const returnWay = v.picklist(['counter', 'post', 'electronic'])
export type ReturnWay = v.InferOutput<typeof returnWay>

/** However its zone was written: instants are compared as text. */
const instantInUtc = v.pipe(
  instant,
  v.check((text) => Number.isFinite(Date.parse(text))),
  v.transform((text) => new Date(text).toISOString()),
)

const common = {
  /** Raised with each event. */
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  note: v.exactOptional(text(2000)),
}
const because = { ...common, reason: text(2000) }

export const dossierAction = v.variant('type', [
  v.strictObject({ type: v.literal('check'), ...common }),
  v.strictObject({
    type: v.literal('receive'),
    ...common,
    returnWay: v.exactOptional(returnWay),
    /** What was handed in; the slip lists it. */
    papers: v.exactOptional(v.pipe(v.array(paperCount), v.maxLength(60))),
  }),
  v.strictObject({ type: v.literal('refuse'), ...because }),
  v.strictObject({
    type: v.literal('request-supplement'),
    ...because,
    papers: v.pipe(v.array(paperCount), v.maxLength(60)),
    /** A second request makes the dossier late in the national index: it must be meant (rules.md §1.4). */
    isSecondMeant: v.exactOptional(v.boolean()),
  }),
  v.strictObject({ type: v.literal('supplement'), ...common }),
  v.strictObject({ type: v.literal('withdraw'), ...because }),
  v.strictObject({ type: v.literal('assign'), ...common, officer: text(80) }),
  v.strictObject({ type: v.literal('start'), ...common }),
  v.strictObject({
    type: v.literal('transfer'),
    ...because,
    /** Code of a unit that this gateway knows, or the name of another authority. */
    to: v.union([v.strictObject({ unit: text(40) }), v.strictObject({ authority: text(300) })]),
  }),
  v.strictObject({ type: v.literal('accept-transfer'), ...common }),
  v.strictObject({ type: v.literal('decline-transfer'), ...because }),
  v.strictObject({
    type: v.literal('request-payment'),
    ...common,
    /** Whole đồng; without it what is due, or what the rules say. */
    amountVnd: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000_000))),
    /** Why it is not what the rules say; needed then. */
    amountReason: v.exactOptional(text(2000)),
  }),
  v.strictObject({ type: v.literal('pay'), ...common }),
  v.strictObject({ type: v.literal('submit-for-signature'), ...common }),
  v.strictObject({ type: v.literal('sign'), ...common }),
  v.strictObject({ type: v.literal('send-back'), ...because }),
  v.strictObject({ type: v.literal('finish'), ...common }),
  v.strictObject({ type: v.literal('extend'), ...because, dueAt: instantInUtc }),
  v.strictObject({ type: v.literal('stop'), ...because }),
  v.strictObject({
    type: v.literal('hand-over'),
    ...common,
    way: returnWay,
    /** Who took it; null when it is the applicant. */
    receivedBy: v.exactOptional(v.nullable(text(200))),
  }),
])
export type DossierAction = v.InferOutput<typeof dossierAction>
