/** The kinds of answers that a birth registration does not have, typed as people do by mistake. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadForm, loadProcedure } from '../../src/catalogue/built-in.ts'
import type { FormDefinition, GroupItem, GroupQuestion, Question } from '../../src/domain/form/definition.ts'
import { beginDraft, endDraft, openDraftAt, seeDraftSaved } from './begun-draft.ts'
import { button, connectKiosk, patience } from './citizen.ts'
import { sizes } from './kiosk.ts'
import { seeRefused } from './mistakes.ts'
import { openPlace, type Place } from './place.ts'
import { addItem, answerItem, answerQuestion, questionOn, seeItem } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const problem = (code: string, values = {}) => t(`problems:${code}`, values)
const hebrew = 'שלום'

let place: Place

beforeAll(async () => {
  place = await openPlace({ viewport: sizes.phone })
  await connectKiosk(place.page, place)
})
afterAll(() => place.close())

interface Asked {
  readonly procedure: string
  readonly form: FormDefinition
}

async function begin(procedure: string): Promise<Asked> {
  const form = await loadForm((await loadProcedure(procedure))?.form ?? '')
  if (form === undefined) throw new Error(`${procedure} has no form`)
  await beginDraft(place.page, place, procedure)
  return { procedure, form }
}

function find({ form }: Asked, id: string): { readonly step: string; readonly question: Question } {
  for (const step of form.sections.flatMap(({ steps }) => steps)) {
    const question = step.questions.find((candidate) => candidate.id === id)
    if (question !== undefined) return { step: step.id, question }
  }
  throw new Error(`${form.name} does not ask ${id}`)
}

/** Opens the step of a question, unless it is open already. @returns its control */
async function openQuestion(asked: Asked, id: string): Promise<Locator> {
  const { step, question } = find(asked, id)
  const isOpen = new URL(place.page.url()).pathname.endsWith(`/${asked.procedure}/buoc/${step}`)
  if (!isOpen) await openDraftAt(place.page, place, `buoc/${step}`, asked.procedure)
  return questionOn(place.page, question, 'vi')
}

/** What the field holds after a refresh: what was really kept. */
async function keptText(asked: Asked, id: string): Promise<string> {
  const { page } = place
  await seeDraftSaved(page)
  await page.reload()
  return questionOn(page, find(asked, id).question, 'vi').inputValue()
}

function groupOf(asked: Asked, id: string): GroupQuestion {
  const { question } = find(asked, id)
  if (question.type !== 'group') throw new Error(`${id} is no group`)
  return question
}

async function openNewItem(asked: Asked, id: string, index: number): Promise<GroupQuestion> {
  const group = groupOf(asked, id)
  await openQuestion(asked, id)
  await addItem(place.page, group, 'vi')
  await seeItem(place.page, group, index, 'vi')
  return group
}

const done = () => button(place.page, t('declaration:group.done'))

async function giveItem(group: GroupQuestion, item: GroupItem): Promise<void> {
  await answerItem(place.page, group, item, 'vi')
  await done().click()
}

describe('a household business', () => {
  let asked: Asked
  beforeAll(async () => {
    asked = await begin('1.001612')
  })
  afterAll(() => endDraft(place.page))

  test.each([
    ['owner.phone', 'of letters', 'không có', problem('phone-malformed')],
    ['owner.phone', 'too short', '091234567', problem('phone-malformed')],
    ['owner.phone', 'that is endless', '0912345678'.repeat(1000), problem('phone-malformed')],
    ['owner.email', 'without its sign', 'panh.vidu.vn', problem('email-malformed')],
    ['owner.email', 'with tags', '<b>panh@vidu.vn</b>', problem('email-malformed')],
    ['owner.email', 'with a picture', 'panh@😀', problem('email-malformed')],
    [
      'business.name',
      'of 10,000 characters',
      'Quán '.repeat(2000),
      problem('text-too-long', { maximum: 500 }),
    ],
    ['capital.amount', 'in words', 'năm mươi triệu', problem('money-malformed')],
    ['capital.amount', 'that may mean two amounts', '1,5', problem('money-malformed')],
    ['capital.amount', 'below nothing', '-50000', problem('money-malformed')],
    ['capital.amount', 'from right to left', hebrew, problem('money-malformed')],
    ['tax.workers', 'in words', 'hai người', problem('number-malformed')],
    ['tax.workers', 'with parts', '1,5', problem('number-malformed')],
    ['tax.workers', 'over the highest', '10001', problem('number-too-large', { maximum: 10_000 })],
    ['tax.workers', 'below the lowest', '-1', problem('number-too-small', { minimum: 0 })],
    ['tax.workers', 'left out', '', problem('answer-missing')],
  ])('%s %s is refused beside the field, and stands there as typed', async (id, _, typed, message) => {
    const control = await openQuestion(asked, id)
    await control.fill(typed)
    await seeRefused(place.page, control, message)
    expect(await control.inputValue()).toBe(typed)
    await control.fill('')
  })

  test.each([
    ['owner.phone', '+84 912.345.678', '0912345678'],
    ['owner.phone', '０９１２３４５６７８', '0912345678'],
    ['owner.email', ' panh.lo@vidu.vn ', 'panh.lo@vidu.vn'],
    ['capital.amount', '50 000 000 đ', '50.000.000'],
    ['capital.amount', '５０．０００．０００', '50.000.000'],
    ['tax.workers', '1 000', '1000'],
    ['business.name', '  Tạp hóa <Páo & Pành> ', 'Tạp hóa <Páo & Pành>'],
  ])('%s %s is understood, and kept as %s', async (id, typed, kept) => {
    const control = await openQuestion(asked, id)
    await control.fill(typed)
    await control.blur()
    expect(await keptText(asked, id)).toBe(kept)
  })

  test('a list that must have a line asks for one', async () => {
    const control = await openQuestion(asked, 'lines')
    await seeRefused(place.page, control, problem('group-too-few', { minimum: 1 }))
  })

  test('a line without its name is refused in the line, which keeps the rest', async () => {
    const { page } = place
    const group = await openNewItem(asked, 'lines', 0)
    const [name, isMain] = group.questions
    if (name === undefined || isMain === undefined) throw new Error('a line has a name')
    await answerQuestion(page, isMain, true, 'vi')
    await seeRefused(page, questionOn(page, name, 'vi'), problem('answer-missing'), done())
    const yes = questionOn(page, isMain, 'vi').getByRole('radio', { name: t('answer.yes') })
    expect(await yes.isChecked()).toBe(true)
    await giveItem(group, { name: 'Bán lẻ tạp hóa' })
  })

  test('a second main line is told at the list; a line is mended and another taken away', async () => {
    const { page } = place
    const group = await openNewItem(asked, 'lines', 1)
    await giveItem(group, { name: 'Sửa xe máy', isMain: true })
    const control = questionOn(page, group, 'vi')
    const rule = asked.form.checks.find(({ id }) => id === 'one-main-line')?.message.vi ?? ''
    await seeRefused(page, control, rule)

    const title = group.itemTitle.vi
    const first = `${t('declaration:group.item', { title, number: 1 })}: Bán lẻ tạp hóa`
    const second = `${t('declaration:group.item', { title, number: 2 })}: Sửa xe máy`
    await button(page, t('declaration:group.edit', { item: second })).click()
    await seeItem(page, group, 1, 'vi')
    await giveItem(group, { isMain: false })
    await page.getByText(rule, { exact: true }).waitFor({ state: 'hidden', timeout: patience })
    await button(page, t('declaration:group.delete', { item: first })).click()
    await button(page, t('action.delete')).click()
    await button(page, t('declaration:group.delete', { item: `${title} 1: Sửa xe máy` })).waitFor()
    expect(await button(page, t('declaration:group.delete', { item: second })).count()).toBe(0)
  })

  test('a signature that is not given is asked for, and one typed with a picture is refused', async () => {
    const { page } = place
    await answerQuestion(page, await atQuestion('founder'), 'family', 'vi')
    await seeDraftSaved(page)
    const group = await openNewItem(asked, 'familyMembers', 0)
    await answerItem(page, group, { fullName: 'Mã A Páo', birthDate: '1985', sex: 'male' }, 'vi')
    const number = group.questions.find(({ id }) => id === 'idNumber')
    const signature = group.questions.find(({ id }) => id === 'signature')
    if (number === undefined || signature === undefined) throw new Error('a member signs')
    const numberField = questionOn(page, number, 'vi')
    await numberField.fill('０１０ ０８５ ０００')
    await seeRefused(page, numberField, problem('citizen-number-length', { digits: 9 }), done())
    await numberField.fill('０１０ ０８５ ０００ ０１４')
    const board = questionOn(page, signature, 'vi')
    if (signature.required === true) await seeRefused(page, board, problem('answer-missing'), done())
    // Whoever has drawn and would rather type finds an empty field, not the drawing in words.
    await answerQuestion(page, signature, 'M120 300L400 200L600 350', 'vi')
    await board.getByRole('checkbox').check()
    expect(await board.getByRole('textbox').inputValue()).toBe('')
    await answerQuestion(page, signature, 'Páo 😀', 'vi')
    await seeRefused(page, board, problem('signature-malformed'), done())
    await board.getByRole('textbox').fill("K'Tem Đăk")
    await done().click()
    await button(page, t('declaration:group.edit', { item: `${group.itemTitle.vi} 1: Mã A Páo` })).waitFor()
  })

  async function atQuestion(id: string): Promise<Question> {
    await openQuestion(asked, id)
    return find(asked, id).question
  }
})

describe('a notice of a stay', () => {
  let asked: Asked
  beforeAll(async () => {
    asked = await begin('2.001159')
  })
  afterAll(() => endDraft(place.page))

  test('an old number of eight digits is refused, and one with dots is understood', async () => {
    const { page } = place
    await openQuestion(asked, 'host.oldIdNumber').catch(() => undefined)
    await answerQuestion(page, find(asked, 'host.idType').question, 'old-id', 'vi')
    const control = questionOn(page, find(asked, 'host.oldIdNumber').question, 'vi')
    await control.fill('06312345')
    await seeRefused(page, control, problem('old-id-number-malformed'))
    await control.fill('０６３.123.456')
    await control.blur()
    expect(await control.inputValue()).toBe('063123456')
  })

  test('an hour that no clock has is refused', async () => {
    const control = await openQuestion(asked, 'stay.hour')
    await control.fill('25')
    await answerQuestion(place.page, find(asked, 'stay.from').question, '2026-11-25', 'vi')
    await seeRefused(place.page, control, problem('number-too-large', { maximum: 23 }))
  })

  test('a guest with a number that the paper cannot have is refused at the number', async () => {
    const { page } = place
    const group = await openNewItem(asked, 'guests', 0)
    const document = group.questions.find(({ id }) => id === 'document')
    if (document === undefined) throw new Error('a guest shows a paper')
    await answerItem(page, group, { fullName: 'Mã A Páo' }, 'vi')
    const control = questionOn(page, document, 'vi')
    const number = control.getByRole('textbox', { name: t('declaration:document.number') })
    for (const [kind, typed, message] of [
      ['identity-card', '063123456', problem('citizen-number-length', { digits: 9 })],
      ['passport', 'hộ chiếu', problem('document-number-malformed')],
      ['old-id', '12345678', problem('old-id-number-malformed')],
      ['passport', '', problem('document-number-missing')],
    ] as const) {
      await answerQuestion(page, document, { kind, number: typed }, 'vi')
      await seeRefused(page, control, message, done())
      expect(await number.inputValue()).toBe(typed)
    }
    await number.fill('Ｃ１２３ ４５６７')
    const issuedOn = { kind: 'passport', number: 'C1234567', issuedOn: '2020-02-30' } as const
    await answerQuestion(page, document, issuedOn, 'vi')
    await seeRefused(page, control, problem('date-impossible'), done())
    await answerQuestion(page, document, { ...issuedOn, issuedOn: '2020-02-28' }, 'vi')
    await done().click()
    await button(page, t('declaration:group.edit', { item: `${group.itemTitle.vi} 1: Mã A Páo` })).waitFor()
  })
})

describe('a house', () => {
  let asked: Asked
  beforeAll(async () => {
    asked = await begin('1.013225')
  })
  afterAll(() => endDraft(place.page))

  test.each([
    ['1.234', problem('decimal-ambiguous', { typed: '1.234', whole: '1234', decimals: 2 })],
    ['95,555', problem('decimal-ambiguous', { typed: '95,555', whole: '95555', decimals: 2 })],
    ['0,125', problem('decimal-too-fine', { decimals: 2 })],
    ['rộng lắm', problem('decimal-malformed')],
    ['0,5', problem('number-too-small', { minimum: 1 })],
  ])('of %s square metres is asked about beside the field', async (typed, message) => {
    const control = await openQuestion(asked, 'house.groundArea')
    await answerQuestion(place.page, find(asked, 'house.floors').question, 2, 'vi')
    await control.fill(typed)
    await seeRefused(place.page, control, message)
    expect(await control.inputValue()).toBe(typed)
  })

  test.each([
    ['house.groundArea', '95,5', '95,5'],
    ['house.groundArea', '95.5', '95,5'],
    ['house.groundArea', '1.234,5 m²', '1234,5'],
    ['house.level', '-0,45', '-0,45'],
  ])('%s of %s is understood as %s', async (id, typed, kept) => {
    const control = await openQuestion(asked, id)
    await control.fill(typed)
    await control.blur()
    expect(await keptText(asked, id)).toBe(kept)
  })
})

describe('a pension for somebody else', () => {
  test('a relation that no list has is refused, and the choice before it stays', async () => {
    const { page } = place
    const asked = await begin('1.014027')
    const filingFor = await openQuestion(asked, 'filingFor')
    await answerQuestion(page, find(asked, 'filingFor').question, 'other', 'vi')
    const control = questionOn(page, find(asked, 'filer.relation').question, 'vi')
    await control.fill('người quen 😀')
    await seeRefused(page, control, problem('list-code-malformed'))
    expect(await control.inputValue()).toBe('người quen 😀')
    expect(await filingFor.getByRole('radio', { checked: true }).count()).toBe(1)
    await endDraft(page)
  })
})
