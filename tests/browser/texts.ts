/** The texts that the screens show, by their keys, so that a test survives a better wording and knows both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createInstance } from 'i18next'
import type { Page } from 'playwright-core'
import type { Language } from '../../src/app/i18n.ts'

export type { Language }

const languages: readonly Language[] = ['vi', 'en']

/** From `namespace:key` (`common` may be left out) to a text. A key that is not there throws. */
export type Texts = (key: string, values?: Readonly<Record<string, string | number>>) => string

const folder = new URL('../../locales/', import.meta.url)

function namespacesOf(language: Language): Record<string, object> {
  const here = new URL(`${language}/`, folder)
  return Object.fromEntries(
    readdirSync(here).map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(new URL(file, here), 'utf8')),
    ]),
  )
}

const i18n = createInstance()
await i18n.init({
  resources: Object.fromEntries(languages.map((language) => [language, namespacesOf(language)])),
  lng: 'vi',
  // A text that is missing in one language must be missed, not replaced.
  fallbackLng: false,
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  saveMissing: true,
  missingKeyHandler: (_languages, namespace, key) => {
    throw new Error(`no text ${namespace}:${key}`)
  },
})

export function textsIn(language: Language): Texts {
  // The keys are checked as a test runs, in every namespace; the app's own typing knows one at a time.
  return i18n.getFixedT(language) as unknown as Texts
}

/** The language that the page is in now. */
export async function languageOf(page: Page): Promise<Language> {
  const marked = await page.locator('html').getAttribute('lang')
  const language = languages.find((known) => known === marked)
  if (language === undefined) throw new Error(`the page is in language ${marked}`)
  return language
}

/** The texts in the language that the page is in now. */
export async function textsOf(page: Page): Promise<Texts> {
  return textsIn(await languageOf(page))
}
