import { keepCurrent } from '../keep-current.ts'
import { swapCatalogueWhenIdle } from './swap.ts'
import { updateCatalogue } from './update-catalogue.ts'

/** Never ends by itself. @returns the way to stop. */
export function keepCatalogueCurrent(): () => void {
  return keepCurrent({ update: updateCatalogue, swap: swapCatalogueWhenIdle })
}
