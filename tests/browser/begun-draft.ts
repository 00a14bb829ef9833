/** A birth registration that has just been begun, for tests that care about one place of it. */
import type { Page } from 'playwright-core'
import type { Question, Step } from '../../src/domain/form/definition.ts'
import { birthForm, birthProcedure } from './birth.ts'
import { beginDeclaration, button, heading, patience } from './citizen.ts'
import type { Product } from './product.ts'
import { textsIn, textsOf } from './texts.ts'

/** From the guide to the first step. @returns the six digits to go on with. */
export async function beginDraft(
  page: Page,
  product: Pick<Product, 'url'>,
  procedure: string,
): Promise<string> {
  await page.goto(`${product.url}thu-tuc/${procedure}`)
  const code = await beginDeclaration(page)
  await page.getByRole('progressbar').waitFor({ timeout: patience })
  return code
}

export function beginBirth(page: Page, product: Pick<Product, 'url'>): Promise<string> {
  return beginDraft(page, product, birthProcedure)
}

/** Loads a place of the declaration by its address, as a refresh there would. @param place e.g. `buoc/relation` */
export async function openDraftAt(
  page: Page,
  product: Pick<Product, 'url'>,
  place: string,
  procedure: string = birthProcedure,
): Promise<void> {
  await page.goto(`${product.url}ke-khai/${procedure}/${place}`)
  await page.getByRole('progressbar').waitFor({ timeout: patience })
}

/** "End" and "sure": nothing of the draft is left. */
export async function endDraft(page: Page): Promise<void> {
  const t = await textsOf(page)
  await button(page, t('session.end')).click()
  await button(page, t('session.endSure')).click()
  await heading(page, textsIn('vi')('home:title')).waitFor({ timeout: patience })
}

/** Waits until the screen says that what was typed is kept. */
export async function seeDraftSaved(page: Page): Promise<void> {
  const t = await textsOf(page)
  await page.getByText(t('declaration:saving.saved')).waitFor({ timeout: patience })
}

export function stepOf(id: string): Step {
  const step = birthForm.sections.flatMap(({ steps }) => steps).find((candidate) => candidate.id === id)
  if (step === undefined) throw new Error(`no step ${id}`)
  return step
}

export function questionOf(id: string): Question {
  const question = birthForm.sections
    .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
    .find((candidate) => candidate.id === id)
  if (question === undefined) throw new Error(`no question ${id}`)
  return question
}
