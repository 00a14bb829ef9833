import * as v from 'valibot'
import { expect, expectTypeOf, test } from 'vitest'
import { type FormShape, formFile } from '../../src/catalogue/form-schema.ts'
import birthRegistration from '../../src/catalogue/forms/birth-registration.json' with { type: 'json' }
import type { FormDefinition } from '../../src/domain/form/definition.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

test('the schema and the type are the same thing', () => {
  expectTypeOf<FormShape>().toExtend<FormDefinition>()
  expectTypeOf<FormDefinition>().toExtend<FormShape>()
})

test('the birth declaration is valid', () => {
  expect(v.safeParse(formFile, birthRegistration).issues).toBeUndefined()
})

/** What is wrong when one place of the birth declaration is changed; `undefined` takes it away. */
function mistakesWith(path: string, value: Json | undefined): string[] {
  const form: Json = structuredClone(birthRegistration)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const target = keys.reduce<Json | undefined>((place, key) => child(place, key), form)
  if (typeof target !== 'object' || target === null) throw new Error(`no such place: ${path}`)
  if (value === undefined) Reflect.deleteProperty(target, last)
  else Reflect.set(target, last, value)
  const result = v.safeParse(formFile, form)
  return (result.issues ?? []).map((issue) =>
    [v.getDotPath(issue), issue.message].filter((part) => part !== null).join(': '),
  )
}

function child(place: Json | undefined, key: string): Json | undefined {
  return typeof place === 'object' && place !== null ? Reflect.get(place, key) : undefined
}

const firstQuestion = 'sections.0.steps.0.questions.0'
test.each<[string, string, Json | undefined, RegExp]>([
  [
    'a question twice',
    'sections.0.steps.1.questions.0.id',
    'requester.relation',
    /^sections\.0\.steps\.1\.questions\.0: a second question requester\.relation$/,
  ],
  ['a step twice', 'sections.0.steps.1.id', 'relation', /^sections\.0\.steps\.1: a second step relation$/],
  [
    'a condition on no question',
    `${firstQuestion}.visibleWhen`,
    { question: 'no.such', is: 1 },
    /questions\.0\.visibleWhen: there is no question no\.such$/,
  ],
  [
    'a condition on a later question',
    `${firstQuestion}.visibleWhen`,
    { all: [{ question: 'child.sex', is: 'male' }] },
    /visibleWhen\.all\.0: must come before this: child\.sex$/,
  ],
  [
    'a condition on no option',
    'sections.0.steps.1.questions.1.required',
    { question: 'requester.relation', is: 'aunt' },
    /required: requester\.relation has no option aunt$/,
  ],
  [
    'a comparison of something that is no date',
    'checks.0.assert',
    { question: 'child.sex', isNotAfter: 'today' },
    /^checks\.0\.assert: child\.sex must be of type date, but is choice$/,
  ],
  [
    'a check on no question',
    'checks.0.questions',
    ['no.such'],
    /^checks\.0\.questions: there is no question no\.such$/,
  ],
  ['a check twice', 'checks.1.id', 'child-birth-not-in-future', /^checks\.1: a second check/],
  [
    'a choice without options',
    `${firstQuestion}.options`,
    undefined,
    /questions\.0: a choice needs options$/,
  ],
  [
    'options without a choice',
    `${firstQuestion}.type`,
    'text',
    /questions\.0: options is only for choice, choices$/,
  ],
  [
    'an initial answer that is no option',
    `${firstQuestion}.initial`,
    'aunt',
    /initial aunt is not among the options$/,
  ],
  [
    'an applicant that is not asked for',
    'applicant.number',
    'no.such',
    /^applicant\.number: there is no question no\.such$/,
  ],
  [
    'an unknown type',
    `${firstQuestion}.type`,
    'colour',
    /^sections\.0\.steps\.0\.questions\.0\.type: Invalid type/,
  ],
  ['a missing language', `${firstQuestion}.label.en`, undefined, /questions\.0\.label\.en: Invalid key/],
  ['an unknown key', `${firstQuestion}.colour`, 'red', /questions\.0\.colour: Invalid key/],
  [
    'something that is no condition',
    `${firstQuestion}.visibleWhen`,
    { any: [{ question: 'child.sex', equals: 1 }] },
    /visibleWhen\.any\.0: not a condition$/,
  ],
])('%s is named with its place', (_name, path, value, mistake) => {
  expect(mistakesWith(path, value)).toContainEqual(expect.stringMatching(mistake))
})
