/** The working calendar that ships with the product; a gateway may serve a newer one. */
import * as v from 'valibot'
import { isCivilDay, type Weekday, weekdays } from '../domain/time/civil-day.ts'
import type { Calendar, WorkingSession } from '../domain/time/working-days.ts'
import vietnam from './calendar/vietnam.json' with { type: 'json' }
import { confidence } from './schema.ts'

const day = v.pipe(v.string(), v.check(isCivilDay, 'not a day of the calendar'))
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const text = v.pipe(v.string(), v.minLength(1))

const calendarFile = v.strictObject({
  sources: v.array(text),
  years: v.record(
    v.pipe(v.string(), v.regex(/^\d{4}$/)),
    v.strictObject({
      status: v.picklist(['announced', 'provisional']),
      confidence,
      note: v.optional(text),
      holidays: v.array(day),
      makeupWorkingDays: v.array(day),
    }),
  ),
  workingHours: v.strictObject({
    note: v.optional(text),
    sessions: v.pipe(
      v.array(
        v.pipe(
          v.strictObject({ opens: time, closes: time }),
          v.check((session) => session.opens < session.closes, 'closes before it opens'),
        ),
      ),
      v.minLength(1),
    ),
    weekdays: v.array(v.picklist(weekdays)),
  }),
})

/** Reads a calendar file; throws a `ValiError` that names path and mistake. */
function parseCalendar(content: unknown): Calendar {
  const file = v.parse(calendarFile, content)
  const { sessions } = file.workingHours
  const hoursOf = (weekday: Weekday): readonly WorkingSession[] =>
    file.workingHours.weekdays.includes(weekday) ? sessions : []
  return {
    years: file.years,
    workingHours: {
      monday: hoursOf('monday'),
      tuesday: hoursOf('tuesday'),
      wednesday: hoursOf('wednesday'),
      thursday: hoursOf('thursday'),
      friday: hoursOf('friday'),
      saturday: hoursOf('saturday'),
      sunday: hoursOf('sunday'),
    },
    makeupHours: sessions,
  }
}

export const vietnamCalendar: Calendar = parseCalendar(vietnam)
