/** What a person sees and hears who goes on with a mistake. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, patience } from './citizen.ts'
import { textsOf } from './texts.ts'

/** The message is beside the question, belongs to it for a screen reader, and is read out when it appears. */
async function seeExplained(page: Page, control: Locator, message: string): Promise<void> {
  const text = page.getByText(message, { exact: true })
  await text.waitFor({ timeout: patience })
  const described = await control.evaluate((element) =>
    [element, ...element.querySelectorAll('[aria-describedby]')].flatMap((part) =>
      (part.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent?.trim() ?? ''),
    ),
  )
  expect(described).toContain(message)
  const isAnnounced = await text.evaluate((element) => element.closest('[aria-live="polite"]') !== null)
  expect(isAnnounced).toBe(true)
}

/** Going on stays here, with the focus on the first mistake. @param goOn the button; "Continue" when left out */
export async function seeRefused(
  page: Page,
  control: Locator,
  message: string,
  goOn?: Locator,
): Promise<void> {
  const before = page.url()
  await (goOn ?? button(page, (await textsOf(page))('action.continue'))).click()
  await seeExplained(page, control, message)
  const focused = await control.evaluate((element) => {
    const here = document.activeElement
    if (!element.contains(here)) return 'elsewhere'
    const marked = element.parentElement?.querySelector('[aria-invalid="true"]') ?? null
    // A drawn signature, choices and a list of items have no text that could be marked.
    const isTyped = element.matches('input, textarea') || element.querySelector('input[type="text"]') !== null
    return (isTyped ? marked === here : marked === null) ? 'here' : 'beside the mistake'
  })
  expect(focused).toBe('here')
  expect(page.url()).toBe(before)
}
