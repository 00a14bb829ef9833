/** What may be said of answers, by how many there are: shares of a few people say little and may point at one of them. */
import { type Face, faces, type SurveyQuestion, surveyQuestions } from './scale.ts'

/** Below it no share is told, and nothing is sent to the national portal. */
export const smallestSample = 10

/** How many chose each face, from 1 to 5. */
export type FaceCounts = readonly [number, number, number, number, number]

export const noFaces: FaceCounts = [0, 0, 0, 0, 0]

export type QuestionCounts = Readonly<Record<SurveyQuestion, FaceCounts>>

export function answeredIn(counts: FaceCounts): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The two upper steps, as the official survey counts it. */
export function satisfiedIn(counts: FaceCounts): number {
  return counts[3] + counts[4]
}

/** The two lower steps. */
export function dislikedIn(counts: FaceCounts): number {
  return counts[0] + counts[1]
}

/** The portal's three steps. Who chose the middle face did not say that they were satisfied. */
export function ratingsIn(counts: FaceCounts) {
  return {
    verySatisfied: counts[4],
    satisfied: counts[3],
    notSatisfied: counts[0] + counts[1] + counts[2],
  }
}

/**
 * How far the share of all may be from that of those who answered, in percentage points: 95 of 100 samples of this size
 * are as near, whatever the share. It knows nothing of why people did not answer.
 */
export function marginPoints(answered: number): number {
  return Math.ceil(98 / Math.sqrt(answered))
}

export interface CountedFace {
  readonly question: SurveyQuestion
  readonly face: number
  readonly count: number
}

/** What may be looked at of what was counted. */
export function toldOf<Row extends CountedFace & { readonly told: number }>(
  rows: readonly Row[],
): readonly Row[] {
  return rows.map((row) => ({ ...row, count: row.told }))
}

export function countsOf(rows: readonly CountedFace[]): QuestionCounts {
  const of = (question: SurveyQuestion, face: Face) =>
    rows.reduce((sum, row) => sum + (row.question === question && row.face === face ? row.count : 0), 0)
  // The keys are all questions, and there are five faces.
  return Object.fromEntries(
    surveyQuestions.map((question) => [question, faces.map((face) => of(question, face))]),
  ) as unknown as QuestionCounts
}

/**
 * Of groups that make a whole together, those whose faces may be shown: each has enough answers, and what is left out
 * cannot be worked out from the whole as the few answers of one group.
 * @param answered of each group
 */
export function shownGroups(answered: readonly number[]): readonly boolean[] {
  const shown = answered.map((count) => count >= smallestSample)
  for (;;) {
    const left = answered.reduce((sum, count, index) => sum + (shown[index] === true ? 0 : count), 0)
    if (left === 0 || left >= smallestSample) return shown
    const next = answered.reduce<number | null>(
      (smallest, count, index) =>
        shown[index] !== true || (smallest !== null && (answered[smallest] ?? 0) <= count) ? smallest : index,
      null,
    )
    if (next === null) return shown
    shown[next] = false
  }
}
