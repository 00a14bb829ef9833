/** Vietnamese dates in words, as civil-status papers ask for them beside the figures ("ghi bằng chữ"). */
import { numberInWords } from '../text/number-in-words.ts'
import type { PartialDate } from './partial-date.ts'

/** `Ngày hai mươi lăm tháng mười một năm hai nghìn không trăm hai mươi sáu`; from the month or year when partial. */
export function dateInWords(date: PartialDate): string {
  const [year = '', month, day] = date.split('-')
  const words = [
    ...(day === undefined ? [] : ['ngày', numberInWords(Number(day))]),
    ...(month === undefined ? [] : ['tháng', monthInWords(Number(month))]),
    'năm',
    numberInWords(Number(year)),
  ].join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The fourth month is "tháng tư"; all others are plain numbers. */
function monthInWords(month: number): string {
  return month === 4 ? 'tư' : numberInWords(month)
}
