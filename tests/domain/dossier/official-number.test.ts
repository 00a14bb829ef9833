import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatOfficialNumber,
  isAgencyCode,
  isOfficialNumberPattern,
  officialNumberPattern,
  partsOfPattern,
} from '../../../src/domain/dossier/number-pattern.ts'
import { parseOfficialNumber } from '../../../src/domain/dossier/official-number.ts'
import { dayFrom } from '../time/arbitraries.ts'

test.each([
  ['{org}-{yymmdd}-{seq:4}', '000.03.20.H38', 1, '000.03.20.H38-261125-0001'],
  ['{org}-{yymmdd}-{seq:4}', 'H38.20.3', 12_345, 'H38.20.3-261125-12345'],
  ['{org}-{yymmdd}-03{seq:4}', 'G09.020.01', 1, 'G09.020.01-261125-030001'],
])('the pattern %s of %s gives the %i-th number %4$s', (pattern, orgCode, running, number) => {
  expect(formatOfficialNumber({ pattern, orgCode, day: '2026-11-25', running })).toBe(number)
})

test.each([
  ['000.03.20.H38-261125-0001', '000.03.20.H38', '0001'],
  ['H38.20.3-261125-0001', 'H38.20.3', '0001'],
  ['G09.020.01-261125-030001', 'G09.020.01', '030001'],
  [' h38.20.3 – 261125 – 0001\n', 'H38.20.3', '0001'],
])('%s is read in either style', (typed, orgCode, running) => {
  expect(parseOfficialNumber(typed)).toEqual({
    ok: true,
    number: `${orgCode}-261125-${running}`,
    orgCode,
    day: '2026-11-25',
    running,
  })
})

test.each([
  ['H38-261325-0001', 'official-number-date-impossible'],
  ['H38-260230-0001', 'official-number-date-impossible'],
  ['H38-261125-001', 'official-number-malformed'],
  ['000.03.H38-261125-0001', 'official-number-malformed'],
  ['22222-22222', 'official-number-malformed'],
  ['', 'official-number-malformed'],
])('%s is refused: %s', (typed, problem) => {
  expect(parseOfficialNumber(typed)).toEqual({ ok: false, problem })
})

test('every number that is given out can be read back', () => {
  const pattern = '{org}-{yymmdd}-{seq:4}'
  fc.assert(
    fc.property(
      fc.constantFrom('H38', 'H38.20.3', '000.03.20.H38', 'H35.1'),
      dayFrom('2025-07-01', '2099-12-31'),
      fc.integer({ min: 1, max: 999_999 }),
      (orgCode, day, running) => {
        const parsed = parseOfficialNumber(formatOfficialNumber({ pattern, orgCode, day, running }))
        expect(parsed).toMatchObject({ ok: true, orgCode, day })
        if (parsed.ok) expect(Number(parsed.running)).toBe(running)
      },
    ),
  )
})

test.each([
  ['{org}-{yymmdd}-{seq:4}', true],
  ['{org}-{yymmdd}-03{seq:4}', true],
  ['{org}-{yymmdd}', false],
  ['{org}-{yymmdd}-{seq:3}', false],
  ['{org}-{org}-{yymmdd}-{seq:4}', false],
  ['{org}-{yymmdd}-{seq:4} {x}', false],
])('a configured pattern %s is usable: %s', (pattern, isUsable) => {
  expect(isOfficialNumberPattern(pattern)).toBe(isUsable)
})

test.each([4, 5, 6, 7, 8, 9])(
  'a pattern of %i digits tells its parts again, with either form of the day',
  (digits) => {
    for (const dateForm of ['yymmdd', 'yyyymmdd'] as const) {
      const pattern = officialNumberPattern(dateForm, digits)
      expect(isOfficialNumberPattern(pattern)).toBe(true)
      expect(partsOfPattern(pattern)).toEqual({ dateForm, digits })
      const number = formatOfficialNumber({ pattern, orgCode: 'H38.20', day: '2026-11-26', running: 7 })
      expect(parseOfficialNumber(number)).toMatchObject({ ok: true, number, day: '2026-11-26' })
    }
  },
)

test('a pattern that was written by hand has no parts', () => {
  expect(partsOfPattern('{org}-{yymmdd}-03{seq:4}')).toBeNull()
  expect(isOfficialNumberPattern('{org}-{yymmdd}{yyyymmdd}-{seq:4}')).toBe(false)
})

test.each([
  'H38',
  'H38.20',
  'H38.20.3',
  '000.03.20.H38',
  '38',
  'H38.',
  'h38',
  'H38.20.3.4.5',
  '000.3.20.H38',
])('%s is an agency code exactly when a number with it reads', (code) => {
  const read = parseOfficialNumber(`${code}-261126-0001`)
  expect(isAgencyCode(code)).toBe(read.ok && read.orgCode === code)
})
