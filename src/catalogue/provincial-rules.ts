/** Fees and communes of a province, loaded when first needed, in the browser and at the gateway alike. */
import type { FeeRules } from '../domain/guidance/fee.ts'
import type { ProvincialRules } from './schema.ts'

const provinces: Readonly<Record<string, () => Promise<ProvincialRules>>> = {
  '12': async () => (await import('./provinces/lai-chau.ts')).laiChau,
  '15': async () => (await import('./provinces/lao-cai.ts')).laoCai,
}

/** By the two digits of the province (Decision 19/2025/QĐ-TTg); undefined where we hold none. */
export async function loadProvincialRules(provinceCode: string): Promise<ProvincialRules | undefined> {
  return Object.hasOwn(provinces, provinceCode) ? provinces[provinceCode]?.() : undefined
}

/** What the province decides on the fee of a procedure, for `withProvincialFees`. */
export function provincialFeesOf(
  rules: ProvincialRules | undefined,
  procedureCode: string,
): FeeRules | undefined {
  return rules?.fees.find(({ procedures }) => procedures.includes(procedureCode))
}

/**
 * Whether limits for mountain communes hold in a commune; without its code (a desk of the whole province) in
 * any. `unconfirmed`: as far as we know, so that staff confirm it and nothing is promised.
 */
export function mountainStatusOf(
  rules: ProvincialRules | undefined,
  communeCode: string | null,
): 'mountain' | 'unconfirmed' | 'other' {
  if (rules === undefined) return 'other'
  const { mountainCommunes, confirm } = rules
  const isListed =
    mountainCommunes === 'all' || (communeCode !== null && mountainCommunes.includes(communeCode))
  if (!isListed) return 'other'
  return confirm === true ? 'unconfirmed' : 'mountain'
}
