import { expect, test } from 'vitest'
import { csvOf } from '../../../src/domain/text/csv.ts'

test('a table is a file that a spreadsheet reads in Vietnamese', () => {
  expect(
    csvOf([
      ['Thủ tục', 'Số hồ sơ'],
      ['Hộ nghèo', 889],
    ]),
  ).toBe('\u{feff}Thủ tục,Số hồ sơ\r\nHộ nghèo,889\r\n')
})

test.each([
  ['a, b', '"a, b"'],
  ['nói "có"', '"nói ""có"""'],
  ['hai\ndòng', '"hai\ndòng"'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['@x', "'@x"],
])('no text runs or breaks a row: %j', (cell, expected) => {
  expect(csvOf([[cell]])).toBe(`\u{feff}${expected}\r\n`)
})

test('negative numbers stay numbers', () => {
  expect(csvOf([[-20_000]])).toBe('\u{feff}-20000\r\n')
})
