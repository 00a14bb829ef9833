import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginBirth, endDraft, openDraftAt, questionOf, seeDraftSaved, stepOf } from './begun-draft.ts'
import { recentBirth } from './birth.ts'
import { button, connectKiosk, fillStep, goOn, patience, seeStep } from './citizen.ts'
import { tabTo } from './keyboard.ts'
import { sizes } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { openPlace, type Place } from './place.ts'
import { questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let place: Place
let page: Page

beforeAll(async () => {
  place = await openPlace({ viewport: sizes.kiosk, hasTouch: true })
  page = place.page
  await connectKiosk(page, place)
})

afterAll(() => place.close())

const panel = (): Locator => page.getByRole('region', { name: t('keyboard:label') })
const key = (name: string): Locator => panel().locator(`[data-skbtn="{${name}}"]`)
const asked = (id: string): Locator => questionOn(page, questionOf(id), 'vi')
const name = 'requester.fullName'

/** Each key with a finger. */
async function tap(...names: readonly string[]): Promise<void> {
  for (const each of names) await key(each).tap()
}

const letters = (word: string): readonly string[] =>
  [...word].map((letter) => (letter === ' ' ? 'gap' : letter))

test('the search field brings the keyboard, and leaving it takes it away', async () => {
  const search = page.getByRole('textbox', { name: t('home:search.label') })
  expect(await panel().count()).toBe(0)
  await search.tap()
  await panel().waitFor({ timeout: patience })
  await tap(...letters('khai sinh'))
  expect(await search.inputValue()).toBe('khai sinh')
  await page.getByRole('list', { name: t('home:search.results') }).waitFor()
  expect(await violations(page)).toEqual([])
  // On to what was found, as Enter does.
  await tap('next')
  await panel().waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
})

test('a citizen writes a name with marks, and goes on, with one finger only', async () => {
  await beginBirth(page, place)
  await fillStep(page, stepOf('relation'), recentBirth)
  await goOn(page)
  await seeStep(page, stepOf('requester-name'))
  const field = asked(name)
  await field.tap()
  await panel().waitFor()
  await picture(page, 'screen-keyboard', 'kiosk')
  const caseOf = (label: Element) => getComputedStyle(label).textTransform
  expect(await key('g').locator('span').evaluate(caseOf)).toBe('uppercase')
  // Capitals come by themselves, at the beginning of each word.
  await tap(
    ...letters('giang'),
    'tone-huyen',
    'gap',
    ...letters('thi'),
    'tone-nang',
    'gap',
    ...letters('my'),
    'tone-hoi',
  )
  expect(await field.inputValue()).toBe('Giàng Thị Mỷ')
  await tap('rub', 'y', 'tone-nga', 'tone-none', 'tone-hoi')
  expect(await field.inputValue()).toBe('Giàng Thị Mỷ')

  // The keyboard covers neither the field nor the way on, and every key is large.
  const keyboardTop = (await panel().boundingBox())?.y ?? 0
  for (const seen of [field, button(page, t('action.continue'))]) {
    const box = await seen.boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(keyboardTop)
  }
  const sizesOfKeys = await panel()
    .getByRole('button')
    .evaluateAll((keys) =>
      keys.map((each) => each.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
    )
  expect(Math.min(...sizesOfKeys)).toBeGreaterThanOrEqual(56)
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])

  // The date is next: a number pad. A full part goes on by itself, and an empty one leads back.
  await tap('next')
  await key('q').waitFor({ state: 'detached' })
  await tap('1', '3', 'rub', 'rub', '2', '0', '3', '1', '9', '9', '8', '7')
  const partOf = (part: string) =>
    asked('requester.birthDate').getByRole('textbox', { name: t(`declaration:date.${part}`), exact: true })
  expect([await partOf('day').inputValue(), await partOf('month').inputValue()]).toEqual(['12', '03'])
  expect(await violations(page)).toEqual([])
  const year = asked('requester.birthDate').getByRole('textbox', {
    name: t('declaration:date.year'),
    exact: true,
  })
  // Four digits are all that the field takes.
  expect(await year.inputValue()).toBe('1998')
  await seeDraftSaved(page)
  await button(page, t('action.continue')).tap()
  await panel().waitFor({ state: 'hidden' })
  await openDraftAt(page, place, 'buoc/requester-name')
  expect(await asked(name).inputValue()).toBe('Giàng Thị Mỷ')
})

test('a key looks pressed while it is, also when it is let go beside the keyboard', async () => {
  const field = asked(name)
  await field.tap()
  await panel().waitFor()
  const ground = () => key('g').evaluate((element) => getComputedStyle(element).backgroundColor)
  const untouched = await ground()
  await key('g').hover({ position: { x: 4, y: 4 } })
  await page.mouse.down()
  await expect.poll(ground).not.toBe(untouched)
  await page.mouse.move(5, 5)
  await page.mouse.up()
  await expect.poll(ground).toBe(untouched)
  await tap('rub')
  expect(await field.inputValue()).toBe('Giàng Thị Mỷ')
})

test('Telex and VNI compose on the same keys, in the middle of a text, too', async () => {
  const field = asked(name)
  await field.tap()
  await tap('method')
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(5, 5))
  await tap('gap', 'v', 'a', 'w', 'n')
  expect(await field.inputValue()).toBe('Giàng Văn Thị Mỷ')
  await tap('method', 'gap', 'd', '9', 'u', '7', 'c', '1')
  expect(await field.inputValue()).toBe('Giàng Văn Đức Thị Mỷ')
  expect(await field.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(13)
})

test('a switch reaches the keys from the field, and the field from the keys', async () => {
  const field = asked(name)
  await key('hide').tap()
  await panel().waitFor({ state: 'hidden' })
  await field.tap()
  await panel().waitFor()
  await tap('method')
  await field.evaluate((input: HTMLInputElement) => input.select())
  await tap('rub')
  const hasFocus = (control: Locator) => control.evaluate((element) => element === document.activeElement)
  await page.keyboard.press('Tab')
  expect(await hasFocus(key('tone-sac'))).toBe(true)
  await page.keyboard.press('Shift+Tab')
  expect(await hasFocus(field)).toBe(true)
  await tabTo(page, key('p'))
  await page.keyboard.press('Space')
  await tabTo(page, key('a'))
  await page.keyboard.press('Enter')
  await tabTo(page, key('method'))
  await page.keyboard.press('Enter')
  // The new keys are others, the focus is where it was.
  expect(await hasFocus(key('method'))).toBe(true)
  await tabTo(page, key('next'))
  await page.keyboard.press('Tab')
  const day = asked('requester.birthDate').getByRole('textbox').first()
  expect(await hasFocus(day)).toBe(true)
  await page.keyboard.press('Shift+Tab')
  await key('q').waitFor()
  expect(await field.inputValue()).toBe('Pa')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await panel().waitFor({ state: 'hidden' })
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
})

test('a real keyboard sends it away at once, and a finger brings it back', async () => {
  const field = asked(name)
  await field.tap()
  await panel().waitFor()
  await page.keyboard.press('End')
  await page.keyboard.press('o')
  await panel().waitFor({ state: 'hidden', timeout: 1000 })
  expect(await field.inputValue()).toBe('Pao')
  await asked('requester.birthDate').getByRole('textbox').first().focus()
  expect(await panel().isVisible()).toBe(false)
  await field.tap()
  await panel().waitFor()
})

test('a list opens under the field, above the keys, and is chosen from with a finger', async () => {
  await openDraftAt(page, place, 'buoc/child-origin')
  const ethnic = asked('child.ethnicGroup')
  await ethnic.tap()
  const option = page.getByRole('option', { name: 'Mông', exact: true })
  await option.waitFor()
  await panel().waitFor()
  await tap('m', 'o', 'o', 'n', 'g')
  await option.tap()
  expect(await ethnic.inputValue()).toBe('Mông')
  await expect.poll(() => ethnic.getAttribute('aria-expanded')).toBe('false')
})

test('what stands below an open list is there for the finger that leaves the list', async () => {
  const below = asked('child.nationality')
  await asked('child.ethnicGroup').tap()
  await page.getByRole('option', { name: 'Mông', exact: true }).waitFor()
  await below.tap()
  await page.getByRole('option', { name: 'Lào', exact: true }).waitFor()
  expect(await below.evaluate((input) => input === document.activeElement)).toBe(true)
})

test('the next person finds no way of typing but the first, and no text', async () => {
  await endDraft(page)
  await panel().waitFor({ state: 'hidden' })
  await page.getByRole('textbox', { name: t('home:search.label') }).tap()
  await panel().waitFor()
  expect(await panel().getAttribute('data-layout')).toBe('marks')
  expect(await panel().textContent()).not.toContain('Pao')
})
