import { isAnswer, keepCurrent } from '../keep-current.ts'
import { noteRefusal } from './refusal.ts'
import { swapCatalogueWhenIdle } from './swap.ts'
import { type CatalogueUpdate, updateCatalogue } from './update-catalogue.ts'

/** Never ends by itself. @returns the way to stop. */
export function keepCatalogueCurrent(): () => void {
  return keepCurrent({ update: updateAndNote, swap: swapCatalogueWhenIdle })
}

async function updateAndNote(): Promise<CatalogueUpdate> {
  const updated = await updateCatalogue()
  if (updated.ok) await noteRefusal(null)
  else if (isAnswer(updated.problem)) await noteRefusal(updated.problem)
  return updated
}
