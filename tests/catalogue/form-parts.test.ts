import { describe, expect, test } from 'vitest'
import { putInParts } from '../../src/catalogue/form-parts.ts'

const mother = { id: 'mother', questions: [{ id: 'mother.name' }, { id: 'mother.age' }] }
const father = { id: 'father', questions: [{ id: 'father.name' }] }
const parents = { id: 'parents', title: 'Parents', steps: [mother, father] }
const borrowed = { id: 'borrowed', steps: [{ use: 'birth/parents/mother' }] }
const forms: Readonly<Record<string, unknown>> = {
  birth: { name: 'birth', sections: [parents] },
  made: { name: 'made', sections: [borrowed, { use: 'birth/parents' }] },
}

function put(...sections: readonly unknown[]) {
  return putInParts({ name: 'late', sections }, (name) => forms[name])
}

describe('a part of another form', () => {
  test('a section stands where it is named', () => {
    expect(put({ use: 'birth/parents' })).toEqual({
      content: { name: 'late', sections: [parents] },
      mistakes: [],
    })
  })

  test('a section without a step of it', () => {
    const { content } = put({ use: 'birth/parents', without: ['father'] })
    expect(content).toEqual({ name: 'late', sections: [{ ...parents, steps: [mother] }] })
  })

  test('a step among steps of its own, without a question of it', () => {
    const own = { id: 'own', questions: [] }
    const { content } = put({
      id: 'people',
      steps: [own, { use: 'birth/parents/mother', without: ['mother.age'] }],
    })
    expect(content).toEqual({
      name: 'late',
      sections: [{ id: 'people', steps: [own, { ...mother, questions: [{ id: 'mother.name' }] }] }],
    })
  })

  test('a form without such parts stays what it is, and so does what is no form', () => {
    expect(put(parents).content).toEqual({ name: 'late', sections: [parents] })
    for (const content of [null, 'text', [], { sections: 'none' }, { sections: [null, 1] }]) {
      expect(putInParts(content, () => undefined)).toEqual({ content, mistakes: [] })
    }
  })

  test.each([
    [{ use: 'none/parents' }, 'sections.0', 'there is no form none'],
    [{ use: 'birth/none' }, 'sections.0', 'birth has no section none of its own'],
    [{ use: 'birth/parents', without: ['none'] }, 'sections.0', 'birth/parents has no none to leave out'],
    [{ use: 'birth' }, 'sections.0.use', 'must be form/section'],
    [
      { use: 'made/borrowed' },
      'sections.0',
      'made/borrowed is itself made of parts used from elsewhere: name those',
    ],
    [
      { id: 'people', steps: [{ use: 'birth/parents/none' }] },
      'sections.0.steps.0',
      'birth/parents has no step none of its own',
    ],
    [
      { id: 'people', steps: [{ use: 'birth/parents' }] },
      'sections.0.steps.0.use',
      'must be form/section/step',
    ],
  ])('%j is refused with its place', (section, path, message) => {
    expect(put(section).mistakes).toEqual([{ path, message }])
  })
})
