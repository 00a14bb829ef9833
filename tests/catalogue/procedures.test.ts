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

describe('a mistake in a content file is one line with file, path and mistake', () => {
  const birth = read('1.001193.json')

  test('a wrong type', () => {
    const wrong = JSON.stringify({ ...JSON.parse(birth), essential: 'yes' })
    expect(parseProcedure('1.001193.json', wrong)).toEqual({
      ok: false,
      mistakes: ['1.001193.json: essential: Invalid type: Expected boolean but received "yes"'],
    })
  })

  test('a misspelt key', () => {
    const wrong = JSON.stringify({ ...JSON.parse(birth), esential: true })
    expect(parseProcedure('1.001193.json', wrong)).toEqual({
      ok: false,
      mistakes: ['1.001193.json: esential: Invalid key: Expected never but received "esential"'],
    })
  })

  test('two components of one id', () => {
    const content = JSON.parse(birth)
    content.components[1].id = content.components[0].id
    expect(parseProcedure('1.001193.json', JSON.stringify(content))).toEqual({
      ok: false,
      mistakes: ['1.001193.json: components: Invalid ids: every component needs an id of its own'],
    })
  })

  test('a file that is not JSON', () => {
    const parsed = parseProcedure('1.001193.json', '{')
    expect(parsed.ok ? [] : parsed.mistakes).toEqual([
      expect.stringMatching(/^1\.001193\.json: \(whole file\): not JSON: .+$/),
    ])
  })

  test('a file under another name than what it holds', () => {
    expect(parseProcedure('birth.json', birth)).toEqual({
      ok: false,
      mistakes: ['birth.json: (file name): holds 1.001193 and must be called 1.001193.json'],
    })
  })

  test('a form without questions', () => {
    const parsed = parseForm('empty.json', '{"name":"empty"}')
    expect(parsed.ok).toBe(false)
    for (const line of parsed.ok ? [] : parsed.mistakes) expect(line).toMatch(/^empty\.json: \S+: .+$/)
  })
})
