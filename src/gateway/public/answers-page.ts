/** What people have told a unit, and what it has answered: without anything of who told it. */
import type { PublishedFeedback } from '../../contract/feedback.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { Unit } from '../storage/units.ts'
import { html } from './html.ts'
import { inLanguage, page, vietnamese } from './layout.ts'
import { answersPath, unitPath } from './paths.ts'
import type { PageSetting } from './procedure-page.ts'
import { textsIn } from './texts.ts'

export function answersPage(unit: Unit, answers: PublishedFeedback['answers'], setting: PageSetting): string {
  const { base, language } = setting
  const t = textsIn(language)
  return page({
    ...setting,
    title: t('answers.title', { unit: unit.name }),
    description: t('answers.description', { unit: unit.name }),
    path: answersPath(base, unit.code),
    hasEnglish: true,
    main: html`
<h1>${t('answers.title', { unit: unit.name })}</h1>
<p>${t('answers.lead')}</p>
${answers.length === 0 ? html`<p>${t('answers.none')}</p>` : null}
${answers.map(
  ({ topic, question, answer, publishedAt }) => html`<section>
<h2>${vietnamese(question, language)}</h2>
<p class="soft">${t(`answers.topic.${topic}`)} · ${t('answers.at', { day: formatPartialDate(vietnamDay(publishedAt)) })}</p>
${answer.split(/\n+/).map((paragraph) => html`<p>${vietnamese(paragraph, language)}</p>`)}
</section>`,
)}
<p><a href="${inLanguage(unitPath(base, unit.code), language)}">${t('page.back', { unit: unit.name })}</a></p>
`,
  })
}
