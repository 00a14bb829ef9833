/** From what a person typed, or a device sent, to a value that can be trusted. */
import { parseCitizenNumber } from '../person/citizen-number.ts'
import { parseEmail } from '../person/email.ts'
import { nameMaximumLength, parseName } from '../person/name.ts'
import { parsePhone } from '../person/phone.ts'
import { normaliseText } from '../text/normalise.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { type PartialDate, parseWrittenDate } from '../time/partial-date.ts'
import type { AddressAnswer, AnswerValue, Question } from './definition.ts'
import type { AnswerProblemCode, ProblemParameters } from './problem.ts'

export type ParsedAnswer =
  | { readonly ok: true; readonly value: AnswerValue }
  | { readonly ok: false; readonly problem: AnswerProblemCode; readonly parameters?: ProblemParameters }

const textMaximumLength = 500
const longTextMaximumLength = 5000
/** Nobody alive, and no paper of theirs, is older: an earlier year is a slip of the finger. */
const oldestYears = 130
/** An appointment or a term ends within this many years; a later date is a slip too. */
const furthestYears = 50

/**
 * The value of an answer in its one stored form (NFC, `YYYY-MM-DD`, `0912345678`), or what is wrong with it.
 * Parsing a stored value gives the same value again.
 *
 * @param raw text as typed, `boolean` for yes-no, `AddressAnswer` for an address.
 */
export function parseAnswer(
  question: Question,
  raw: unknown,
  context: { readonly today: CivilDay },
): ParsedAnswer {
  if (raw === undefined || raw === null || (typeof raw === 'string' && normaliseText(raw) === '')) {
    return failed('answer-missing')
  }
  switch (question.type) {
    case 'yes-no':
      return typeof raw === 'boolean' ? parsed(raw) : failed('answer-malformed')
    case 'number':
      return parseNumber(question, raw)
    case 'address':
      return parseAddress(raw)
    default:
      return typeof raw === 'string' ? parseText(question, raw, context.today) : failed('answer-malformed')
  }
}

function parseText(question: Question, raw: string, today: CivilDay): ParsedAnswer {
  switch (question.type) {
    case 'name': {
      const name = parseName(raw)
      if (name.ok) return parsed(name.name)
      return failed(
        name.problem,
        name.problem === 'name-too-long' ? { maximum: nameMaximumLength } : undefined,
      )
    }
    case 'date':
      return parseDateAnswer(question, raw, today)
    case 'choice': {
      const isKnown = question.options?.some((option) => option.value === raw) === true
      return isKnown ? parsed(raw) : failed('choice-unknown')
    }
    case 'citizen-number': {
      const number = parseCitizenNumber(raw)
      if (number.ok) return parsed(number.number)
      return failed(number.problem, { digits: number.digits })
    }
    case 'phone': {
      const phone = parsePhone(raw)
      return phone.ok ? parsed(phone.phone) : failed(phone.problem)
    }
    case 'email': {
      const email = parseEmail(raw)
      return email.ok ? parsed(email.email) : failed(email.problem)
    }
    // Codes of the lists in `catalogue/lists/`: 01 to 54 and a few more, ISO 3166-1 alpha-2.
    case 'ethnic-group':
      return /^\d{2}$/.test(raw) ? parsed(raw) : failed('list-code-malformed')
    case 'nationality':
      return /^[A-Z]{2}$/.test(raw) ? parsed(raw) : failed('list-code-malformed')
    case 'long-text':
      return limited(tidyLines(raw), longTextMaximumLength)
    default:
      return limited(normaliseText(raw), textMaximumLength)
  }
}

function limited(text: string, maximum: number): ParsedAnswer {
  return [...text].length > maximum ? failed('text-too-long', { maximum }) : parsed(text)
}

/** Line breaks carry meaning in a long text, everything else is tidied as in a short one. */
function tidyLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/u)
    .map(normaliseText)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function parseDateAnswer(question: Question, raw: string, today: CivilDay): ParsedAnswer {
  const written = parseWrittenDate(raw)
  if (!written.ok) return failed(written.problem)
  const date: PartialDate = written.date
  if (date.length < 10 && question.partial !== true) return failed('date-must-be-complete')
  const years = Number(today.slice(0, 4)) - Number(date.slice(0, 4))
  if (years > oldestYears) return failed('date-too-early')
  if (years < -furthestYears) return failed('date-too-late')
  return parsed(date)
}

function parseNumber(question: Question, raw: unknown): ParsedAnswer {
  const text =
    typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.normalize('NFKC').trim() : ''
  // Whole numbers only: no question asks for parts, and "1.000" means different things to different people.
  if (!/^-?\d{1,12}$/.test(text)) return failed('number-malformed')
  const value = Number(text)
  if (question.min !== undefined && value < question.min) {
    return failed('number-too-small', { minimum: question.min })
  }
  if (question.max !== undefined && value > question.max) {
    return failed('number-too-large', { maximum: question.max })
  }
  return parsed(value)
}

/** Province and commune by code, or the place in words for one that is abroad or was not found. */
function parseAddress(raw: unknown): ParsedAnswer {
  if (!isAddress(raw)) return failed('answer-malformed')
  const detail = normaliseText(raw.detail)
  if (!/^(?:\d{2})?$/.test(raw.province) || !/^(?:\d{5})?$/.test(raw.commune)) {
    return failed('address-code-malformed')
  }
  if (raw.commune === '' ? detail === '' : raw.province === '') return failed('address-incomplete')
  if ([...detail].length > textMaximumLength) return failed('text-too-long', { maximum: textMaximumLength })
  return parsed({ province: raw.province, commune: raw.commune, detail })
}

function isAddress(raw: unknown): raw is AddressAnswer {
  return (
    typeof raw === 'object' &&
    raw !== null &&
    'province' in raw &&
    typeof raw.province === 'string' &&
    'commune' in raw &&
    typeof raw.commune === 'string' &&
    'detail' in raw &&
    typeof raw.detail === 'string'
  )
}

function parsed(value: AnswerValue): ParsedAnswer {
  return { ok: true, value }
}

function failed(problem: AnswerProblemCode, parameters?: ProblemParameters): ParsedAnswer {
  return parameters === undefined ? { ok: false, problem } : { ok: false, problem, parameters }
}
