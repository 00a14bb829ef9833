/** The lists that answers are chosen from, loaded once when a question first needs them. */
import { loadAnswerLists } from '../../../catalogue/lists.ts'
import { useLoaded } from '../procedure/use-catalogue.ts'

export function useLists() {
  return useLoaded(loadAnswerLists, 'lists')
}
