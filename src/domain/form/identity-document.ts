/** Papers that say who a person is, by kind and number. */
import { parseCitizenNumber } from '../person/citizen-number.ts'
import { normaliseText } from '../text/normalise.ts'
import { type DocumentKind, documentKinds, type IdentityDocumentAnswer } from './definition.ts'
import type { AnswerProblemCode, ProblemParameters } from './problem.ts'

type Result =
  | { readonly ok: true; readonly document: IdentityDocumentAnswer }
  | { readonly ok: false; readonly problem: AnswerProblemCode; readonly parameters?: ProblemParameters }

type NumberResult = string | Extract<Result, { ok: false }>

const otherNumberLength = 50
const issuerLength = 500

/** The nine digits of a card issued before 2016, as typed: spaces, dots and dashes are tolerated. */
export function parseOldIdNumber(typed: string): string | undefined {
  const number = compact(typed)
  return /^\d{9}$/.test(number) ? number : undefined
}

/** Everything but the day of issue, which is only trimmed: what a date may be depends on the question. */
export function parseIdentityDocument(raw: unknown): Result {
  if (typeof raw !== 'object' || raw === null) return { ok: false, problem: 'answer-malformed' }
  const given = {
    kind: textOf(raw, 'kind'),
    number: textOf(raw, 'number'),
    issuedOn: textOf(raw, 'issuedOn'),
    issuedBy: textOf(raw, 'issuedBy'),
  }
  const { issuedOn, issuedBy } = given
  if (given.kind === undefined || given.number === undefined)
    return { ok: false, problem: 'answer-malformed' }
  if (issuedOn === undefined || issuedBy === undefined) return { ok: false, problem: 'answer-malformed' }
  const kind = documentKinds.find((known) => known === given.kind)
  if (kind === undefined) return { ok: false, problem: 'document-kind-unknown' }
  if (given.number === '') return { ok: false, problem: 'document-number-missing' }
  const number = numberOf(kind, given.number)
  if (typeof number !== 'string') return number
  if ([...issuedBy].length > issuerLength) {
    return { ok: false, problem: 'text-too-long', parameters: { maximum: issuerLength } }
  }
  return {
    ok: true,
    document: {
      kind,
      number,
      ...(issuedOn === '' ? {} : { issuedOn }),
      ...(issuedBy === '' ? {} : { issuedBy }),
    },
  }
}

/** Kinds whose number is the 12-digit personal number (Law on Identification 2023). */
export function hasCitizenNumber(kind: DocumentKind): boolean {
  return kind === 'identity-card' || kind === 'citizen-card' || kind === 'electronic-id'
}

function numberOf(kind: DocumentKind, typed: string): NumberResult {
  if (hasCitizenNumber(kind)) {
    const number = parseCitizenNumber(typed)
    if (number.ok) return number.number
    return { ok: false, problem: number.problem, parameters: { digits: number.digits } }
  }
  if (kind === 'old-id') return parseOldIdNumber(typed) ?? { ok: false, problem: 'old-id-number-malformed' }
  if (kind === 'passport') {
    const number = compact(typed).toUpperCase()
    const isNumber = /^[A-Z0-9]{5,15}$/.test(number) && /\d/.test(number)
    return isNumber ? number : { ok: false, problem: 'document-number-malformed' }
  }
  return [...typed].length <= otherNumberLength
    ? typed
    : { ok: false, problem: 'text-too-long', parameters: { maximum: otherNumberLength } }
}

function compact(typed: string): string {
  return typed
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\s.\p{Pd}\p{Cf}]/gu, '')
}

/** Empty where there is none; undefined where it is no text. */
function textOf(raw: object, key: keyof IdentityDocumentAnswer): string | undefined {
  const value: unknown = Object.hasOwn(raw, key) ? Reflect.get(raw, key) : ''
  return typeof value === 'string' ? normaliseText(value) : undefined
}
