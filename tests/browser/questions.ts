/** Answers a question as a person does: finds it by what it asks, and types or taps. */
import type { Locator, Page } from 'playwright-core'
import { communeLabel } from '../../src/app/citizen/declaration/fields/commune-search.ts'
import { loadCommunes, loadCountries, loadEthnicGroups, loadProvinces } from '../../src/catalogue/lists.ts'
import type { AddressAnswer, AnswerValue, Question } from '../../src/domain/form/definition.ts'
import { fold } from '../../src/domain/text/fold.ts'
import { type Language, type Texts, textsIn } from './texts.ts'

/** The name of a question's control: what it asks, and whether it may be left out. */
function nameOf(question: Question, language: Language): RegExp {
  const optional = textsIn(language)('declaration:optional')
  return new RegExp(`^${escaped(question.label[language])}(\\s+${escaped(optional)})?$`, 'u')
}

/** Quotes end a pattern inside Playwright's own selectors, so they stand for any character. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['"]/g, '.')
}

/** The part of the screen that asks it. */
export function questionOn(page: Page, question: Question, language: Language): Locator {
  const name = nameOf(question, language)
  return page
    .getByRole('group', { name })
    .or(page.getByRole('textbox', { name }))
    .or(page.getByRole('combobox', { name }))
}

export async function answerQuestion(
  page: Page,
  question: Question,
  answer: AnswerValue,
  language: Language,
): Promise<void> {
  const t = textsIn(language)
  const control = questionOn(page, question, language)
  switch (question.type) {
    case 'yes-no':
      return control.getByRole('radio', { name: t(answer === true ? 'answer.yes' : 'answer.no') }).check()
    case 'choice': {
      const option = question.options?.find(({ value }) => value === answer)
      if (option === undefined) throw new Error(`${question.id} has no option ${String(answer)}`)
      return control.getByRole('radio', { name: option.label[language], exact: true }).check()
    }
    case 'date':
      return typeDate(control, String(answer), t)
    case 'address':
      if (typeof answer !== 'object' || !('province' in answer))
        throw new Error(`${question.id} is answered with an address`)
      return giveAddress(control, answer, language)
    case 'ethnic-group':
    case 'nationality': {
      const list = question.type === 'nationality' ? await loadCountries() : await loadEthnicGroups()
      const entry = list.find(({ code }) => code === answer)
      if (entry === undefined) throw new Error(`${question.id} has no item ${String(answer)}`)
      return pick(page, control, { typed: entry.name[language], label: entry.name[language] })
    }
    default:
      return control.fill(String(answer))
  }
}

/** @param date `2026-11-05`, `2026-11` or `2026`. */
async function typeDate(group: Locator, date: string, t: Texts): Promise<void> {
  const [year, month, day] = date.split('-')
  const parts = { day, month, year }
  for (const name of ['day', 'month', 'year'] as const) {
    const value = parts[name]
    if (value === undefined) continue
    await group.getByRole('textbox', { name: t(`declaration:date.${name}`), exact: true }).fill(value)
  }
}

async function giveAddress(group: Locator, address: AddressAnswer, language: Language): Promise<void> {
  const t = textsIn(language)
  const commune = (await loadCommunes()).find(({ code }) => code === address.commune)
  const province = (await loadProvinces()).find(({ code }) => code === address.province)
  if (commune === undefined || province === undefined) throw new Error(`no commune ${address.commune}`)
  await pick(group, group.getByRole('combobox', { name: t('declaration:address.commune') }), {
    typed: fold(commune.name),
    label: communeLabel(commune, province, language),
  })
  if (address.detail === '') return
  await group.getByRole('textbox', { name: t('declaration:address.detail') }).fill(address.detail)
}

async function pick(
  place: Page | Locator,
  combobox: Locator,
  { typed, label }: { readonly typed: string; readonly label: string },
): Promise<void> {
  await combobox.fill(typed)
  await place.getByRole('option', { name: label, exact: true }).click()
}
