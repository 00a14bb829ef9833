/** The lists that answers are chosen from, loaded once when a question first needs them. */
import { loadAnswerLists } from '../../../catalogue/lists.ts'
import { loadCommuneSearch } from '../../../catalogue/places/places.ts'
import { useLoaded } from '../procedure/use-catalogue.ts'

export function useLists() {
  return useLoaded(loadAnswerLists, 'lists')
}

/** Today's communes with the units of before July 2025: large, so only where an address is asked for. */
export function useCommuneSearch() {
  return useLoaded(loadCommuneSearch, 'places')
}
