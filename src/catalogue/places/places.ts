import { loadCommunes, loadFormerUnits, loadProvinces } from '../lists.ts'
import { createPlaceIndex, type PlaceIndex } from './place-index.ts'

let index: PlaceIndex | undefined

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
