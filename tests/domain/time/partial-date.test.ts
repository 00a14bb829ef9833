import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  civilDayOf,
  dayNumberOf,
  isCivilDay,
  weekdayOf,
} from '../../../src/domain/time/civil-day.ts'
import { dateInWords } from '../../../src/domain/time/date-in-words.ts'
import {
  comparePartial,
  daysBetween,
  formatPartialDate,
  isPartialDate,
  parseDate,
  parseWrittenDate,
  yearsBetween,
} from '../../../src/domain/time/partial-date.ts'
import { partialDate } from './arbitraries.ts'

describe('days of the calendar', () => {
  test('a day number and its day belong together, one after the other, over four centuries', () => {
    let previous = civilDayOf(dayNumberOf('1799-12-31'))
    for (let number = dayNumberOf('1800-01-01'); number <= dayNumberOf('2199-12-31'); number++) {
      const day = civilDayOf(number)
      if (day <= previous || !isCivilDay(day) || dayNumberOf(day) !== number) expect.fail(day)
      previous = day
    }
    expect(dayNumberOf('1970-01-01')).toBe(0)
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })

  test.each([
    ['2026-11-25', 'wednesday'],
    ['1969-12-31', 'wednesday'],
    ['2000-02-29', 'tuesday'],
  ])('%s is a %s', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday)
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '26-01-01',
    '',
  ])('%s is no day', (text) => {
    expect(isCivilDay(text)).toBe(false)
  })
})

describe('typed dates', () => {
  test.each([
    ['25', '11', '2026', '2026-11-25'],
    [' 5', '1 ', '1998', '1998-01-05'],
    ['２９', '２', '２０２８', '2028-02-29'],
    ['', '11', '2026', '2026-11'],
    [undefined, undefined, '1962', '1962'],
  ])('%s / %s / %s is %s', (day, month, year, date) => {
    expect(parseDate(day, month, year)).toEqual({ ok: true, date })
  })

  test.each([
    ['30', '2', '2026', 'date-impossible'],
    ['31', '4', '2026', 'date-impossible'],
    ['29', '2', '2026', 'date-impossible'],
    ['1', '13', '2026', 'date-impossible'],
    ['0', '1', '2026', 'date-impossible'],
    ['1', '1', '26', 'date-year-needs-four-digits'],
    ['1', '1', '', 'date-malformed'],
    ['1', '', '2026', 'date-malformed'],
    ['một', '1', '2026', 'date-malformed'],
    ['-1', '1', '2026', 'date-malformed'],
  ])('%s / %s / %s is refused: %s', (day, month, year, problem) => {
    expect(parseDate(day, month, year)).toEqual({ ok: false, problem })
  })

  test.each([
    ['25/11/2026', '2026-11-25'],
    ['25-11-2026', '2026-11-25'],
    ['5.1.1998', '1998-01-05'],
    [' 25 / 11 / 2026\n', '2026-11-25'],
    ['25 11 2026', '2026-11-25'],
    ['11/2026', '2026-11'],
    ['2026', '2026'],
    ['2026-11-25', '2026-11-25'],
    ['2026-11', '2026-11'],
  ])('pasted %s is %s', (written, date) => {
    expect(parseWrittenDate(written)).toEqual({ ok: true, date })
  })

  test.each(['', '25/11/2026/1', 'hôm qua', '//2026', '<b>', '２5/', '2026-11-25T00:00:00Z'])(
    'pasted %s is refused',
    (written) => {
      expect(parseWrittenDate(written).ok).toBe(false)
    },
  )

  test('what is written in Vietnam is read back unchanged', () => {
    fc.assert(
      fc.property(partialDate, (date) => {
        expect(isPartialDate(date)).toBe(true)
        expect(parseWrittenDate(formatPartialDate(date))).toEqual({ ok: true, date })
        expect(parseWrittenDate(date)).toEqual({ ok: true, date })
      }),
    )
  })

  test('no text makes the reader fail, and what it accepts is a date', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const result = parseWrittenDate(text)
        if (result.ok) expect(isPartialDate(result.date)).toBe(true)
      }),
    )
  })
})

describe('comparing what is only partly known', () => {
  test.each([
    ['1990', '1991', 'before'],
    ['1991-01', '1990', 'after'],
    ['1990', '1990-05-01', 'same-or-undecided'],
    ['1990-05', '1990-05-31', 'same-or-undecided'],
    ['1990-04', '1990-05-01', 'before'],
    ['1990-05-02', '1990-05-01', 'after'],
    ['1990-05-01', '1990-05-01', 'same-or-undecided'],
  ])('%s against %s: %s', (left, right, order) => {
    expect(comparePartial(left, right)).toBe(order)
  })

  test('the two directions agree', () => {
    const mirrored = { before: 'after', after: 'before', 'same-or-undecided': 'same-or-undecided' }
    fc.assert(
      fc.property(partialDate, partialDate, (left, right) => {
        expect(comparePartial(left, right)).toBe(mirrored[comparePartial(right, left)])
      }),
    )
  })

  test.each([
    ['2000-06-15', '2026-06-14', 25, 25],
    ['2000-06-15', '2026-06-15', 26, 26],
    ['2000', '2026-06-15', 25, 26],
    ['2000-02-29', '2026-02-28', 25, 25],
    ['2000-02-29', '2026-03-01', 26, 26],
    ['2026-06-15', '2025-06-15', -1, -1],
    ['2016', '2026', 9, 10],
  ])('from %s to %s there are %i to %i years', (from, to, atLeast, atMost) => {
    expect(yearsBetween(from, to)).toEqual({ atLeast, atMost })
  })

  test('days between a month and a day have a range', () => {
    expect(daysBetween('2026-09', '2026-11-25')).toEqual({ atLeast: 56, atMost: 85 })
  })
})

test.each([
  ['2026-11-25', 'Ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu'],
  ['2005-01-01', 'Ngày một tháng một năm hai nghìn không trăm linh năm'],
  ['2021-04-21', 'Ngày hai mươi mốt tháng tư năm hai nghìn không trăm hai mươi mốt'],
  ['2024-12-31', 'Ngày ba mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi tư'],
  ['1915-05-15', 'Ngày mười lăm tháng năm năm một nghìn chín trăm mười lăm'],
  ['2000-10-10', 'Ngày mười tháng mười năm hai nghìn'],
  ['1900-02-14', 'Ngày mười bốn tháng hai năm một nghìn chín trăm'],
  ['1955-03-30', 'Ngày ba mươi tháng ba năm một nghìn chín trăm năm mươi lăm'],
  ['1962-07', 'Tháng bảy năm một nghìn chín trăm sáu mươi hai'],
  ['1945', 'Năm một nghìn chín trăm bốn mươi lăm'],
])('%s in words: %s', (date, words) => {
  expect(dateInWords(date)).toBe(words)
})
