import { expect, test } from 'vitest'
import { dossierStateNames } from '../../../src/domain/dossier/states.ts'

test('the ten national states have their official names', () => {
  expect(Object.keys(dossierStateNames)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
  expect(dossierStateNames[5].vi).toBe('Yêu cầu bổ sung giấy tờ')
})
