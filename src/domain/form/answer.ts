/** From what a person typed, or a device sent, to a value that can be trusted. */
import { parseCitizenNumber } from '../person/citizen-number.ts'
import { parseEmail } from '../person/email.ts'
import { nameMaximumLength, parseName } from '../person/name.ts'
import { parsePhone } from '../person/phone.ts'
import { normaliseText } from '../text/normalise.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { type PartialDate, parseWrittenDate } from '../time/partial-date.ts'
import { itemsOf, ownValue } from './decide.ts'
import {
  type AddressAnswer,
  type AnswerValue,
  type FieldQuestion,
  type FieldValue,
  type GroupItem,
  type GroupQuestion,
  groupMaximumItems,
  type Question,
} from './definition.ts'
import { parseIdentityDocument, parseOldIdNumber } from './identity-document.ts'
import { parseMoney } from './money.ts'
import type { AnswerProblemCode, ProblemParameters } from './problem.ts'
import { parseQuantity } from './quantity.ts'
import { parseSignature } from './signature.ts'

interface Failed {
  readonly ok: false
  readonly problem: AnswerProblemCode
  readonly parameters?: ProblemParameters
}
type Parsed<Value> = { readonly ok: true; readonly value: Value } | Failed

export type ParsedAnswer = Parsed<AnswerValue>
type ParsedField = Parsed<FieldValue>

const textMaximumLength = 500
const longTextMaximumLength = 5000
/** Nobody alive, and no paper of theirs, is older: an earlier year is a slip of the finger. */
const oldestYears = 130
/** An appointment or a term ends within this many years; a later date is a slip too. */
const furthestYears = 50

/**
 * The value of an answer in its one stored form (NFC, `YYYY-MM-DD`, `0912345678`), or what is wrong with it.
 * Parsing a stored value gives the same value again. The first thing that is wrong in a group's item is the
 * problem of the group; `findProblems` names each.
 *
 * @param raw text as typed, `boolean` for yes-no, lists and objects as in `AnswerValue`.
 */
export function parseAnswer(
  question: Question,
  raw: unknown,
  context: { readonly today: CivilDay },
): ParsedAnswer {
  return question.type === 'group' ? parseGroup(question, raw, context) : parseField(question, raw, context)
}

/** The same for a question that is not a group. */
export function parseField(
  question: FieldQuestion,
  raw: unknown,
  context: { readonly today: CivilDay },
): ParsedField {
  if (isBlank(raw)) return failed('answer-missing')
  switch (question.type) {
    case 'yes-no':
      return typeof raw === 'boolean' ? parsed(raw) : failed('answer-malformed')
    case 'number':
    case 'money':
      return parseNumber(question, raw)
    case 'address':
      return parseAddress(raw)
    case 'choices':
      return parseChoices(question, raw)
    case 'identity-document':
      return parseDocument(question, raw, context.today)
    default:
      return typeof raw === 'string' ? parseText(question, raw, context.today) : failed('answer-malformed')
  }
}

function isBlank(raw: unknown): boolean {
  if (raw === undefined || raw === null) return true
  if (Array.isArray(raw)) return raw.length === 0
  return typeof raw === 'string' && normaliseText(raw) === ''
}

function parseGroup(
  group: GroupQuestion,
  raw: unknown,
  context: { readonly today: CivilDay },
): Parsed<readonly GroupItem[]> {
  if (isBlank(raw)) return failed('answer-missing')
  if (!Array.isArray(raw)) return failed('answer-malformed')
  const maximum = group.maxItems ?? groupMaximumItems
  if (raw.length > maximum) return failed('group-too-many', { maximum })
  const items = itemsOf(raw)
  if (items.length !== raw.length) return failed('answer-malformed')
  const values: GroupItem[] = []
  for (const item of items) {
    const value: Record<string, FieldValue> = {}
    for (const id of Object.keys(item)) {
      const question = group.questions.find((asked) => asked.id === id)
      if (question === undefined) return failed('answer-malformed')
      const answer = parseField(question, ownValue(item, id), context)
      if (answer.ok) value[id] = answer.value
      else if (answer.problem !== 'answer-missing') return answer
    }
    values.push(value)
  }
  if (group.minItems !== undefined && values.length < group.minItems) {
    return failed('group-too-few', { minimum: group.minItems })
  }
  return { ok: true, value: values }
}

function parseText(question: FieldQuestion, raw: string, today: CivilDay): ParsedField {
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
    // Of our own list of relations: lower case and dashes.
    case 'relation':
      return /^[a-z]+(-[a-z]+)*$/.test(raw) ? parsed(raw) : failed('list-code-malformed')
    case 'old-id-number': {
      const number = parseOldIdNumber(raw)
      return number === undefined ? failed('old-id-number-malformed') : parsed(number)
    }
    case 'signature': {
      const signature = parseSignature(raw)
      return signature.ok ? parsed(signature.signature) : failed(signature.problem, signature.parameters)
    }
    case 'long-text':
      return limited(tidyLines(raw), longTextMaximumLength)
    default:
      return limited(normaliseText(raw), textMaximumLength)
  }
}

function limited(text: string, maximum: number): Parsed<string> {
  return [...text].length > maximum ? failed('text-too-long', { maximum }) : { ok: true, value: text }
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

function parseDateAnswer(question: FieldQuestion, raw: string, today: CivilDay): Parsed<PartialDate> {
  const written = parseWrittenDate(raw)
  if (!written.ok) return failed(written.problem)
  const date: PartialDate = written.date
  if (date.length < 10 && question.partial !== true) return failed('date-must-be-complete')
  const years = Number(today.slice(0, 4)) - Number(date.slice(0, 4))
  if (years > oldestYears) return failed('date-too-early')
  if (years < -furthestYears) return failed('date-too-late')
  return { ok: true, value: date }
}

/** In the order of the form's options, each once: the order of tapping means nothing. */
function parseChoices(question: FieldQuestion, raw: unknown): ParsedField {
  if (!Array.isArray(raw)) return failed('answer-malformed')
  const known = (question.options ?? []).map((option) => option.value)
  if (!raw.every((value) => known.some((option) => option === value))) return failed('choice-unknown')
  return parsed(known.filter((option) => raw.includes(option)))
}

function parseNumber(question: FieldQuestion, raw: unknown): ParsedField {
  const number = question.type === 'money' ? amount(raw) : parseQuantity(raw, question)
  if (!number.ok) return failed(number.problem, number.parameters)
  const { value } = number
  if (question.min !== undefined && value < question.min) {
    return failed('number-too-small', { minimum: question.min })
  }
  if (question.max !== undefined && value > question.max) {
    return failed('number-too-large', { maximum: question.max })
  }
  return parsed(value)
}

function amount(raw: unknown): Parsed<number> {
  const value = parseMoney(raw)
  return value === undefined ? failed('money-malformed') : { ok: true, value }
}

function parseDocument(question: FieldQuestion, raw: unknown, today: CivilDay): ParsedField {
  const document = parseIdentityDocument(raw)
  if (!document.ok) return document
  const { issuedOn, ...rest } = document.document
  if (issuedOn === undefined) return parsed(rest)
  const date = parseDateAnswer(question, issuedOn, today)
  return date.ok ? parsed({ ...rest, issuedOn: date.value }) : date
}

/** Province and commune by code, or the place in words for one that is abroad or was not found. */
function parseAddress(raw: unknown): ParsedField {
  if (!isAddress(raw)) return failed('answer-malformed')
  const detail = normaliseText(raw.detail)
  if (!/^(?:\d{2})?$/.test(raw.province) || !/^(?:\d{5})?$/.test(raw.commune)) {
    return failed('address-code-malformed')
  }
  if (raw.commune === '' ? detail === '' : raw.province === '') return failed('address-incomplete')
  const formerly = normaliseText(raw.formerly ?? '')
  if ([detail, formerly].some((text) => [...text].length > textMaximumLength)) {
    return failed('text-too-long', { maximum: textMaximumLength })
  }
  const address = { province: raw.province, commune: raw.commune, detail }
  return parsed(formerly === '' ? address : { ...address, formerly })
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
    typeof raw.detail === 'string' &&
    (!('formerly' in raw) || typeof raw.formerly === 'string')
  )
}

function parsed(value: FieldValue): ParsedField {
  return { ok: true, value }
}

function failed(problem: AnswerProblemCode, parameters?: ProblemParameters): Failed {
  return parameters === undefined ? { ok: false, problem } : { ok: false, problem, parameters }
}
