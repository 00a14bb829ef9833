/** The places of a declaration in their order: its steps, the papers, the review. */
import type { Procedure } from '../../../catalogue/schema.ts'
import type { Draft } from '../../../device/drafts.ts'
import { ownValue } from '../../../domain/form/decide.ts'
import type { Question, Step } from '../../../domain/form/definition.ts'

export const papersPlace = 'giay-to'
export const reviewPlace = 'xem-lai'

/** Path below `/ke-khai/:code/`. */
export type Place = string

export function stepPlace(stepId: string): Place {
  return `buoc/${stepId}`
}

/** @param index of the item, from 0; in the address items count from 1 */
export function itemPlace(stepId: string, groupId: string, index: number): Place {
  return `${stepPlace(stepId)}/${groupId}/${index + 1}`
}

/** Papers to be photographed; identity cards are not among them (rules.md §9). */
export function papersOf(procedure: Procedure): Procedure['components'] {
  return procedure.components.filter(({ photograph }) => photograph)
}

export function placesOf(procedure: Procedure, steps: readonly Step[]): readonly Place[] {
  return [
    ...steps.map(({ id }) => stepPlace(id)),
    ...(papersOf(procedure).length > 0 ? [papersPlace] : []),
    reviewPlace,
  ]
}

/** Answered before the declaration, and not asked again on the way. */
export function isGiven({ id }: Question, { given = [], answers }: Draft): boolean {
  return given.includes(id) && ownValue(answers, id) !== undefined
}

/** The steps in which something is left to ask. */
export function stepsToWalk(steps: readonly Step[], draft: Draft): readonly Step[] {
  return steps.filter(({ questions }) => !questions.every((question) => isGiven(question, draft)))
}

/** Where a draft goes on: the place it was left at, or the first one when that does not apply any more. */
export function resumePlace(procedure: Procedure, steps: readonly Step[], draft: Draft): Place {
  const left = placesOf(procedure, steps).find((place) => place === draft.step)
  return left ?? placesOf(procedure, stepsToWalk(steps, draft))[0] ?? reviewPlace
}
