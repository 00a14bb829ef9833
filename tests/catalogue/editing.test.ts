import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { jsonSchemas, schemaFolder } from '../../src/catalogue/editing/json-schemas.ts'
import { contentText, formSkeleton, procedureSkeleton } from '../../src/catalogue/editing/skeleton.ts'
import { planSkeleton } from '../../src/catalogue/editing/skeleton-plan.ts'
import {
  contentFiles,
  formFolder,
  loadContent,
  parseForm,
  parseProcedure,
  procedureFolder,
} from '../../src/catalogue/load.ts'

const facts = { code: '9.999999', form: 'new-declaration', today: '2026-07-18' }

describe('the skeleton of a new procedure', () => {
  const procedure = contentText(procedureSkeleton(facts))
  const form = contentText(formSkeleton({ name: 'new-declaration' }))

  test('is valid, with and without a declaration', () => {
    for (const content of [facts, { ...facts, form: undefined, name: 'Đăng ký nuôi ong' }]) {
      const parsed = parseProcedure('9.999999.json', contentText(procedureSkeleton(content)))
      expect(parsed.ok ? [] : parsed.mistakes).toEqual([])
    }
    const parsed = parseForm('new-declaration.json', form)
    expect(parsed.ok ? [] : parsed.mistakes).toEqual([])
  })

  test('is a draft that promises nothing', () => {
    const parsed = parseProcedure('9.999999.json', procedure)
    if (!parsed.ok) throw new Error(parsed.mistakes.join('\n'))
    expect(parsed.isDraft).toBe(true)
    expect(parsed.value).toMatchObject({
      confidence: 'low',
      timeLimit: { confirm: true },
      fee: { confirm: true },
      essential: false,
    })
    expect(parsed.value.timeLimit.value).toBeUndefined()
  })

  test('can never be finished by taking out the mark alone: each text to write is named', () => {
    const withoutMark = procedure.replace('  "draft": true,\n', '')
    const parsed = parseProcedure('9.999999.json', withoutMark)
    const lines = parsed.ok ? [] : parsed.mistakes
    expect(lines).toContain(
      '9.999999.json: plainName.en: still to be written: what a neighbour calls it, one line',
    )
    expect(lines.length).toBeGreaterThan(10)
    const parsedForm = parseForm('new-declaration.json', form.replace('  "draft": true,\n', ''))
    expect(parsedForm.ok).toBe(false)
  })

  test('names the schema that editors complete by', () => {
    expect(JSON.parse(procedure).$schema).toBe('../schemas/procedure.schema.json')
    expect(JSON.parse(form).$schema).toBe('../schemas/form.schema.json')
  })
})

describe('what new:procedure is asked to write', () => {
  const present = {
    hasProcedure: (code: string) => code === '1.001193',
    hasForm: (name: string) => name === 'stay-notice',
  }

  test.each<[string, Parameters<typeof planSkeleton>[0], readonly string[]]>([
    ['a code that exists', { codes: ['1.001193'] }, ['procedures/1.001193.json exists already']],
    [
      'a wrong code and a wrong name: both are said',
      { codes: ['1.12'], form: 'My Form' },
      [
        '1.12 is not a code of the national portal: it must be like 1.001193',
        'My Form is not a name for a declaration: it must be like birth-registration',
      ],
    ],
    ['no code', { codes: [] }, ['one code is needed, not 0']],
    [
      'a declaration that exists',
      { codes: ['9.999999'], form: 'stay-notice' },
      ['forms/stay-notice.json exists already: to use it write --use-form stay-notice'],
    ],
    [
      'to use a declaration that does not exist',
      { codes: ['9.999999'], usedForm: 'no-such' },
      ['there is no forms/no-such.json: to write it write --form no-such'],
    ],
  ])('refuses %s', (_name, wish, reasons) => {
    expect(planSkeleton(wish, present)).toEqual({ ok: false, reasons })
  })

  test('links a declaration that exists without writing it again', () => {
    expect(planSkeleton({ codes: ['9.999999'], usedForm: 'stay-notice' }, present)).toEqual({
      ok: true,
      plan: { code: '9.999999', form: 'stay-notice' },
    })
  })
})

describe('the JSON Schemas', () => {
  test.each([...jsonSchemas()])('%s is not stale: npm run catalogue:schemas writes it', (name, text) => {
    expect(readFileSync(new URL(name, schemaFolder), 'utf8')).toBe(text)
  })

  test('are named by every content file', () => {
    for (const [folder, schema] of [
      [procedureFolder, 'procedure'],
      [formFolder, 'form'],
    ] as const) {
      for (const file of contentFiles(folder)) {
        const content: { readonly $schema?: string } = JSON.parse(readFileSync(folder + file, 'utf8'))
        expect(content.$schema, file).toBe(`../schemas/${schema}.schema.json`)
      }
    }
  })

  test('do not reach the product', () => {
    expect(JSON.stringify(loadContent())).not.toContain('$schema')
  })
})
