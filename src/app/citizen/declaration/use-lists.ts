/** The lists that answers are chosen from, loaded once when a question first needs them. */
import {
  loadCommunes,
  loadCountries,
  loadDocumentKinds,
  loadEthnicGroups,
  loadProvinces,
  loadRelations,
} from '../../../catalogue/lists.ts'
import type { Commune, Province } from '../../../domain/place/unit.ts'
import type { LocalizedText } from '../../../domain/text/localized.ts'
import { useLoaded } from '../procedure/use-catalogue.ts'

interface CodedItem {
  readonly code: string
  readonly name: LocalizedText
  readonly otherNames?: readonly string[]
}

export interface Lists {
  readonly provinces: readonly Province[]
  readonly communes: readonly Commune[]
  readonly ethnicGroups: readonly CodedItem[]
  readonly countries: readonly CodedItem[]
  readonly relations: readonly CodedItem[]
  readonly documentKinds: readonly CodedItem[]
}

async function loadLists(): Promise<Lists> {
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

export function useLists() {
  return useLoaded(loadLists, 'lists')
}
