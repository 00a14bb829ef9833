/**
 * What the QR code of an identity card says (rules.md §4). The code is unsigned: it saves typing and proves nothing,
 * so every fact is shown to the person before it becomes an answer.
 */
import { parseReceiptCode } from '../receipt/receipt-code.ts'
import { normaliseText } from '../text/normalise.ts'
import { type PartialDate, parseDate } from '../time/partial-date.ts'
import { parseCitizenNumber, type Sex } from './citizen-number.ts'
import { parseName } from './name.ts'

export interface IdentityCard {
  /** By the layout: the chip card of 2021, or the card issued since July 2024. */
  readonly kind: 'citizen-card' | 'identity-card'
  /** Twelve digits. */
  readonly number: string
  /** Nine digits; cards of people who never had one leave it out. */
  readonly oldNumber?: string
  readonly name: string
  readonly birthDate: PartialDate
  readonly sex: Sex
  /** As printed, with the units of the day of issue, most often three levels; empty when the card gives none. */
  readonly address: string
  readonly issuedOn?: PartialDate
}

export type IdentityCardProblem =
  | 'card-web-address'
  | 'card-payment-code'
  /** The code on a receipt of this product. */
  | 'card-own-receipt'
  /** Some other text. */
  | 'card-other-code'
  /** Laid out as a card, with a field that cannot be right. */
  | 'card-unreadable'

export type IdentityCardResult =
  | { readonly ok: true; readonly card: IdentityCard }
  | { readonly ok: false; readonly problem: IdentityCardProblem }

const separator = '|'
const fieldCount = 7
/** The card of July 2024 has four more fields, empty in all that is known. */
const laterFieldCount = 11
const longestPayload = 2000
const longestAddress = 500

/**
 * `number|old number|name|ddmmyyyy|Nam or Nữ|address|ddmmyyyy`, and whatever follows. Empty fields keep their place.
 * Text in NFD comes back in NFC.
 */
export function parseIdentityCard(text: string): IdentityCardResult {
  const fields = text
    .slice(0, longestPayload)
    .split(separator)
    .map((field) => normaliseText(field))
  if (fields.length < fieldCount) return { ok: false, problem: foreignCode(text) }
  const [number = '', oldNumber = '', name = '', birth = '', sex = '', address = '', issued = ''] = fields
  const citizen = parseCitizenNumber(number)
  const named = parseName(name)
  const birthDate = cardDate(birth)
  const knownSex = sexes.get(sex.toLowerCase())
  const issuedOn = issued === '' ? undefined : cardDate(issued)
  if (!citizen.ok || !named.ok || birthDate === null || knownSex === undefined || issuedOn === null) {
    return { ok: false, problem: 'card-unreadable' }
  }
  if ([...address].length > longestAddress) return { ok: false, problem: 'card-unreadable' }
  return {
    ok: true,
    card: {
      kind: fields.length >= laterFieldCount ? 'identity-card' : 'citizen-card',
      number: citizen.number,
      ...(/^\d{9}$/.test(oldNumber) ? { oldNumber } : {}),
      name: named.name,
      birthDate,
      sex: knownSex,
      address,
      ...(issuedOn === undefined ? {} : { issuedOn }),
    },
  }
}

const sexes: ReadonlyMap<string, Sex> = new Map([
  ['nam', 'male'],
  ['nữ', 'female'],
])

/** `15021990`; `00021990`, `021990`, `00001990` and `1990` where the day or month is not known. */
function cardDate(written: string): PartialDate | null {
  const digits = written.replace(/[\s/.-]/g, '')
  if (!/^(?:\d{4}|\d{6}|\d{8})$/.test(digits)) return null
  const known = (part: string) => (part === '00' ? '' : part)
  const year = digits.slice(-4)
  const month = known(digits.slice(-6, -4))
  const day = known(digits.slice(-8, -6))
  const parsed = parseDate(day, month, year)
  return parsed.ok ? parsed.date : null
}

function foreignCode(text: string): IdentityCardProblem {
  const code = text.trim()
  if (/^MOTCUA\d/u.test(code) || parseReceiptCode(code).ok) return 'card-own-receipt'
  if (/^(?:[a-z][a-z0-9+.-]{1,20}:|www\.)/iu.test(code)) return 'card-web-address'
  // Payload format indicator 01 opens every merchant code (EMV QRCPS), VietQR among them.
  if (/^000201/u.test(code)) return 'card-payment-code'
  return 'card-other-code'
}
