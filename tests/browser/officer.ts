/** An officer at the desk: signs in, opens dossiers and receives them, by the screens. */
import type { Locator, Page } from 'playwright-core'
import type { DossierAction } from '../../src/contract/dossier-action.ts'
import { button, heading, patience } from './citizen.ts'
import type { Product } from './product.ts'
import { textsOf } from './texts.ts'

export async function signIn(page: Page, product: Pick<Product, 'url' | 'administrator'>): Promise<void> {
  if (product.administrator === undefined) throw new Error('the password is printed at the first start only')
  await page.goto(`${product.url}can-bo`)
  await giveCredentials(page, product.administrator)
  const t = await textsOf(page)
  await heading(page, t('desk:dossiers.title')).waitFor({ timeout: patience })
}

/** On the sign-in screen. */
export async function giveCredentials(
  page: Page,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> {
  const t = await textsOf(page)
  await heading(page, t('desk:signIn.title')).waitFor({ timeout: patience })
  await page.getByRole('textbox', { name: t('desk:signIn.username') }).fill(username)
  await page.getByLabel(t('desk:signIn.password'), { exact: true }).fill(password)
  await button(page, t('desk:signIn.submit')).click()
}

/**
 * Goes where an entry of the desk's navigation leads, unfolding the group that it stands in.
 * @param name as in `desk:navigation.<name>`
 */
export async function goTo(page: Page, name: string): Promise<void> {
  const t = await textsOf(page)
  const navigation = page.getByRole('navigation', { name: t('desk:navigation.label') })
  // What waits behind an entry is said after its name.
  const entry = navigation.getByRole('link', {
    name: new RegExp(`^${t(`desk:navigation.${name}`)}(?:$| \\d)`, 'u'),
    includeHidden: true,
  })
  await entry.waitFor({ state: 'attached', timeout: patience })
  if (!(await entry.isVisible())) {
    // The nearest button before it that is to be seen: its group's, or on a phone the one that unfolds all.
    const opener = entry.locator('xpath=ancestor::ul/preceding-sibling::button').filter({ visible: true })
    await opener.last().click()
  }
  await entry.click()
}

/** Opens a waiting dossier from the list by its receipt code. */
export async function openDossier(page: Page, receiptCode: string): Promise<void> {
  const t = await textsOf(page)
  await page.getByRole('link', { name: receiptCode, exact: true }).click({ timeout: patience })
  await page.getByText(t('desk:dossier.receiptCode', { code: receiptCode })).waitFor({ timeout: patience })
}

/** What the open dossier says to a question, by the official words. */
export function declared(page: Page, officialWords: string): Locator {
  const row = page.getByRole('term').filter({ hasText: new RegExp(`^${officialWords}$`, 'u') })
  return row.locator('xpath=following-sibling::dd')
}

export interface ActionOnScreen {
  readonly dialog: Locator
  /** Does it, without waiting for what comes of it. */
  press(): Promise<void>
  /** Does it, and waits until the screen says that it is done. */
  confirm(): Promise<void>
}

/** Opens the dialog of a step on the open dossier. */
export async function openAction(page: Page, type: DossierAction['type']): Promise<ActionOnScreen> {
  const t = await textsOf(page)
  const text = (part: string) => t(`workflow:action.${type}.${part}`)
  await page.getByRole('button', { name: text('button'), exact: true }).click({ timeout: patience })
  const dialog = page.getByRole('dialog', { name: text('title') })
  const press = () => dialog.getByRole('button', { name: text('confirm'), exact: true }).click()
  return {
    dialog,
    press,
    async confirm() {
      await press()
      await page.getByRole('status').getByText(text('done'), { exact: true }).waitFor({ timeout: patience })
    },
  }
}

export interface Reception {
  readonly officialNumber: string
  /** `25/11/2026 17:00` */
  readonly dueAt: string
}

/** Receives the open dossier. */
export async function receiveDossier(page: Page): Promise<Reception> {
  const t = await textsOf(page)
  await (await openAction(page, 'receive')).confirm()
  const fact = async (name: string) => {
    const term = page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`, 'u') })
    return (
      (await term.locator('xpath=following-sibling::dd').first().textContent({ timeout: patience })) ?? ''
    ).trim()
  }
  return {
    officialNumber: await fact(t('desk:received.number')),
    dueAt: await fact(t('desk:received.due')),
  }
}
