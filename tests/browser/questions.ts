/** Answers a question as a person does: finds it by what it asks, and types or taps. */
import type { Locator, Page } from 'playwright-core'
import { communeLabel } from '../../src/app/citizen/declaration/fields/commune-search.ts'
import {
  loadCommunes,
  loadCountries,
  loadDocumentKinds,
  loadEthnicGroups,
  loadProvinces,
  loadRelations,
} from '../../src/catalogue/lists.ts'
import { itemsOf } from '../../src/domain/form/decide.ts'
import type {
  AddressAnswer,
  AnswerValue,
  FieldQuestion,
  FieldValue,
  GroupItem,
  GroupQuestion,
  IdentityDocumentAnswer,
  Question,
} from '../../src/domain/form/definition.ts'
import { isFieldValue } from '../../src/domain/form/evaluate.ts'
import { typedQuantity } from '../../src/domain/form/quantity.ts'
import { isDrawnSignature, signatureBoard } from '../../src/domain/form/signature.ts'
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

const roles: Partial<Record<Question['type'], 'group' | 'combobox'>> = {
  'yes-no': 'group',
  choice: 'group',
  choices: 'group',
  date: 'group',
  address: 'group',
  'identity-document': 'group',
  signature: 'group',
  group: 'group',
  'ethnic-group': 'combobox',
  nationality: 'combobox',
  relation: 'combobox',
}

/** The part of the screen that asks it. */
export function questionOn(page: Page, question: Question, language: Language): Locator {
  return page.getByRole(roles[question.type] ?? 'textbox', { name: nameOf(question, language) })
}

/** A group opens a screen for each item, and ends at the step that asks it. */
export async function answerQuestion(
  page: Page,
  question: Question,
  answer: AnswerValue,
  language: Language,
): Promise<void> {
  if (question.type === 'group') return giveItems(page, question, itemsOf(answer), language)
  if (!isFieldValue(answer)) throw new Error(`${question.id} has one answer`)
  return answerField(page, question, answer, language)
}

async function answerField(
  page: Page,
  question: FieldQuestion,
  answer: FieldValue,
  language: Language,
): Promise<void> {
  const t = textsIn(language)
  const control = questionOn(page, question, language)
  switch (question.type) {
    case 'yes-no':
      return control.getByRole('radio', { name: t(answer === true ? 'answer.yes' : 'answer.no') }).check()
    case 'choice':
      return control
        .getByRole('radio', { name: optionLabel(question, answer, language), exact: true })
        .check()
    case 'choices':
      for (const value of Array.isArray(answer) ? answer : []) {
        const label = optionLabel(question, value, language)
        await control.getByRole('checkbox', { name: label, exact: true }).check()
      }
      return
    case 'date':
      return typeDate(control, String(answer), t)
    case 'number':
      return control.fill(typeof answer === 'number' ? typedQuantity(answer, language) : String(answer))
    case 'address':
      if (typeof answer !== 'object' || !('province' in answer))
        throw new Error(`${question.id} is answered with an address`)
      return giveAddress(control, answer, language)
    case 'identity-document':
      if (typeof answer !== 'object' || !('kind' in answer))
        throw new Error(`${question.id} is answered with a document`)
      return giveDocument(control, answer, language)
    case 'signature':
      return sign(page, control, String(answer), t)
    case 'ethnic-group':
    case 'nationality':
    case 'relation': {
      const entry = (await listFor(question.type)).find(({ code }) => code === answer)
      if (entry === undefined) throw new Error(`${question.id} has no item ${String(answer)}`)
      return pick(page, control, { typed: entry.name[language], label: entry.name[language] })
    }
    default:
      return control.fill(String(answer))
  }
}

function optionLabel(question: FieldQuestion, value: FieldValue, language: Language): string {
  const option = question.options?.find((candidate) => candidate.value === value)
  if (option === undefined) throw new Error(`${question.id} has no option ${String(value)}`)
  return option.label[language]
}

function listFor(type: 'ethnic-group' | 'nationality' | 'relation') {
  if (type === 'relation') return loadRelations()
  return type === 'nationality' ? loadCountries() : loadEthnicGroups()
}

async function giveItems(
  page: Page,
  group: GroupQuestion,
  items: readonly GroupItem[],
  language: Language,
): Promise<void> {
  const t = textsIn(language)
  for (const [index, item] of items.entries()) {
    await addItem(page, group, language)
    await seeItem(page, group, index, language)
    await answerItem(page, group, item, language)
    await page.getByRole('button', { name: t('declaration:group.done'), exact: true }).click()
  }
  await addItemButton(page, group, language).waitFor()
}

function addItemButton(page: Page, group: GroupQuestion, language: Language): Locator {
  const title = group.itemTitle[language]
  const name = textsIn(language)('declaration:group.add', {
    title: title.charAt(0).toLowerCase() + title.slice(1),
  })
  return questionOn(page, group, language).getByRole('button', { name, exact: true })
}

/** Opens a new item of a group that is on the screen. */
export async function addItem(page: Page, group: GroupQuestion, language: Language): Promise<void> {
  await addItemButton(page, group, language).click()
}

/** Waits for the screen of one item. @param index from 0 */
export async function seeItem(
  page: Page,
  group: GroupQuestion,
  index: number,
  language: Language,
): Promise<void> {
  const name = textsIn(language)('declaration:group.item', {
    title: group.itemTitle[language],
    number: index + 1,
  })
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** Answers the item that is on the screen, in the order of its questions. */
export async function answerItem(
  page: Page,
  group: GroupQuestion,
  item: GroupItem,
  language: Language,
): Promise<void> {
  for (const question of group.questions) {
    const answer = item[question.id]
    if (answer !== undefined && answer !== question.initial) {
      await answerField(page, question, answer, language)
    }
  }
}

async function giveDocument(
  group: Locator,
  document: IdentityDocumentAnswer,
  language: Language,
): Promise<void> {
  const t = textsIn(language)
  const kind = (await loadDocumentKinds()).find(({ code }) => code === document.kind)
  if (kind === undefined) throw new Error(`no kind of document ${document.kind}`)
  await group.getByRole('radio', { name: kind.name[language], exact: true }).check()
  await group.getByRole('textbox', { name: t('declaration:document.number') }).fill(document.number)
  if (document.issuedOn !== undefined) {
    await typeDate(
      group.getByRole('group', { name: t('declaration:document.issuedOn') }),
      document.issuedOn,
      t,
    )
  }
  if (document.issuedBy !== undefined) {
    await group.getByRole('textbox', { name: t('declaration:document.issuedBy') }).fill(document.issuedBy)
  }
}

/** With the mouse along the points of a drawn one; a typed one as the name. */
async function sign(page: Page, group: Locator, signature: string, t: Texts): Promise<void> {
  if (!isDrawnSignature(signature)) {
    await group.getByRole('checkbox', { name: t('declaration:signature.type') }).check()
    await group.getByRole('textbox', { name: t('declaration:signature.name') }).fill(signature)
    return
  }
  const pad = group.getByRole('img', { name: t('declaration:signature.empty') })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('a board to sign on has a size')
  for (const stroke of strokesOf(signature)) {
    for (const [index, [x, y]] of stroke.entries()) {
      await page.mouse.move(
        box.x + (x / signatureBoard.width) * box.width,
        box.y + (y / signatureBoard.height) * box.height,
      )
      if (index === 0) await page.mouse.down()
    }
    await page.mouse.up()
  }
  await group.getByRole('img', { name: t('declaration:signature.drawn') }).waitFor()
}

/** The points of a drawn signature, stroke by stroke. */
export function strokesOf(signature: string): readonly (readonly (readonly [number, number])[])[] {
  return signature
    .split('M')
    .slice(1)
    .map((stroke) =>
      stroke.split('L').map((point) => {
        const [x, y] = point.split(' ').map(Number)
        return [x ?? Number.NaN, y ?? Number.NaN]
      }),
    )
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
  if (address.commune === '') {
    await group.getByRole('checkbox', { name: t('declaration:address.unlisted') }).check()
    return group.getByRole('textbox', { name: t('declaration:address.whole') }).fill(address.detail)
  }
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
