import { expect, test } from 'vitest'
import { guideRoles, loadTraining } from '../../src/catalogue/training/training-content.ts'
import { parseCitizenNumber } from '../../src/domain/person/citizen-number.ts'

const training = await loadTraining()

test('there are ten lessons with one right answer each, not always at the same place', () => {
  expect(training.lessons).toHaveLength(10)
  expect(new Set(training.lessons.map(({ id }) => id)).size).toBe(10)
  const places = training.lessons.map(({ check }) => check.options.findIndex(({ isRight }) => isRight))
  expect(new Set(places).size).toBeGreaterThan(1)
})

test('each role has one page', () => {
  expect(training.guides.map(({ role }) => role)).toEqual([...guideRoles])
})

test('the numbers of the invented people can be typed', () => {
  const numbers = training.people.flatMap(({ about }) => about.vi.match(/\d{12}/) ?? [])
  expect(numbers).toHaveLength(2)
  for (const number of numbers) expect(parseCitizenNumber(number).ok).toBe(true)
})
