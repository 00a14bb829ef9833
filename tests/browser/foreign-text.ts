/** Finds Vietnamese on a screen that claims to be in English. */
import type { Page } from 'playwright-core'

/**
 * Texts and names of controls with Vietnamese letters that are not marked `lang="vi"`.
 *
 * @param names proper names, which stay as they are in every language.
 */
export async function unmarkedVietnamese(page: Page, names: readonly string[]): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const isForeign = (element: Element | null) =>
      element?.closest('[lang]')?.getAttribute('lang') !== 'en' ||
      element.closest('script, style, noscript') !== null
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { currentNode: node } = walker
      if (!isForeign(node.parentElement)) found.push(node.textContent ?? '')
    }
    for (const element of document.body.querySelectorAll('[aria-label], [alt], [placeholder], [title]')) {
      if (isForeign(element)) continue
      for (const name of ['aria-label', 'alt', 'placeholder', 'title'])
        found.push(element.getAttribute(name) ?? '')
    }
    return [document.title, ...found]
  })
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  return texts.filter((text) => {
    const rest = longestFirst.reduce((left, name) => left.replaceAll(name, ''), text)
    return /[\u0300-\u036fđ]/iu.test(rest.normalize('NFD'))
  })
}
