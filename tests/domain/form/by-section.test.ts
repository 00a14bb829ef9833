import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadForm } from '../../../src/catalogue/built-in.ts'
import { bySection } from '../../../src/domain/form/by-section.ts'
import { completeAnswers, visibleQuestions, visibleSteps } from '../../../src/domain/form/evaluate.ts'
import { examples } from './all-examples.ts'

const today = '2026-11-26'

test.each(examples)(
  '$name asks the same by section as step by step, whatever was answered',
  async ({ name, example }) => {
    const form = await loadForm(name)
    if (form === undefined) throw new Error(`no form ${name}`)
    const compact = bySection(form)
    fc.assert(
      fc.property(fc.subarray(Object.entries(example.answers)), (entries) => {
        const answers = Object.fromEntries(entries)
        const ids = (asked: typeof form) => visibleQuestions(asked, answers, today).map(({ id }) => id)
        expect(ids(compact)).toEqual(ids(form))
        expect(completeAnswers(compact, answers, today)).toEqual(completeAnswers(form, answers, today))
      }),
      { numRuns: 25 },
    )
    expect(visibleSteps(compact, example.answers, today).length).toBeLessThanOrEqual(form.sections.length)
  },
)
