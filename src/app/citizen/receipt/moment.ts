import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay, vietnamTime } from '../../../domain/time/vietnam-time.ts'

/** An instant as the desk's clock and calendar show it, for texts: `{ time: '14:05', day: '25/11/2026' }`. */
export function moment(instant: string): { readonly time: string; readonly day: string } {
  return { time: vietnamTime(instant), day: formatPartialDate(vietnamDay(instant)) }
}
