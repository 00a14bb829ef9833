/** What an editor reads when a content file is wrong: every mistake in one line with file, path and words. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { crossMistakes } from '../../src/catalogue/cross-references.ts'
import {
  formFolder,
  loadContent,
  parseForm,
  parseProcedure,
  procedureFolder,
} from '../../src/catalogue/load.ts'

const birth = readFileSync(`${procedureFolder}1.001193.json`, 'utf8')
const birthForm = readFileSync(`${formFolder}birth-registration.json`, 'utf8')

/** The text of a file with one place changed; `undefined` takes the place away. */
function changed(text: string, changes: Readonly<Record<string, unknown>>): string {
  const content: unknown = JSON.parse(text)
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const place = keys.reduce<unknown>((parent, key) => Object(parent)[key], content)
    if (typeof place !== 'object' || place === null) throw new Error(`no such place: ${path}`)
    if (value === undefined) Reflect.deleteProperty(place, last)
    else Reflect.set(place, last, value)
  }
  return JSON.stringify(content)
}

function procedureMistakes(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = parseProcedure('1.001193.json', changed(birth, changes))
  return parsed.ok ? [] : parsed.mistakes
}

function formMistakes(changes: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = parseForm('birth-registration.json', changed(birthForm, changes))
  return parsed.ok ? [] : parsed.mistakes
}

describe('a mistake in a procedure is named', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a word for yes', { essential: 'yes' }, 'essential: must be true or false without quotes, not "yes"'],
    ['a misspelt key', { esential: true }, 'esential: there is no key "esential" here: a slip of the pen?'],
    ['missing English', { 'who.en': undefined }, 'who.en: the English text is missing'],
    ['empty Vietnamese', { 'who.vi': ' ' }, 'who.vi: the Vietnamese text is empty'],
    ['a text in one language', { who: 'Cha' }, 'who: must be an object in { }, not "Cha"'],
    ['a missing key', { record: undefined }, 'record: "record" is missing'],
    ['a wrong code', { code: '1.1193' }, 'code: must be like 1.001193'],
    [
      'a level that does not exist',
      { level: 'district' },
      'level: must be commune or province or ministry or other, not "district"',
    ],
    ['a text in place of a list', { channels: 'online' }, 'channels: must be a list in [ ], not "online"'],
    [
      'a number in quotes',
      { 'components.2.originals': '1' },
      'components.2.originals: must be a number without quotes, not "1" (in birth-attestation-health-facility)',
    ],
    [
      'half a paper',
      { 'components.2.originals': 0.5 },
      'components.2.originals: must be a whole number, not 0.5 (in birth-attestation-health-facility)',
    ],
    [
      'fewer than no copies',
      { 'components.2.copies': -1 },
      'components.2.copies: must be 0 or more, not -1 (in birth-attestation-health-facility)',
    ],
    [
      'an empty form code',
      { 'components.0.formCode': '' },
      'components.0.formCode: must not be empty (in birth-registration-declaration)',
    ],
    [
      'two papers of one id',
      { 'components.1.id': 'birth-registration-declaration' },
      'components: two components are called birth-registration-declaration: each needs an id of its own',
    ],
    [
      'another way to write a day',
      { verifiedOn: '18/7/2026' },
      'verifiedOn: must be a day like 2026-07-18, not "18/7/2026"',
    ],
    ['a draft that is none', { draft: false }, 'draft: must be true, or left out, not false'],
    [
      'a text not yet written',
      { 'result.vi': 'CHƯA VIẾT: kết quả' },
      'result.vi: still to be written: kết quả',
    ],
  ])('%s', (_name, changes, mistake) => {
    expect(procedureMistakes(changes)).toEqual([`1.001193.json: ${mistake}`])
  })

  test('all mistakes at once', () => {
    expect(procedureMistakes({ esential: true, colour: 'red', 'who.en': undefined, level: 1 })).toEqual([
      '1.001193.json: level: must be commune or province or ministry or other, not 1',
      '1.001193.json: who.en: the English text is missing',
      '1.001193.json: esential: there is no key "esential" here: a slip of the pen?',
      '1.001193.json: colour: there is no key "colour" here: a slip of the pen?',
    ])
  })
})

describe('a mistake in a declaration is named', () => {
  const question = 'sections.0.steps.0.questions.0'
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'missing English of a question',
      { [`${question}.label.en`]: undefined },
      `${question}.label.en: the English text is missing (in requester.relation)`,
    ],
    ['an unknown type', { [`${question}.type`]: 'colour' }, `${question}.type: must be one of`],
    [
      'a condition on no question',
      { [`${question}.visibleWhen`]: { question: 'no.such', is: 1 } },
      `${question}.visibleWhen: there is no question no.such`,
    ],
    [
      'a condition that is none',
      { [`${question}.visibleWhen`]: { question: 'child.sex', equals: 1 } },
      `${question}.visibleWhen: not a condition (in requester.relation)`,
    ],
    [
      'a question twice',
      { 'sections.0.steps.1.questions.0.id': 'requester.relation' },
      'sections.0.steps.1.questions.0: a second question requester.relation',
    ],
    [
      'an id in capitals',
      { [`${question}.id`]: 'Relation' },
      `${question}.id: must be dotted, e.g. child.fullName`,
    ],
    ['no version', { version: undefined }, 'version: "version" is missing'],
    ['half a version', { version: 1.5 }, 'version: must be a whole number, not 1.5'],
    ['no section', { sections: [] }, 'sections: needs 1 or more'],
    [
      'an applicant that is not asked for',
      { 'applicant.number': 'no.such' },
      'applicant.number: there is no question no.such',
    ],
    [
      'a part of a form that does not exist',
      { 'sections.1': { use: 'no-such-form/child' } },
      'sections.1: there is no form no-such-form',
    ],
  ])('%s', (_name, changes, mistake) => {
    const lines = formMistakes(changes)
    expect(lines).toContainEqual(expect.stringContaining(`birth-registration.json: ${mistake}`))
    for (const line of lines) expect(line).not.toContain('\n')
  })

  test('an unknown question beside a missing text: both at once', () => {
    const lines = formMistakes({
      [`${question}.label.en`]: undefined,
      [`${question}.visibleWhen`]: { question: 'no.such', is: 1 },
    })
    expect(lines).toHaveLength(2)
  })
})

describe('a file that is not JSON is named with line and column', () => {
  test.each([
    ['a missing comma', '{\n  "code": "1.001193"\n  "name": 1\n}', 'line 3, column 3'],
    ['a comma too many', '{\n  "code": "1.001193",\n}', 'line 3, column 1'],
    ['a file cut short', '{\n  "code": [1', 'line 2, column 13'],
    ['typographic quotes', '{ “code”: 1 }', 'line 1, column 3'],
    ['nothing', '', 'line 1, column 1'],
  ])('%s', (_name, text, place) => {
    const parsed = parseProcedure('1.001193.json', text)
    expect(parsed.ok ? [] : parsed.mistakes).toEqual([
      expect.stringMatching(new RegExp(`^1\\.001193\\.json: \\(whole file\\): ${place}: not JSON: .+$`)),
    ])
  })

  test('an invisible mark at the beginning', () => {
    const parsed = parseProcedure('1.001193.json', `\uFEFF${birth}`)
    expect(parsed.ok ? [] : parsed.mistakes).toEqual([
      '1.001193.json: (whole file): begins with an invisible mark (BOM): save it as UTF-8 without BOM',
    ])
  })
})

describe('what one file says of another must be there', () => {
  const { procedures, forms } = loadContent()
  const finished = <T>(value: T) => ({ value, isDraft: false })
  const procedure = procedures.find(({ code }) => code === '1.001193')
  if (procedure === undefined) throw new Error('the birth registration is gone')

  function mistakesOf(changes: Partial<typeof procedure>, isDraftForm = false): string[] {
    return crossMistakes(
      procedures.map((one) => finished(one.code === '1.001193' ? { ...one, ...changes } : one)),
      forms.map((value) => ({ value, isDraft: isDraftForm && value.name === 'birth-registration' })),
    ).filter((line) => line.startsWith('1.001193'))
  }

  test('the catalogue itself is sound', () => {
    expect(mistakesOf({})).toEqual([])
  })

  test('a form that does not exist', () => {
    expect(mistakesOf({ form: 'no-such-form' })).toEqual([
      '1.001193.json: form: there is no declaration forms/no-such-form.json',
    ])
  })

  test('a form that is not finished', () => {
    expect(mistakesOf({}, true)).toContain(
      '1.001193.json: form: forms/birth-registration.json is still a draft',
    )
  })

  test('a procedure that is not in the catalogue', () => {
    expect(mistakesOf({ notes: [{ vi: 'Xem 9.999999', en: 'See 9.999999' }] })).toEqual([
      '1.001193.json: notes: names procedure 9.999999, which is not here',
    ])
  })

  test('a paper that depends on a case question that is not asked', () => {
    const [paper] = procedure.components
    if (paper === undefined) throw new Error('no paper')
    const components = [{ ...paper, appliesWhen: { question: 'noSuch', is: 'home' } }]
    expect(mistakesOf({ components })).toEqual([
      '1.001193.json: components.0.appliesWhen: there is no case question noSuch before this',
    ])
  })

  test('a case question that answers a question which the form does not have', () => {
    const text = { vi: 'Gì?', en: 'What?' }
    const options = ['yes', 'no'].map((value) => ({ value, label: text }))
    const cases = [{ id: 'late', question: text, options, answers: { question: 'no.such' } }]
    expect(mistakesOf({ cases, components: [] })).toContain(
      '1.001193.json: cases.0.answers: the form has no question no.such',
    )
  })
})
