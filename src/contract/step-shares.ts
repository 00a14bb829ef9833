/** `/api/desk/step-shares`: how the unit shares a dossier's time limit among the steps (unit administrator). */
import * as v from 'valibot'
import { areStepShares, processingSteps } from '../domain/dossier/step-dues.ts'

const percent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))

/** Whole percent, together 100. */
export const stepShares = v.pipe(
  v.strictObject({ reception: percent, processing: percent, signature: percent, result: percent }),
  v.check(areStepShares, 'not 100 in all'),
)

/** When each step is due, RFC 3339. */
export const stepDues = v.record(v.picklist(processingSteps), v.string())

const day = v.pipe(v.string(), v.isoDate())

/** `POST`: from a day on, today or later; what was decided before stays as it was promised. */
export const newStepShares = v.strictObject({ from: day, shares: stepShares })
export type NewStepShares = v.InferOutput<typeof newStepShares>

/** `GET`, and the answer to `POST`. */
export const stepSharesSetting = v.object({
  /** The gateway's day in Vietnam. */
  today: v.string(),
  /** What holds today: the unit's own or the standard split. */
  current: stepShares,
  /** Of the catalogue, to be confirmed by staff. */
  standard: stepShares,
  /** The unit's own, newest first. */
  own: v.array(v.object({ from: v.string(), shares: stepShares, setAt: v.string(), setBy: v.string() })),
})
export type StepSharesSetting = v.InferOutput<typeof stepSharesSetting>
