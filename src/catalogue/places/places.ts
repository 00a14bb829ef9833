import { loadCommunes, loadFormerUnits, loadProvinces } from '../lists.ts'
import { type CommuneSearch, createCommuneSearch } from './commune-search.ts'
import { createPlaceIndex, type PlaceIndex } from './place-index.ts'

let index: PlaceIndex | undefined
let search: CommuneSearch | undefined

/** Today's and former units, read and prepared once, when first needed. */
export async function loadPlaces(): Promise<PlaceIndex> {
  if (index !== undefined) return index
  const [communes, provinces, former] = await Promise.all([
    loadCommunes(),
    loadProvinces(),
    loadFormerUnits(),
  ])
  index ??= createPlaceIndex({ communes, provinces, former })
  return index
}

/** The search for a picker, prepared once likewise. */
export async function loadCommuneSearch(): Promise<{
  readonly places: PlaceIndex
  readonly search: CommuneSearch
}> {
  const places = await loadPlaces()
  search ??= createCommuneSearch(places)
  return { places, search }
}
