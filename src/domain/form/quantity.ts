/** Numbers that are counted or measured: copies, areas, heights. */
import type { LocalizedText } from '../text/localized.ts'
import { normaliseText } from '../text/normalise.ts'
import type { ProblemParameters } from './problem.ts'

/** Written the same in Vietnamese and English. */
export const units = ['m²', 'm', 'km', 'kg'] as const
export type Unit = (typeof units)[number]

/** What people write in place of the symbol, in lower case. */
const unitWords: Record<Unit, readonly string[]> = {
  'm²': ['m2', 'mét vuông', 'square metres'],
  m: ['m', 'mét', 'metres'],
  km: ['km', 'ki-lô-mét', 'cây số'],
  kg: ['kg', 'ki-lô-gam', 'cân'],
}

export interface Measure {
  /** Digits that may follow the decimal comma; none when left out. */
  readonly decimals?: number
  readonly unit?: Unit
}

/** `1.234,5`: the mark before the parts is not the one between thousands. */
const groupedParts =
  /^(?<whole>\d{1,3}(?:(?<mark>[., ])\d{3})(?:\k<mark>\d{3})*)(?!\k<mark>)[.,](?<parts>\d+)$/

interface Failed {
  readonly ok: false
  /** `decimal-ambiguous`: may be a thousand or a little more than one. */
  readonly problem: 'number-malformed' | 'decimal-malformed' | 'decimal-too-fine' | 'decimal-ambiguous'
  readonly parameters?: ProblemParameters
}
export type ParsedQuantity = { readonly ok: true; readonly value: number } | Failed

/**
 * A number as people write it: `85,5`, `85.5`, `1.234,5`, `1,234.5`, `1 234,5`, full-width digits, with its unit or
 * without. `1.234` may be a thousand in Vietnamese and a little more than one in English, so it is asked about.
 * Where no parts are asked for, only spaces part thousands.
 */
export function parseQuantity(raw: unknown, { decimals = 0, unit }: Measure): ParsedQuantity {
  const malformed: Failed = { ok: false, problem: decimals === 0 ? 'number-malformed' : 'decimal-malformed' }
  if (typeof raw === 'number') return rounded(raw, decimals) === raw ? { ok: true, value: raw } : malformed
  if (typeof raw !== 'string') return malformed
  const text = withoutUnit(normaliseText(raw.slice(0, 100).normalize('NFKC')), unit)
  const [, sign = '', written = ''] = /^([-−–+]?)\s*(\d[\d., ]*)$/u.exec(text) ?? []
  if (/^\d+$|^\d{1,3}(?: \d{3})+$/.test(written)) return signed(sign, written.replaceAll(' ', ''), malformed)
  if (decimals === 0) return malformed
  // Two groups or more of the same mark are thousands, whatever the mark is.
  if (/^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})+$/.test(written)) {
    return signed(sign, written.replace(/\D/g, ''), malformed)
  }
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(written)) {
    const whole = written.replace(/\D/g, '')
    return { ok: false, problem: 'decimal-ambiguous', parameters: { typed: written, whole, decimals } }
  }
  const { whole, parts } =
    (/^(?<whole>\d+)[.,](?<parts>\d+)$/.exec(written) ?? groupedParts.exec(written))?.groups ?? {}
  if (whole === undefined || parts === undefined) return malformed
  const fraction = parts.replace(/0+$/, '')
  if (fraction.length > decimals) return { ok: false, problem: 'decimal-too-fine', parameters: { decimals } }
  return signed(sign, `${whole.replace(/\D/g, '')}.${fraction}0`, malformed)
}

/** `1234.5` → `1.234,5 m²` in Vietnamese, `1,234.5 m²` in English. */
export function formatQuantity(value: number, language: keyof LocalizedText, unit?: Unit): string {
  const [thousands, comma] = language === 'vi' ? ['.', ','] : [',', '.']
  const [whole = '', parts] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands)
  const number = parts === undefined ? grouped : `${grouped}${comma}${parts}`
  return unit === undefined ? number : `${number} ${unit}`
}

/** As one would type it, so that it is read back as the same number: no marks between thousands. */
export function typedQuantity(value: number, language: keyof LocalizedText): string {
  return language === 'vi' ? String(value).replace('.', ',') : String(value)
}

function withoutUnit(text: string, unit: Unit | undefined): string {
  if (unit === undefined) return text
  const lower = text.toLowerCase()
  const word = unitWords[unit].find((known) => lower.endsWith(known))
  return word === undefined ? text : text.slice(0, -word.length).trimEnd()
}

function signed(sign: string, digits: string, malformed: Failed): ParsedQuantity {
  // Twelve digits: more than anything that a household has or builds.
  if (!/^\d{1,12}(?:\.\d+)?$/.test(digits)) return malformed
  const value = Number(digits)
  return { ok: true, value: value !== 0 && /[-−–]/u.test(sign) ? -value : value }
}

function rounded(value: number, decimals: number): number {
  return Math.abs(value) < 1e12 ? Number(value.toFixed(decimals)) : Number.NaN
}
