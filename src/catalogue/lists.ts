/**
 * Lists of codes, each loaded when first needed. The small modules in `lists/` stand between, because import
 * attributes on a dynamic import reach the browser in development and fail there.
 */
import type { FormerUnits } from '../domain/place/former-unit.ts'
import type { Commune, Province } from '../domain/place/unit.ts'
import type { Country } from './lists/countries.ts'
import type { NamedDocumentKind } from './lists/document-kinds.ts'
import type { EthnicGroup } from './lists/ethnic-groups.ts'
import type { Relation } from './lists/relations.ts'

/** The 34 provinces and cities of today, by code. */
export async function loadProvinces(): Promise<readonly Province[]> {
  return (await import('./lists/provinces.ts')).provinces
}

/** The 3,321 communes, wards and special zones of today, by province and code. */
export async function loadCommunes(): Promise<readonly Commune[]> {
  return (await import('./lists/communes.ts')).communes
}

/** The units of before 1 July 2025 and what became of each: large, so apart from the lists that every form needs. */
export async function loadFormerUnits(): Promise<FormerUnits> {
  return (await import('./lists/former-units.ts')).formerUnits
}

/** The 54 ethnic groups, then foreign nationals and unknown. */
export async function loadEthnicGroups(): Promise<readonly EthnicGroup[]> {
  return (await import('./lists/ethnic-groups.ts')).ethnicGroups
}

/** Countries for questions on nationality, Việt Nam first, the others in Vietnamese order. */
export async function loadCountries(): Promise<readonly Country[]> {
  return (await import('./lists/countries.ts')).countries
}

/** How people are related to one another, in a household and before the law. */
export async function loadRelations(): Promise<readonly Relation[]> {
  return (await import('./lists/relations.ts')).relations
}

/** The papers that say who a person is, those most people have first. */
export async function loadDocumentKinds(): Promise<readonly NamedDocumentKind[]> {
  return (await import('./lists/document-kinds.ts')).namedDocumentKinds
}

/** Every list that an answer may be a code of. */
export interface AnswerLists {
  readonly provinces: readonly Province[]
  readonly communes: readonly Commune[]
  readonly ethnicGroups: readonly EthnicGroup[]
  readonly countries: readonly Country[]
  readonly relations: readonly Relation[]
  readonly documentKinds: readonly NamedDocumentKind[]
}

export async function loadAnswerLists(): Promise<AnswerLists> {
  const [provinces, communes, ethnicGroups, countries, relations, documentKinds] = await Promise.all([
    loadProvinces(),
    loadCommunes(),
    loadEthnicGroups(),
    loadCountries(),
    loadRelations(),
    loadDocumentKinds(),
  ])
  return { provinces, communes, ethnicGroups, countries, relations, documentKinds }
}
