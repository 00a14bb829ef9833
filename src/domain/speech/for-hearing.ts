/** What is written to be read, as it is said. A recording says it as its speaker does; this is for a voice that reads letters. */
import { amountInWords } from '../text/number-in-words.ts'
import { dateInWords } from '../time/date-in-words.ts'
import { parseWrittenDate } from '../time/partial-date.ts'

const amount = /(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d{1,12}) (?:đồng|đ)(?!\p{L})/gu
const day = /(ngày )?(?<!\d)(\d{1,2}\/\d{1,2}\/\d{4})(?!\d)/giu

/** `8.000 đồng` → `tám nghìn đồng`, and days in words (`locales/README.md`). What is no day stays as it is. */
export function forHearing(vietnamese: string): string {
  return vietnamese
    .replace(amount, (_, digits: string) => amountInWords(Number(digits.replaceAll('.', ''))).toLowerCase())
    .replace(day, (all, before: string | undefined, written: string) => {
      const read = parseWrittenDate(written)
      if (!read.ok) return all
      const words = dateInWords(read.date)
      return before?.startsWith('N') === true ? words : words.toLowerCase()
    })
}
