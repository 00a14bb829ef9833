import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  contentFiles,
  loadForms,
  loadProcedures,
  parseForm,
  parseProcedure,
  procedureFolder,
} from '../../src/catalogue/load.ts'

const files = contentFiles(procedureFolder)

function read(file: string): string {
  return readFileSync(procedureFolder + file, 'utf8')
}

describe('each procedure file is valid', () => {
  test.each(files)('%s', (file) => {
    const parsed = parseProcedure(file, read(file))
    expect(parsed.ok ? '' : parsed.mistakes.join('\n')).toBe('')
  })
})

describe('the built-in catalogue', () => {
  test('holds 105 procedures, each code once', () => {
    const codes = loadProcedures().map(({ code }) => code)
    expect(codes).toHaveLength(105)
    expect(new Set(codes).size).toBe(105)
  })

  test('names only forms that exist', () => {
    const forms = new Set(loadForms().map(({ name }) => name))
    for (const { code, form } of loadProcedures()) {
      if (form !== undefined) expect(forms, code).toContain(form)
    }
    expect(loadProcedures().find(({ code }) => code === '1.001193')?.form).toBe('birth-registration')
  })

  test('refers only to procedures that it holds', () => {
    const codes = new Set(loadProcedures().map(({ code }) => code))
    for (const { code, notes, components } of loadProcedures()) {
      const texts = JSON.stringify([notes, components])
      for (const [reference] of texts.matchAll(/\b\d\.\d{6}\b/g)) expect(codes, code).toContain(reference)
    }
  })

  test('promises nothing where a figure is missing', () => {
    for (const { code, timeLimit, fee } of loadProcedures()) {
      if (timeLimit.value === undefined) {
        expect(timeLimit.confirm === true || timeLimit.note !== undefined, code).toBe(true)
      }
      if (fee.rules.some(({ amountVnd, confirm }) => amountVnd === undefined && confirm !== true)) {
        expect(fee.confirm, code).toBe(true)
      }
    }
  })

  test('never asks to photograph an identity card or a passport (rules.md §9)', () => {
    const identity =
      /^(?:bản sao |bản chụp )?(?:giấy tờ tùy thân|thẻ căn cước|căn cước|hộ chiếu|giấy chứng minh nhân dân)/iu
    const asked = loadProcedures().flatMap(({ code, components }) =>
      components
        .filter(({ name, photograph }) => photograph && identity.test(name.vi))
        .map(({ name }) => `${code}: ${name.vi}`),
    )
    expect(asked).toEqual([])
  })

  test('says which facts are uncertain: nothing is unverified without its confidence or a mark saying so', () => {
    for (const { code, confidence, timeLimit, fee, possiblyOutdated, unverified } of loadProcedures()) {
      if (confidence === 'low') {
        expect(timeLimit.confirm, code).toBe(true)
        expect(fee.confirm, code).toBe(true)
      }
      if (unverified.some((doubt) => /provincial fee/i.test(doubt))) {
        const doubtful = fee.rules.filter(({ amountVnd, confirm }) => amountVnd !== 0 && confirm !== true)
        expect(fee.confirm === true || doubtful.length === 0, code).toBe(true)
      }
      expect(typeof possiblyOutdated, code).toBe('boolean')
    }
  })

  test('cites public sources only', () => {
    for (const { code, sources, notes } of loadProcedures()) {
      expect(sources.length, code).toBeGreaterThan(0)
      expect(JSON.stringify([sources, notes]), code).not.toMatch(/index id|stored public|seed/i)
    }
  })
})

describe('a content file', () => {
  test('is called after what it holds', () => {
    expect(parseProcedure('birth.json', read('1.001193.json'))).toEqual({
      ok: false,
      mistakes: ['birth.json: (file name): holds 1.001193 and must be called 1.001193.json'],
    })
  })

  test('without anything that is needed says each thing in a line', () => {
    const parsed = parseForm('empty.json', '{"name":"empty"}')
    expect(parsed.ok).toBe(false)
    for (const line of parsed.ok ? [] : parsed.mistakes) expect(line).toMatch(/^empty\.json: \S+: .+$/)
  })
})
