/** The birth registration that the people of these tests file. */

import { loadProcedure } from '../../src/catalogue/built-in.ts'
import type { Component } from '../../src/catalogue/schema.ts'
import type { Answers } from '../../src/domain/form/definition.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import { birthAnswers } from '../domain/form/birth-example.ts'

export { birthForm } from '../domain/form/birth-example.ts'
export const birthProcedure = '1.001193'

const daysOld = 20

/** The example with a child born three weeks before this machine's today, whenever that is. */
export const recentBirth: Answers = {
  ...birthAnswers,
  'child.birthDate': vietnamDay(Date.now() - daysOld * 24 * 3_600_000),
}

/** The papers of the procedure that are photographed. */
export async function birthPapers(): Promise<readonly Component[]> {
  const procedure = await loadProcedure(birthProcedure)
  return procedure?.components.filter(({ photograph }) => photograph) ?? []
}
