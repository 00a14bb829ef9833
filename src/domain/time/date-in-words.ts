/** Vietnamese dates in words, as civil-status papers ask for them beside the figures ("ghi bằng chữ"). */
import type { PartialDate } from './partial-date.ts'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

/** `Ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu`; from the month or year when partial. */
export function dateInWords(date: PartialDate): string {
  const [year = '', month, day] = date.split('-')
  const words = [
    ...(day === undefined ? [] : ['ngày', belowHundred(Number(day))]),
    ...(month === undefined ? [] : ['tháng', monthInWords(Number(month))]),
    'năm',
    yearInWords(Number(year)),
  ].join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The fourth month is "tháng tư"; all others are plain numbers. */
function monthInWords(month: number): string {
  return month === 4 ? 'tư' : belowHundred(month)
}

function yearInWords(year: number): string {
  const thousands = Math.floor(year / 1000)
  const hundreds = Math.floor(year / 100) % 10
  const rest = year % 100
  const words = thousands === 0 ? [] : [digit(thousands), 'nghìn']
  if (thousands > 0 || hundreds > 0) {
    if (hundreds > 0 || rest > 0) words.push(digit(hundreds), 'trăm')
    if (rest > 0 && rest < 10) words.push('linh')
  }
  if (rest > 0) words.push(belowHundred(rest))
  return words.join(' ')
}

/** 1 to 99, with `mốt`, `tư` and `lăm` after a ten. */
function belowHundred(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) return digit(ones)
  const start = tens === 1 ? 'mười' : `${digit(tens)} mươi`
  if (ones === 0) return start
  if (ones === 5) return `${start} lăm`
  if (tens > 1 && ones === 1) return `${start} mốt`
  if (tens > 1 && ones === 4) return `${start} tư`
  return `${start} ${digit(ones)}`
}

function digit(value: number): string {
  return digits[value] ?? ''
}
