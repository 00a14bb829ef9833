import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginBirth, endDraft, openDraftAt, questionOf, seeDraftSaved, stepOf } from './begun-draft.ts'
import { birthForm, recentBirth } from './birth.ts'
import { button, connectKiosk, fillStep, goOn, heading, patience, seeStep } from './citizen.ts'
import { seeRefused } from './mistakes.ts'
import { openPlace, type Place } from './place.ts'
import { answerQuestion, questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const checkText = (id: string) => birthForm.checks.find((check) => check.id === id)?.message.vi ?? ''
let place: Place
let page: Page

beforeAll(async () => {
  place = await openPlace()
  page = place.page
  await connectKiosk(page, place)
  await begin()
})

afterAll(() => place.close())

async function begin(): Promise<void> {
  await beginBirth(page, place)
  await fillStep(page, stepOf('relation'), recentBirth)
  await goOn(page)
  await seeStep(page, stepOf('requester-name'))
}

const asked = (id: string): Locator => questionOn(page, questionOf(id), 'vi')

/** What the input holds after a refresh: what was really kept. */
async function keptText(id: string, where: string): Promise<string> {
  await seeDraftSaved(page)
  await openDraftAt(page, place, where)
  return asked(id).inputValue()
}

const name = 'requester.fullName'
const birth = { day: '12', month: '03', year: '1998' }

/** Parts that are not given are left empty. */
async function typeDate(
  id: string,
  { day = '', month = '', year = '' }: Partial<typeof birth>,
): Promise<void> {
  for (const [part, value] of Object.entries({ day, month, year })) {
    await asked(id)
      .getByRole('textbox', { name: t(`declaration:date.${part}`, { defaultValue: part }), exact: true })
      .fill(value)
  }
}

describe('a name', () => {
  beforeEach(() => openDraftAt(page, place, 'buoc/requester-name'))

  test.each([
    ['with a picture', 'Lò Thị 😀', t('problems:name-has-symbols')],
    ['with tags', '<b>Lò</b> Thị <script>', t('problems:name-has-symbols')],
    ['with digits', 'Lò Thị 2', t('problems:name-has-digits')],
    ['of 10,000 characters', 'Lò '.repeat(3333), t('problems:name-too-long', { maximum: 100 })],
  ])('%s is refused beside the field, and nothing typed is lost', async (_, typed, message) => {
    await typeDate('requester.birthDate', birth)
    await asked(name).fill(typed)
    await seeRefused(page, asked(name), message)
    expect(await asked(name).inputValue()).toBe(typed)
    expect(await keptText(name, 'buoc/requester-name')).toBe(typed)
    const day = asked('requester.birthDate').getByRole('textbox', { name: t('declaration:date.day') })
    expect(await day.inputValue()).toBe('12')
  })

  test.each([
    ['in decomposed letters', 'Nguyễn Thị Ánh'.normalize('NFD'), 'Nguyễn Thị Ánh'],
    ['with an apostrophe', "H'Hen Niê", "H'Hen Niê"],
    ['with a curly apostrophe', 'H’Hen Niê', 'H’Hen Niê'],
    ['of one word', 'Páo', 'Páo'],
    ['of one letter words', 'Lò Thị Ó', 'Lò Thị Ó'],
    ['from right to left', 'محمد علي', 'محمد علي'],
    ['with hidden direction marks', 'Lò\u202e Thị\u200b Pành', 'Lò Thị Pành'],
  ])('%s is taken, the same after a refresh', async (_, typed, kept) => {
    await asked(name).fill(typed)
    await typeDate('requester.birthDate', birth)
    expect(await asked(name).inputValue()).toBe(kept)
    expect(await keptText(name, 'buoc/requester-name')).toBe(kept)
    await goOn(page)
    await seeStep(page, stepOf('requester-paper'))
  })

  test('pasted over two lines becomes one line with its spaces', async () => {
    await asked(name).fill('')
    await asked(name).evaluate((input) => {
      const data = new DataTransfer()
      data.setData('text/plain', 'Lò Thị\r\nPành\n')
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    expect(await asked(name).inputValue()).toBe('Lò Thị Pành')
  })

  test('composed letter by letter with a Telex keyboard stands there once', async () => {
    await asked(name).fill('')
    await asked(name).click()
    await compose(['N', 'Ng', 'Ngu', 'Nguy', 'Nguye', 'Nguyê', 'Nguyên', 'Nguyễn'], 'Nguyễn')
    await page.keyboard.type(' Thị')
    expect(await asked(name).inputValue()).toBe('Nguyễn Thị')
    await typeDate('requester.birthDate', birth)
    expect(await keptText(name, 'buoc/requester-name')).toBe('Nguyễn Thị')
  })
})

test.each([
  ['VNI', ['G', 'Gi', 'Gia', 'Gian', 'Giang', 'Giàng'], 'Giàng'],
  ['Telex with its tone first', ['M', 'My', 'Mỷ'], 'Mỷ'],
  ['a method that takes a mark back', ['a', 'á', 'as'], 'as'],
])('%s composes in the middle of a name without losing or doubling a letter', async (_, growing, word) => {
  await openDraftAt(page, place, 'buoc/requester-name')
  await asked(name).fill('Lò Thị')
  await asked(name).evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 3))
  await compose(growing, word)
  await page.keyboard.type(' ')
  expect(await asked(name).inputValue()).toBe(`Lò ${word} Thị`)
  expect(await keptText(name, 'buoc/requester-name')).toBe(`Lò ${word} Thị`)
})

test('a composition that is given up leaves what was there', async () => {
  await openDraftAt(page, place, 'buoc/requester-name')
  await asked(name).fill('Lò')
  await asked(name).press('End')
  await compose([' T', ' Th', ''], '')
  expect(await asked(name).inputValue()).toBe('Lò')
})

test('a method like UniKey, which rubs out and writes anew, loses and doubles no letter', async () => {
  await openDraftAt(page, place, 'buoc/requester-name')
  await asked(name).fill('')
  // n g u y e e(n) x: each list is what it rubs out and what it writes.
  for (const [rubbedOut, written] of [
    [0, 'Nguye'],
    [1, 'ê'],
    [0, 'n'],
    [2, 'ễn'],
    [0, ' Van'],
    [2, 'ăn'],
  ] as const) {
    for (let left = rubbedOut; left > 0; left--) await page.keyboard.press('Backspace')
    for (const letter of written) await page.keyboard.insertText(letter)
  }
  expect(await asked(name).inputValue()).toBe('Nguyễn Văn')
  expect(await keptText(name, 'buoc/requester-name')).toBe('Nguyễn Văn')
})

/** As an input method does: the growing word under the cursor, then the word itself. */
async function compose(growing: readonly string[], word: string): Promise<void> {
  const client = await place.kiosk.newCDPSession(page)
  for (const text of growing) {
    await client.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  }
  await client.send('Input.insertText', { text: word })
  await client.detach()
}

test('an input method searches for whole words only, in the list and on the first screen', async () => {
  await openDraftAt(page, place, 'buoc/child-origin')
  const ethnic = asked('child.ethnicGroup')
  await ethnic.fill('')
  await compose(['M', 'Mô', 'Mông'], 'Mông')
  expect(await ethnic.inputValue()).toBe('Mông')
  await page.getByRole('option', { name: 'Mông', exact: true }).click()
  expect(await ethnic.inputValue()).toBe('Mông')
  await endDraft(page)

  const search = page.getByRole('textbox', { name: t('home:search.label') })
  await search.click()
  await compose(['k', 'kh', 'kha', 'khai', 'khai s', 'khai si', 'khai sinh'], 'khai sinh')
  await page.getByRole('list', { name: t('home:search.results') }).waitFor()
  expect(await search.inputValue()).toBe('khai sinh')
  await begin()
})

describe('a citizen number', () => {
  const number = 'requester.idNumber'
  beforeEach(async () => {
    await openDraftAt(page, place, 'buoc/requester-paper')
    await asked('requester.idIssuedBy').fill('Bộ Công an')
  })

  test.each([
    ['of eleven digits', '01219800001', t('problems:citizen-number-length', { digits: 11 })],
    ['with letters', 'O12198000017', t('problems:citizen-number-not-digits')],
    ['left out', '', t('problems:answer-missing')],
  ])('%s is refused beside the field, and the rest of the page stays', async (_, typed, message) => {
    await asked(number).fill(typed)
    await seeRefused(page, asked(number), message)
    expect(await asked(number).inputValue()).toBe(typed)
    expect(await asked('requester.idIssuedBy').inputValue()).toBe('Bộ Công an')
  })

  test('in full-width digits is the same number, and keeps its zeros', async () => {
    await asked(number).fill('００１１９８００００１７')
    await asked('requester.idIssuedBy').focus()
    expect(await asked(number).inputValue()).toBe('001198000017')
    expect(await keptText(number, 'buoc/requester-paper')).toBe('001198000017')
  })

  test('is typed with digits on a phone', async () => {
    expect(await asked(number).getAttribute('inputmode')).toBe('numeric')
    expect(await asked(number).getAttribute('type')).toBe('text')
  })
})

describe('a date', () => {
  beforeEach(() => openDraftAt(page, place, 'buoc/requester-name'))

  test('that no calendar has is refused beside the field', async () => {
    await asked(name).fill('Lò Thị Pành')
    await typeDate('requester.birthDate', { day: '30', month: '2', year: '1998' })
    await seeRefused(page, asked('requester.birthDate'), t('problems:date-impossible'))
    expect(await asked(name).inputValue()).toBe('Lò Thị Pành')
  })

  test('of birth in the future is refused at the question', async () => {
    await openDraftAt(page, place, 'buoc/child-birth-date')
    const year = String(new Date().getFullYear() + 1)
    await typeDate('child.birthDate', { day: '01', month: '02', year })
    await seeRefused(page, asked('child.birthDate'), checkText('child-birth-not-in-future'))
  })

  test('of birth of a child without its day is refused', async () => {
    await openDraftAt(page, place, 'buoc/child-birth-date')
    await typeDate('child.birthDate', { year: '2026' })
    await seeRefused(page, asked('child.birthDate'), t('problems:date-must-be-complete'))
  })

  test('that makes the mother younger than the child is asked about where it is completed', async () => {
    await openDraftAt(page, place, 'buoc/child-birth-date')
    await typeDate('child.birthDate', {})
    await seeDraftSaved(page)
    await openDraftAt(page, place, 'buoc/requester-name')
    await asked(name).fill('Lò Thị Pành')
    await typeDate('requester.birthDate', { day: '20', month: '11', year: '2020' })
    await goOn(page)
    await seeStep(page, stepOf('requester-paper'))
    await seeDraftSaved(page)
    await openDraftAt(page, place, 'buoc/child-birth-date')
    await typeDate('child.birthDate', { day: '19', month: '11', year: '2020' })
    await seeRefused(page, asked('child.birthDate'), checkText('mother-older-than-child'))
  })

  test('of which only the year is known stays a year', async () => {
    await asked(name).fill('Lò Thị Pành')
    await typeDate('requester.birthDate', { year: '1998' })
    await goOn(page)
    await seeStep(page, stepOf('requester-paper'))
    await seeDraftSaved(page)
    await openDraftAt(page, place, 'buoc/requester-name')
    const parts = asked('requester.birthDate').getByRole('textbox')
    expect(
      await parts.evaluateAll((inputs) => inputs.map((input) => 'value' in input && input.value)),
    ).toEqual(['', '', '1998'])
  })
})

describe('going back', () => {
  beforeEach(async () => {
    await endDraft(page)
    await begin()
  })

  async function toTheFourthStep(): Promise<void> {
    for (const id of ['requester-name', 'requester-paper']) {
      await fillStep(page, stepOf(id), recentBirth)
      await goOn(page)
    }
    await seeStep(page, stepOf('requester-home'))
    await answerQuestion(
      page,
      questionOf('requester.residence'),
      recentBirth['requester.residence'] ?? '',
      'vi',
    )
  }
  const commune = () => asked('requester.residence').getByRole('combobox').inputValue()

  test('in the browser at step four leads to step three, forward returns, all with their answers', async () => {
    await toTheFourthStep()
    const typed = await commune()
    await page.goBack()
    await seeStep(page, stepOf('requester-paper'))
    expect(await asked('requester.idNumber').inputValue()).toBe(recentBirth['requester.idNumber'])
    await page.goForward()
    await seeStep(page, stepOf('requester-home'))
    expect(await commune()).toBe(typed)
  })

  test('by the button on the screen is the same way', async () => {
    await toTheFourthStep()
    await button(page, t('action.back')).click()
    await seeStep(page, stepOf('requester-paper'))
    await button(page, t('action.back')).click()
    await seeStep(page, stepOf('requester-name'))
    expect(await asked(name).inputValue()).toBe(recentBirth[name])
  })

  test('by a hand that taps twice is one step, and so is the way on', async () => {
    const tapTwice = (label: string) =>
      button(page, label).evaluate((element) => {
        if (!(element instanceof HTMLElement)) return
        element.click()
        element.click()
      })
    await toTheFourthStep()
    await tapTwice(t('action.back'))
    await seeStep(page, stepOf('requester-paper'))
    await tapTwice(t('action.continue'))
    await seeStep(page, stepOf('requester-home'))
    await page.goBack()
    await seeStep(page, stepOf('requester-paper'))
  })

  test('after a refresh at step four leads to step three', async () => {
    await toTheFourthStep()
    const typed = await commune()
    await seeDraftSaved(page)
    await page.reload()
    await seeStep(page, stepOf('requester-home'))
    expect(await commune()).toBe(typed)
    await page.goBack()
    await seeStep(page, stepOf('requester-paper'))
    expect(await asked('requester.idNumber').inputValue()).toBe(recentBirth['requester.idNumber'])
  })

  test.each(['browser', 'screen'])(
    'at step one asks first (%s), and staying keeps the answer',
    async (way) => {
      await button(page, t('action.back')).click()
      await seeStep(page, stepOf('relation'))
      if (way === 'browser') await page.goBack()
      else await button(page, t('action.back')).click()
      const dialog = page.getByRole('dialog', { name: t('declaration:leave.title') })
      await dialog.getByRole('button', { name: t('declaration:leave.stay') }).click()
      await seeStep(page, stepOf('relation'))
      expect(await page.getByRole('radio', { name: 'Mẹ', exact: true }).isChecked()).toBe(true)
    },
  )

  test('after a refresh at step one the answer is still there', async () => {
    await button(page, t('action.back')).click()
    await seeStep(page, stepOf('relation'))
    await page.reload()
    await seeStep(page, stepOf('relation'))
    expect(await page.getByRole('radio', { name: 'Mẹ', exact: true }).isChecked()).toBe(true)
  })

  test('an answer to that question counts once, however often and on whichever others one taps', async () => {
    await button(page, t('action.back')).click()
    await seeStep(page, stepOf('relation'))
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    const dialog = page.getByRole('dialog', { name: t('declaration:leave.title') })
    const answer = (key: string) => dialog.getByRole('button', { name: t(`declaration:leave.${key}`) })
    const tapAll = (...keys: readonly string[]) =>
      dialog.evaluate(
        (element, names) => {
          const buttons = [...element.querySelectorAll('button')]
          for (const name of names) buttons.find(({ textContent }) => textContent === name)?.click()
        },
        keys.map((key) => t(`declaration:leave.${key}`)),
      )

    await button(page, t('action.back')).click()
    await answer('stay').waitFor()
    await tapAll('stay', 'keep', 'delete', 'stay')
    await seeStep(page, stepOf('relation'))
    await page.locator('[data-corner]').click()
    await answer('keep').waitFor()
    await tapAll('keep', 'keep', 'stay', 'delete')
    await heading(page, t('home:title')).waitFor({ timeout: patience })
    expect(errors).toEqual([])
  })
})
