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

/** The shortest declaration there is: whoever raises a found child knows no parents. */
export const foundChild: Answers = {
  'requester.relation': 'caregiver',
  'child.isFound': true,
  'requester.fullName': 'H’Hen Niê',
  'requester.idType': 'identity-card',
  'requester.idNumber': '066190004321',
  'requester.residence': { province: '15', commune: '03046', detail: '' },
  'child.fullName': 'Hồ Văn Sáng',
  'child.sex': 'male',
  'child.birthDate': recentBirth['child.birthDate'] ?? '',
  'child.bornAt': 'elsewhere',
  'child.birthPlace': { province: '15', commune: '03046', detail: '' },
  'child.ethnicGroup': '08',
  'child.homeTown': { province: '15', commune: '03046', detail: '' },
  'copies.areWanted': false,
}

/** The papers of the procedure that are photographed. */
export async function birthPapers(): Promise<readonly Component[]> {
  const procedure = await loadProcedure(birthProcedure)
  return procedure?.components.filter(({ photograph }) => photograph) ?? []
}
