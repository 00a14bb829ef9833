import { describe, expect, test } from 'vitest'
import { loadForms } from '../../../src/catalogue/load.ts'
import { applicableAnswers, visibleSteps } from '../../../src/domain/form/evaluate.ts'
import { findProblems } from '../../../src/domain/form/validate.ts'
import { examples } from './all-examples.ts'
import { changed } from './form-example.ts'

const forms = new Map(loadForms().map((form) => [form.name, form]))

describe.each(examples)('$name', ({ name, example }) => {
  const form = forms.get(name)
  if (form === undefined) throw new Error(`there is no form ${name}`)
  const today = example.filedOn
  const filledIn = [
    { way: 'as in the example', answers: example.answers },
    ...Object.entries(example.also ?? {}).map(([way, change]) => ({
      way,
      answers: applicableAnswers(form, changed(example.answers, change), today),
    })),
  ]

  test('the example answers only what is asked', () => {
    expect(example.answers).toEqual(applicableAnswers(form, example.answers, today))
  })

  test.each(filledIn)('can be filed: $way', ({ answers }) => {
    const errors = findProblems(form, answers, { today }).filter(({ severity }) => severity === 'error')
    expect(errors).toEqual([])
  })

  test.each(filledIn)('asks at most four questions a step: $way', ({ answers }) => {
    for (const step of visibleSteps(form, answers, today)) {
      expect(step.questions.length, step.id).toBeLessThanOrEqual(4)
    }
  })

  test.each(Object.entries(example.wrong))('notices %s', (_slip, { change, problem }) => {
    const answers = changed(example.answers, change)
    expect(findProblems(form, answers, { today })).toContainEqual(expect.objectContaining(problem))
  })
})
