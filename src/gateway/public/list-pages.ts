/** The pages from which one finds a procedure: the units, and the list of one of them. */

import type { PublicProcedureSummary } from '../../contract/public.ts'
import type { LocalizedText } from '../../domain/text/localized.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import type { Unit } from '../storage/units.ts'
import { html } from './html.ts'
import { inLanguage, page, said, vietnamese } from './layout.ts'
import { answersPath, procedurePath, publicFolder, unitPath } from './paths.ts'
import type { PageSetting } from './procedure-page.ts'
import { textsIn } from './texts.ts'

export function unitsPage(units: readonly Unit[], setting: PageSetting): string {
  const { base, language } = setting
  const t = textsIn(language)
  return page({
    ...setting,
    title: t('units.title'),
    description: t('units.description'),
    path: `${base}${publicFolder}`,
    hasEnglish: true,
    main: html`
<h1>${t('units.title')}</h1>
<p>${t('units.lead')}</p>
<ul class="list">${units.map(({ code, name }) => html`<li><a href="${inLanguage(unitPath(base, code), language)}">${vietnamese(name, language)}</a></li>`)}</ul>
`,
  })
}

export interface ListParts {
  readonly unit: Unit
  /** Of this page. */
  readonly procedures: readonly PublicProcedureSummary[]
  /** Of all pages. */
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly query: string
  readonly field: string
  readonly fields: readonly LocalizedText[]
}

export function listPage(parts: ListParts, setting: PageSetting): string {
  const { base, language } = setting
  const { unit, procedures, total, page: number, pages, query, field, fields } = parts
  const t = textsIn(language)
  const place = unitPath(base, unit.code)
  const isFiltered = query.trim() !== '' || field !== ''
  const address = (other: number) => {
    const asked = new URLSearchParams({
      ...(query === '' ? {} : { q: query }),
      ...(field === '' ? {} : { 'linh-vuc': field }),
      ...(other === 1 ? {} : { trang: String(other) }),
    }).toString()
    return asked === '' ? place : `${place}?${asked}`
  }
  return page({
    ...setting,
    title: `${t('list.title', { unit: unit.name })}${number > 1 ? ` – ${t('list.page', { page: number })}` : ''}`,
    description: t('list.description', { unit: unit.name }),
    // Every search is a page of its own; those are for nobody's index.
    path: isFiltered ? null : address(number),
    hasEnglish: !isFiltered,
    main: html`
<h1>${t('list.title', { unit: unit.name })}</h1>
<form method="get" action="${inLanguage(place, language)}" role="search">
<label for="q">${t('list.search')}</label>
<input id="q" name="q" type="search" value="${query}" maxlength="200" aria-describedby="q-help">
<span id="q-help" class="soft">${t('list.searchHelp')}</span>
<label for="linh-vuc">${t('list.field')}</label>
<select id="linh-vuc" name="linh-vuc">
<option value="">${t('list.allFields')}</option>
${fields.map((each) => html`<option value="${each.vi}"${each.vi === field ? html` selected` : null}${language === 'en' && each.en === each.vi ? html` lang="vi"` : null}>${each[language]}</option>`)}
</select>
<button type="submit">${t('list.find')}</button>
</form>
${
  total === 0
    ? html`<p>${t('list.none')}</p>`
    : html`<p>${t(isFiltered ? 'list.found' : 'list.count', { count: total })}</p>`
}
<ul class="list">${procedures.map(
      (one) =>
        html`<li><a href="${inLanguage(procedurePath(base, unit.code, one.code), language)}">${said(one.plainName, language)}</a>${one.plainName[language] === one.name[language] ? null : html`<br>${said(one.name, language)}`}<br><span class="soft">${t('list.code', { code: one.code })} · ${said(one.field, language)} · ${t('list.changed', { day: formatPartialDate(one.changedOn) })}</span></li>`,
    )}</ul>
${
  pages < 2
    ? null
    : html`<nav class="pages" aria-label="${t('list.pages')}">
${number > 1 ? html`<a rel="prev" href="${inLanguage(address(number - 1), language)}">${t('list.previous')}</a>` : html`<span></span>`}
<span>${number} / ${pages}</span>
${number < pages ? html`<a rel="next" href="${inLanguage(address(number + 1), language)}">${t('list.next')}</a>` : html`<span></span>`}
</nav>`
}
<p><a href="${inLanguage(answersPath(base, unit.code), language)}">${t('answers.link')}</a></p>
${isFiltered ? html`<p><a href="${inLanguage(place, language)}">${t('list.all')}</a></p>` : null}
`,
  })
}

/** What there is instead of a page that does not exist, or not now. */
export function noticePage(title: string, text: string, setting: PageSetting): string {
  const { base, language } = setting
  const t = textsIn(language)
  return page({
    ...setting,
    title,
    description: text,
    path: null,
    hasEnglish: false,
    main: html`<h1>${title}</h1><p>${text}</p><p><a href="${inLanguage(`${base}${publicFolder}`, language)}">${t('units.title')}</a></p>`,
  })
}
