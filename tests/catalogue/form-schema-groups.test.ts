import * as v from 'valibot'
import { expect, test } from 'vitest'
import { formFile } from '../../src/catalogue/form-schema.ts'
import { namedDocumentKinds } from '../../src/catalogue/lists/document-kinds.ts'
import { relations } from '../../src/catalogue/lists/relations.ts'
import { documentKinds } from '../../src/domain/form/definition.ts'
import { ask, householdForm, option } from '../domain/form/household-example.ts'

test('the example of every type of question is valid', () => {
  expect(v.safeParse(formFile, householdForm).issues).toBeUndefined()
})

test('relations and papers are listed once each', () => {
  expect(new Set(relations.map(({ code }) => code)).size).toBe(relations.length)
  expect(namedDocumentKinds.map(({ code }) => code).toSorted()).toEqual([...documentKinds].toSorted())
})

/** What is wrong when one more question is asked at the end of the form, or one more rule checked. */
function mistakesWith(added: { readonly question?: unknown; readonly assert?: unknown }): string[] {
  const end = householdForm.sections[1]?.steps[1]
  const form = {
    ...householdForm,
    sections: [
      householdForm.sections[0],
      {
        ...householdForm.sections[1],
        steps: [
          householdForm.sections[1]?.steps[0],
          {
            ...end,
            questions: [...(end?.questions ?? []), ...(added.question === undefined ? [] : [added.question])],
          },
        ],
      },
    ],
    checks: added.assert === undefined ? [] : [{ ...householdForm.checks[0], assert: added.assert }],
  }
  return (v.safeParse(formFile, form).issues ?? []).map((issue) =>
    [v.getDotPath(issue), issue.message].filter((part) => part !== null).join(': '),
  )
}

const group = (more: object, ...questions: object[]) => ({
  id: 'lines',
  type: 'group',
  label: { vi: 'Ngành', en: 'Lines' },
  itemTitle: { vi: 'Ngành', en: 'Line' },
  required: false,
  questions: questions.length === 0 ? [ask('name', 'text')] : questions,
  ...more,
})
const seen = (visibleWhen: object) => ({ ...ask('late', 'text'), visibleWhen })

test.each<[string, unknown, RegExp]>([
  ['a group without questions', group({ questions: [] }), /questions\.7\.questions: Invalid length/],
  ['a group without a title', group({ itemTitle: undefined }), /questions\.7\.itemTitle: Invalid/],
  [
    'options of a group',
    group({ options: [option('a'), option('b')] }),
    /questions\.7\.options: Invalid key/,
  ],
  ['a group in a group', group({}, group({})), /questions\.7\.questions\.0\.type: Invalid type/],
  ['fewer at most than at least', group({ minItems: 3, maxItems: 2 }), /minItems is greater than maxItems$/],
  ['more items than the gateway takes', group({ maxItems: 61 }), /questions\.7\.maxItems: Invalid value/],
  [
    'the same question twice in a group',
    group({}, ask('name', 'text'), ask('name', 'name')),
    /questions\.7\.questions\.1: a second question name$/,
  ],
  [
    'a form id for the same item',
    group(
      {},
      ask('name', 'text'),
      ask('old', 'text', { visibleWhen: { question: 'name', isAnswered: true } }),
    ),
    /questions\.1\.visibleWhen: there is no question name: write \.\/name for the same item$/,
  ],
  [
    'a later question of the item',
    group(
      {},
      ask('old', 'text', { visibleWhen: { question: './name', isAnswered: true } }),
      ask('name', 'text'),
    ),
    /questions\.0\.visibleWhen: \.\/name means the same item of a group, but/,
  ],
  [
    'an item id outside a group',
    seen({ question: './relation', is: 'wife' }),
    /visibleWhen: \.\/relation means the same item of a group, but this is not inside one$/,
  ],
  [
    'a relation that is no code',
    seen({ group: 'members', countWhere: { question: './relation', is: 'uncle' }, atLeast: 1 }),
    /countWhere: \.\/relation has no option uncle$/,
  ],
  [
    'counting what is no group',
    seen({ group: 'aid', atLeast: 1 }),
    /aid must be of type group, but is choices$/,
  ],
  [
    'several choices compared as one',
    seen({ question: 'aid', is: 'rice' }),
    /aid has several choices: use includes$/,
  ],
  [
    'including in one choice',
    seen({ question: 'choice', includes: 'rice' }),
    /choice must be of type choices, but is choice$/,
  ],
  ['including no option', seen({ question: 'aid', includes: 'gold' }), /aid has no option gold$/],
  [
    'an amount of something else',
    seen({ question: 'aid', isAtLeast: 1 }),
    /aid must be of type number or money, but is choices$/,
  ],
  [
    'yes-no compared with a word',
    seen({ question: 'isShared', is: 'yes' }),
    /isShared is yes-no: compare it with true or false, not "yes"$/,
  ],
  [
    'an uncertain question that is required',
    { ...ask('late', 'text'), required: true, uncertain: true },
    /an uncertain question must have required: false$/,
  ],
  ['choices without options', ask('late', 'choices'), /questions\.7: choices need options$/],
  [
    'a card that fills in something else',
    { ...ask('late', 'phone'), fill: { person: 'applicant', from: 'name' } },
    /fill from name is only for name, text$/,
  ],
])('%s is named with its place', (_name, question, mistake) => {
  expect(mistakesWith({ question })).toContainEqual(expect.stringMatching(mistake))
})

test('a rule that counts without saying how many is no condition', () => {
  expect(mistakesWith({ assert: { group: 'members' } })[0]).toMatch(/^checks\.0\.assert\.atMost: Invalid key/)
})
