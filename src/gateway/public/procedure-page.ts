/** One procedure at one unit, for people. */
import type { PublicProcedure } from '../../contract/public.ts'
import { limitWording } from '../../domain/guidance/time-limit.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { type Html, html, jsonLd } from './html.ts'
import { inLanguage, page, said, vietnamese } from './layout.ts'
import { procedurePath, unitPath } from './paths.ts'
import { guideTextsIn, type PageLanguage, textsIn } from './texts.ts'

export interface PageSetting {
  readonly base: string
  readonly origin: string
  readonly language: PageLanguage
}

export function procedurePage(procedure: PublicProcedure, setting: PageSetting): string {
  const { base, language } = setting
  const t = textsIn(language)
  const guide = guideTextsIn(language)
  const { code, unit, name, plainName, official } = procedure
  const path = procedurePath(base, unit.code, code)
  const hasOwnName = plainName[language] !== name[language]
  return page({
    ...setting,
    title: `${plainName[language]} – ${unit.name}`,
    description: t('page.description', { name: plainName[language], unit: unit.name }),
    path,
    hasEnglish: name.en !== name.vi,
    head: jsonLd(structuredData(procedure, setting)),
    main: html`
<p class="screen-only"><a href="${inLanguage(unitPath(base, unit.code), language)}">${t('page.back', { unit: unit.name })}</a></p>
<h1>${said(plainName, language)}</h1>
${hasOwnName ? html`<p>${said(name, language)}</p>` : null}
<p class="soft">${t('list.code', { code })} · ${said(procedure.field, language)} · ${guide(`level.${procedure.level}`)}</p>
<p class="soft">${t('page.changedOn')}: <time datetime="${procedure.changedOn}">${formatPartialDate(procedure.changedOn)}</time></p>
${procedure.origin === 'official-record' && official !== null ? html`<p class="soft">${guide('official.made', { day: formatPartialDate(official.updatedOn ?? official.takenOn) })}</p>` : null}
${procedure.isToBeConfirmed ? html`<p class="confirm">${t('page.toConfirm')}</p>` : null}
<p class="screen-only"><a href="${base}thu-tuc/${code}">${t('page.apply')}</a></p>
<h2>${guide('bring')}</h2>
${papers(procedure, language)}
<h2>${guide('howLong')}</h2>
${timeLimits(procedure, language)}
<h2>${guide('howMuch')}</h2>
${fees(procedure, language)}
<h2>${guide('where')}</h2>
<ul>${procedure.where.map(({ text, when }) => html`<li>${said(text, language)}${inCase(when, language)}</li>`)}</ul>
${procedure.channels.length === 0 ? null : html`<p>${guide('channels', { channels: procedure.channels.map((channel) => guide(`channel.${channel}`)).join(', ') })}</p>`}
<h2>${guide('who')}</h2>
<p>${said(procedure.who, language)}</p>
<h2>${guide('result')}</h2>
<p>${said(procedure.result, language)}</p>
${procedure.notes.length === 0 ? null : html`<h2>${t('page.notes')}</h2><ul>${procedure.notes.map((note) => html`<li>${said(note, language)}</li>`)}</ul>`}
${officialSteps(procedure, language)}
<h2>${guide('record.title')}</h2>
${record(procedure, language)}
${officialText(procedure, language)}
<p class="screen-only"><a href="${base}api/v1/public/units/${encodeURIComponent(unit.code)}/procedures/${encodeURIComponent(code)}">${t('page.json')}</a></p>
`,
  })
}

function inCase(when: PublicProcedure['papers'][number]['when'], language: PageLanguage): Html | null {
  if (when === null) return null
  return html`<br><span class="soft">${textsIn(language)('page.when', { text: when[language] })}</span>`
}

function papers({ papers }: PublicProcedure, language: PageLanguage): Html {
  const guide = guideTextsIn(language)
  if (papers.length === 0) return html`<p>${guide('papers.none')}</p>`
  return html`<ul>${papers.map((paper) => {
    const facts = [
      guide(`handling.${paper.handling}`),
      ...(paper.originals > 0 ? [guide('papers.originals', { count: paper.originals })] : []),
      ...(paper.copies > 0 ? [guide('papers.copies', { count: paper.copies })] : []),
      ...(paper.form === null ? [] : [guide('papers.form', { form: paper.form })]),
    ]
    return html`<li>${said(paper.name, language)}<br><span class="soft">${facts.join(' · ')}</span>${inCase(paper.when, language)}${paper.note === null ? null : html`<br><span class="soft">${said(paper.note, language)}</span>`}</li>`
  })}</ul>`
}

type Limit = Pick<PublicProcedure['timeLimits'][number], 'value' | 'unit' | 'sameDay'>

function limitText(limit: Limit, language: PageLanguage): string {
  const guide = guideTextsIn(language)
  const wording = limitWording(limit)
  if (!('count' in wording)) return guide(`time.${wording.kind}`)
  const { kind, count } = wording
  return guide(`time.${kind}`, { count, number: count.toLocaleString(language) })
}

function timeLimits(
  { timeLimits: limits, mountainExtension }: PublicProcedure,
  language: PageLanguage,
): Html {
  const guide = guideTextsIn(language)
  return html`<ul>${limits.map(
    (limit) =>
      html`<li>${limitText(limit, language)}${inCase(limit.when, language)}${limit.cutOff === null ? null : html`<br><span class="soft">${guide('time.cutOff', { time: limit.cutOff })}</span>`}${limit.note === null ? null : html`<br><span class="soft">${said(limit.note, language)}</span>`}</li>`,
  )}</ul>
${mountainExtension === null ? null : html`<p class="soft">${guide('time.extension', { limit: limitText({ ...mountainExtension, sameDay: false }, language) })}</p>`}
<p class="soft">${guide('time.from')}</p>`
}

function fees({ fees: rules, exemptions }: PublicProcedure, language: PageLanguage): Html {
  const t = textsIn(language)
  const guide = guideTextsIn(language)
  const amountOf = ({ amountVnd, per, isSetByProvince }: (typeof rules)[number]) => {
    if (amountVnd === null) return guide(isSetByProvince ? 'fee.province' : 'fee.unknown')
    return amountVnd === 0
      ? guide('fee.free')
      : guide(`fee.per.${per}`, { amount: amountVnd.toLocaleString(language) })
  }
  return html`${
    rules.length === 0
      ? html`<p>${guide('fee.unknown')}</p>`
      : html`<ul>${rules.map((rule) => {
          const amount = amountOf(rule)
          const text =
            rule.channel === null
              ? amount
              : guide('fee.byChannel', { channel: guide(`channel.${rule.channel}`), amount })
          return html`<li>${text}${inCase(rule.when, language)}${rule.from === null ? null : html`<br><span class="soft">${t('page.from', { day: formatPartialDate(rule.from) })}</span>`}${rule.until === null ? null : html`<br><span class="soft">${guide('fee.until', { day: formatPartialDate(rule.until) })}</span>`}${rule.note === null ? null : html`<br><span class="soft">${said(rule.note, language)}</span>`}${rule.source === null ? null : html`<br><span class="soft">${vietnamese(rule.source, language)}</span>`}</li>`
        })}</ul>`
  }${
    exemptions.length === 0
      ? null
      : html`<h3>${t('page.exemptions')}</h3><ul>${exemptions.map(({ name, percent }) => html`<li>${said(name, language)}: ${percent === 100 ? t('page.waived') : t('page.percent', { percent })}</li>`)}</ul>`
  }`
}

function record(procedure: PublicProcedure, language: PageLanguage): Html {
  const guide = guideTextsIn(language)
  const list = (values: readonly string[]) =>
    values.length === 0
      ? html`${guide('record.notKnown')}`
      : html`<ul lang="vi">${values.map((value) => html`<li>${value}</li>`)}</ul>`
  const fact = (name: string, value: Html) => html`<dt>${name}</dt><dd>${value}</dd>`
  const one = (value: string | null) =>
    value === null ? html`${guide('record.notKnown')}` : vietnamese(value, language)
  return html`<dl>
${fact(guide('record.name'), vietnamese(procedure.name.vi, language))}
${fact(guide('record.publishedBy'), one(procedure.publishedBy))}
${fact(guide('record.decision'), one(procedure.decision))}
${procedure.supersedes.length === 0 ? null : fact(guide('record.supersedes'), list(procedure.supersedes))}
${fact(guide('record.legalBasis'), list(procedure.legalBasis))}
${fact(guide('record.sources'), list(procedure.sources))}
</dl>`
}

function lines(all: readonly { readonly depth: number; readonly text: string }[]): Html {
  return html`<ul lang="vi">${all.map(({ depth, text }) => html`<li class="depth-${depth}">${text}</li>`)}</ul>`
}

function officialSteps({ official }: PublicProcedure, language: PageLanguage): Html | null {
  const guide = guideTextsIn(language)
  if (official === null) return null
  const { steps, conditions } = official
  return html`${
    steps.length === 0
      ? null
      : html`<h2>${guide('official.steps')}</h2><ol>${steps.map((step) => html`<li>${step.title === null ? null : html`<b lang="vi">${step.title}</b>`}${step.lines.length === 0 ? null : lines(step.lines)}</li>`)}</ol>`
  }${conditions.length === 0 ? null : html`<h2>${guide('official.conditions')}</h2>${lines(conditions)}`}`
}

function officialText({ official }: PublicProcedure, language: PageLanguage): Html | null {
  const guide = guideTextsIn(language)
  if (official === null || official.text.length === 0) return null
  return html`<details><summary>${guide('official.full')}</summary>
<p class="soft">${guide('official.note')}</p>
${official.text.map(({ part, lines: all }) => html`<h3>${guide(`official.part.${part}`)}</h3>${all.map((line) => html`<p lang="vi">${line}</p>`)}`)}
</details>`
}

/** https://schema.org/GovernmentService */
function structuredData(procedure: PublicProcedure, { base, origin, language }: PageSetting): object {
  const { unit, code, name, plainName, who, channels, fees: rules } = procedure
  const url = `${origin}${inLanguage(procedurePath(base, unit.code, code), language)}`
  const known = rules.flatMap(({ amountVnd }) => (amountVnd === null ? [] : [amountVnd]))
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentService',
    '@id': url,
    url,
    identifier: code,
    name: name[language],
    alternateName: plainName[language],
    serviceType: procedure.field[language],
    inLanguage: language,
    audience: { '@type': 'Audience', audienceType: who[language] },
    provider: { '@type': 'GovernmentOrganization', name: unit.name, identifier: unit.code },
    serviceOutput: { '@type': 'Thing', name: procedure.result[language] },
    availableChannel: channels.map((channel) => ({
      '@type': 'ServiceChannel',
      name: guideTextsIn(language)(`channel.${channel}`),
    })),
    ...(known.length === 1 && known.length === rules.length
      ? { offers: { '@type': 'Offer', price: known[0], priceCurrency: 'VND' } }
      : {}),
  }
}
