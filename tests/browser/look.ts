/** Looks at a screen as it stands: accessibility rules, room on a phone, and a picture for people to look at. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Theme, themes } from '../../src/app/frame/preferences.ts'
import { button, switchLanguage } from './citizen.ts'
import { sizes } from './kiosk.ts'
import { textsOf } from './texts.ts'

const folder = fileURLToPath(new URL('__screenshots__/', import.meta.url))

const arePicturesWanted = process.env.MOTCUA_SCREENSHOTS === 'yes'

type Size = keyof typeof sizes

const rules: RunOptions = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  // What reaches the contrast of level AAA reaches that of AA.
  rules: { 'color-contrast-enhanced': { enabled: true }, 'color-contrast': { enabled: false } },
  resultTypes: ['violations'],
}

/** What the accessibility rules object to, one line each; the contrast asked for is that of level AAA. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Reading the rules takes longer than most screens take to be judged: once for each page that is loaded.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await withLooseBars(page, () =>
    page.evaluate<AxeResults['violations']>(
      `axe.run(document, ${JSON.stringify(rules)}).then(({ violations }) => violations)`,
    ),
  )
  return [
    ...found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    ),
    ...(await page.evaluate(hiddenForGood)),
  ]
}

/**
 * The rules are read with the bars of actions loose; here they are where they are: scrolled to its end, the last target
 * of what a bar belongs to is whole above the bar.
 */
function hiddenForGood(): string[] {
  const targets = 'a[href], button, input, select, textarea, summary'
  const hidden: string[] = []
  const shown = document.querySelector('dialog:modal') ?? document
  for (const bar of shown.querySelectorAll<HTMLElement>('[class*="_actions_"]')) {
    if (!bar.checkVisibility() || getComputedStyle(bar).position !== 'sticky') continue
    const scroller = bar.closest('dialog') ?? document.scrollingElement
    if (scroller === null) continue
    const { scrollTop } = scroller
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' })
    const edge = bar.getBoundingClientRect()
    const [last] = [...scroller.querySelectorAll<HTMLElement>(targets)]
      .filter((target) => target.checkVisibility() && !bar.contains(target))
      .filter((target) => (target.compareDocumentPosition(bar) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .sort((one, other) => other.box.bottom - one.box.bottom)
    // Half a point is a matter of rounding.
    if (last !== undefined && last.box.bottom > edge.top + 0.5)
      hidden.push(`hidden for good behind its bar: ${last.target.outerHTML.slice(0, 120)}`)
    scroller.scrollTo({ top: scrollTop, behavior: 'instant' })
  }
  return hidden
}

/** The bars of actions at the end of what they belong to: what one covers now is there as soon as somebody scrolls. */
async function withLooseBars<T>(page: Page, work: () => Promise<T>): Promise<T> {
  await page.evaluate(() => {
    // Not a style element: the product's content policy would refuse it.
    const loose = new CSSStyleSheet()
    loose.replaceSync('[class*="_actions_"] { position: static !important }')
    document.adoptedStyleSheets = [loose]
  })
  try {
    return await work()
  } finally {
    await page.evaluate(() => {
      document.adoptedStyleSheets = []
    })
  }
}

/** Points of width by which the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/**
 * Turns the window to that size and, when pictures are wanted (`npm run screenshots`; they take a third of the time),
 * saves the screen under `__screenshots__/<name>-<size>.png`: the whole of it with the bar of actions at its foot, or
 * what is to be seen at once while a dialog is open.
 */
export async function picture(page: Page, name: string, size: Size): Promise<void> {
  await page.setViewportSize(sizes[size])
  if (!arePicturesWanted) return
  // Nothing is to look chosen only because the last tap was there.
  await page.mouse.move(0, 0)
  await mkdir(folder, { recursive: true })
  const hasDialog = (await page.locator('dialog[open]').count()) > 0
  const take = () =>
    page.screenshot({
      path: `${folder}${name}-${size}.png`,
      fullPage: !hasDialog,
      animations: 'disabled',
      caret: 'hide',
    })
  await (hasDialog ? take() : withLooseBars(page, take))
}

/** In these sizes, when pictures are wanted; otherwise the window stays as it is. */
export async function pictures(page: Page, name: string, inSizes: readonly Size[]): Promise<void> {
  if (!arePicturesWanted) return
  for (const size of inSizes) await picture(page, name, size)
}

/**
 * The screen in both languages, all themes and these sizes, by the accessibility rules in each, when pictures are wanted:
 * colours that are right in one theme and words that fit in one language say nothing of the others. Ends in Vietnamese
 * and the light theme.
 */
export async function everyLook(page: Page, name: string, inSizes: readonly Size[]): Promise<void> {
  if (!arePicturesWanted) return
  for (const language of ['vi', 'en'] as const) {
    await switchLanguage(page, language)
    for (const theme of themes) {
      await setTheme(page, theme)
      expect.soft(await violations(page), `${name}, ${language}, ${theme}`).toEqual([])
      await pictures(
        page,
        theme === 'light' ? `${name}-${language}` : `${name}-${theme}-${language}`,
        inSizes,
      )
    }
    await setTheme(page, 'light')
  }
  await switchLanguage(page, 'vi')
}

/** With the switch in the header of the screen. */
export async function setTextSize(page: Page, size: 'normal' | 'largest'): Promise<void> {
  await chooseDisplay(page, `textSize.${size}`)
}

/** With the switch in the header of the screen. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await chooseDisplay(page, `theme.${theme}`)
}

/** Opens the panel, chooses, and closes it again, so that it covers nothing. */
async function chooseDisplay(page: Page, key: string): Promise<void> {
  const t = await textsOf(page)
  const opener = button(page, t('display'))
  await opener.click()
  await button(page, t(key)).click()
  await opener.click()
}
