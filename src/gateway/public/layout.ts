/** The frame of every public page: plain HTML that works without scripts, on paper and on old telephones. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { LocalizedText } from '../../domain/text/localized.ts'
import { type Html, html } from './html.ts'
import { publicFolder } from './paths.ts'
import { type PageLanguage, textsIn } from './texts.ts'

export interface PageParts {
  /** Of the gateway, with slashes at both ends. */
  readonly base: string
  /** `https://motcua.example.vn`, without a path. */
  readonly origin: string
  readonly language: PageLanguage
  readonly title: string
  readonly description: string
  /** Path of the page in Vietnamese; `?…` included where it belongs to what the page is. Null: not to be indexed. */
  readonly path: string | null
  /** False where all is Vietnamese: then there is no English page. */
  readonly hasEnglish: boolean
  readonly head?: Html
  readonly main: Html
}

/** The colours and sizes of the app, and what these pages need beside them. */
export const stylesheet =
  readFileSync(new URL('../../app/ui/tokens.css', import.meta.url), 'utf8') +
  readFileSync(new URL('./pages.css', import.meta.url), 'utf8')
const styleVersion = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)
export const stylesheetName = `style-${styleVersion}.css`

/** `…/en` of a page; queries stay. */
export function inLanguage(path: string, language: PageLanguage): string {
  if (language === 'vi') return path
  const [place, query] = path.split('?', 2)
  return `${place}/en${query === undefined ? '' : `?${query}`}`
}

export function page(parts: PageParts): string {
  const { base, origin, language, title, description, path, hasEnglish, head, main } = parts
  const t = textsIn(language)
  const other: PageLanguage = language === 'vi' ? 'en' : 'vi'
  const alternates =
    path === null || !hasEnglish
      ? null
      : (['vi', 'en'] as const).map(
          (each) => html`<link rel="alternate" hreflang="${each}" href="${origin}${inLanguage(path, each)}">`,
        )
  return `<!doctype html>
${
  html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
${path === null ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${origin}${inLanguage(path, language)}">`}
${alternates}
<link rel="icon" href="${base}icons/icon.svg">
<link rel="stylesheet" href="${base}${publicFolder}/${stylesheetName}">
${head ?? null}
</head>
<body>
<a class="skip" href="#noi-dung">${t('skip')}</a>
<header>
<a href="${inLanguage(`${base}${publicFolder}`, language)}">${t('brand')}</a>
${
  path === null || !hasEnglish
    ? null
    : html`<nav aria-label="${t('languages')}"><a href="${inLanguage(path, other)}" hreflang="${other}" lang="${other}">${t(other === 'vi' ? 'vietnamese' : 'english')}</a></nav>`
}
</header>
<main id="noi-dung" tabindex="-1">
${main}
</main>
</body>
</html>
`.text
}`
}

/** A text of the content in the page's language; what nobody has translated is marked as Vietnamese. */
export function said(text: LocalizedText, language: PageLanguage): Html {
  return language === 'en' && text.en === text.vi
    ? html`<span lang="vi">${text.vi}</span>`
    : html`${text[language]}`
}

/** What there is in Vietnamese only. */
export function vietnamese(text: string, language: PageLanguage): Html {
  return language === 'vi' ? html`${text}` : html`<span lang="vi">${text}</span>`
}
