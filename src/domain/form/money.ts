/** Amounts of money in whole đồng. */

import { normaliseText } from '../text/normalise.ts'

/** Twelve digits: hundreds of billions, more than any declaration of a household. */
const digitsAtMost = 12

/**
 * An amount as people write it: `1500000`, `1.500.000`, `1 500 000 đ`, full-width digits. Dots, commas and spaces
 * part thousands and nothing else: `1.5` is not an amount, since it may mean one and a half million.
 *
 * @returns whole đồng, or undefined
 */
export function parseMoney(raw: unknown): number | undefined {
  if (typeof raw === 'number') return isAmount(raw) ? raw : undefined
  if (typeof raw !== 'string') return undefined
  const text = normaliseText(raw.slice(0, 100).normalize('NFKC')).replace(/\s*(?:đồng|đ|vnđ|vnd|₫)\.?$/iu, '')
  if (!/^\d{1,3}(?:[., ]\d{3})+$|^\d+$/.test(text)) return undefined
  const value = Number(text.replace(/\D/g, ''))
  return isAmount(value) ? value : undefined
}

/** `1500000` → `1.500.000`, as written in Vietnam, also beside English words: the slip says the same. */
export function formatMoney(vnd: number): string {
  return String(vnd).replace(/\B(?=(?:\d{3})+$)/g, '.')
}

function isAmount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 10 ** digitsAtMost
}
