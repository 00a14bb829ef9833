/** Taps that come before the screen has been drawn for the one before: a slow kiosk draws after it has answered. */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadForm, loadProcedure } from '../../src/catalogue/built-in.ts'
import { beginDraft, endDraft, openDraftAt, questionOf, seeDraftSaved } from './begun-draft.ts'
import { birthProcedure } from './birth.ts'
import { button, connectKiosk, heading, patience } from './citizen.ts'
import { sizes } from './kiosk.ts'
import { openPlace, type Place } from './place.ts'
import { answerQuestion, questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const disabilityProcedure = '1.001699'

let place: Place

beforeAll(async () => {
  place = await openPlace({ viewport: sizes.kiosk })
  await connectKiosk(place.page, place)
  await beginDraft(place.page, place, birthProcedure)
})
afterAll(() => place.close())

const on = (id: string) => questionOn(place.page, questionOf(id), 'vi')
const goOn = () => button(place.page, t('action.continue'))

/** All in one task of the page: nothing is drawn in between. */
async function tapAtOnce(...targets: readonly Locator[]): Promise<void> {
  const elements = await Promise.all(targets.map((target) => target.elementHandle()))
  await place.page.evaluate((tapped) => {
    for (const element of tapped) if (element instanceof HTMLElement) element.click()
  }, elements)
}

test('"continue" knows the answer that was tapped just before', async () => {
  await openDraftAt(place.page, place, 'buoc/relation')
  await tapAtOnce(on('requester.relation').getByRole('radio').first(), goOn())
  await on('requester.fullName').waitFor({ timeout: patience })
})

test('"continue" knows the questions that the answer has opened', async () => {
  await openDraftAt(place.page, place, 'buoc/father')
  await tapAtOnce(on('father.isGiven').getByRole('radio', { name: t('answer.yes') }), goOn())
  await on('father.fullName').waitFor({ timeout: patience })
  expect(
    await on('father.isGiven')
      .getByRole('radio', { name: t('answer.yes') })
      .isChecked(),
  ).toBe(true)
  await expect
    .poll(() => on('father.fullName').evaluate((input) => input === document.activeElement))
    .toBe(true)
  expect(await on('father.fullName').getAttribute('aria-invalid')).toBe('true')
})

test('a commune chosen by its former name keeps it, however soon the field is left', async () => {
  const { page } = place
  const former = page.getByText('Trước đây: xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai')
  await openDraftAt(page, place, 'buoc/requester-home')
  const commune = on('requester.residence').getByRole('combobox')
  await commune.fill('ban ho sa pa')
  await on('requester.residence').getByRole('option').first().waitFor()
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  for (const key of ['ArrowDown', 'Enter', 'Tab']) await page.keyboard.press(key)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await former.waitFor({ timeout: patience })
  await seeDraftSaved(page)
  await page.reload()
  await former.waitFor({ timeout: patience })
  await commune.fill('')
})

test('the field of a list is open again when it is tapped, or typed in, right after a choice', async () => {
  const { page } = place
  await openDraftAt(page, place, 'buoc/child-origin')
  const ethnic = on('child.ethnicGroup')
  const options = page.getByRole('option')
  await ethnic.fill('mong')
  await tapAtOnce(options.filter({ hasText: /^Mông$/ }), ethnic)
  await expect.poll(() => options.count()).toBeGreaterThan(10)
  expect(await ethnic.inputValue()).toBe('Mông')
  await ethnic.fill('thai')
  await options.filter({ hasText: /^Thái$/ }).evaluate(
    (option, input) => {
      if (!(option instanceof HTMLElement) || !(input instanceof HTMLInputElement)) return
      option.click()
      input.focus()
      input.setRangeText('da', 0, input.value.length, 'end')
      input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    },
    await ethnic.elementHandle(),
  )
  await options.filter({ hasText: /^Dao$/ }).waitFor({ timeout: patience })
  await ethnic.fill('')
})

test('an answer that is copied from another stands in its field', async () => {
  const residence = { province: '15', commune: '03046', detail: 'Thôn Séo Pờ Hồ' }
  await openDraftAt(place.page, place, 'buoc/requester-home')
  await answerQuestion(place.page, questionOf('requester.residence'), residence, 'vi')
  await seeDraftSaved(place.page)
  const commune = await on('requester.residence').getByRole('combobox').inputValue()
  await openDraftAt(place.page, place, 'buoc/child-home-town')
  await place.page.getByRole('button', { name: residence.detail }).click()
  const homeTown = on('child.homeTown')
  await expect.poll(() => homeTown.getByRole('combobox').inputValue()).toBe(commune)
  expect(await homeTown.getByRole('textbox').inputValue()).toBe(residence.detail)
})

test('of two boxes both stay ticked', async () => {
  const { page } = place
  const form = await loadForm((await loadProcedure(disabilityProcedure))?.form ?? '')
  const step = form?.sections
    .flatMap(({ steps }) => steps)
    .find(({ questions }) => questions.some(({ type }) => type === 'choices'))
  const kinds = step?.questions.find(({ type }) => type === 'choices')
  if (step === undefined || kinds === undefined) throw new Error('the form asks for no kinds')
  await endDraft(page)
  await beginDraft(page, place, disabilityProcedure)
  await page.getByRole('radio').first().check()
  await seeDraftSaved(page)
  await openDraftAt(page, place, `buoc/${step.id}`, disabilityProcedure)
  const boxes = questionOn(page, kinds, 'vi').getByRole('checkbox')
  await tapAtOnce(boxes.nth(0), boxes.nth(1), boxes.nth(3))
  await seeDraftSaved(page)
  await page.reload()
  await boxes.first().waitFor({ timeout: patience })
  const ticked = await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))
  expect(ticked.slice(0, 4)).toEqual([true, true, false, true])
})

test('a picture tapped again when the way to its screen is already taken leads there once', async () => {
  const { page } = place
  await page.goto(place.url)
  const tile = page.getByRole('link', { name: t('home:lifeEvent.birth') })
  // Once before, so that the next screen is on the device and comes at once.
  await tile.click()
  await heading(page, t('home:lifeEvent.birth')).waitFor({ timeout: patience })
  await page.goBack()
  await tile.evaluate(async (element) => {
    if (!(element instanceof HTMLElement)) return
    const address = location.href
    element.click()
    for (let turn = 0; location.href === address && turn < 10_000; turn++) await Promise.resolve()
    element.click()
  })
  await heading(page, t('home:lifeEvent.birth')).waitFor({ timeout: patience })
  await page.goBack()
  await heading(page, t('home:title')).waitFor({ timeout: patience })
})

test('the arrow down leads to what was found for all that is typed, not for its beginning', async () => {
  const { page } = place
  await page.goto(place.url)
  const field = page.getByRole('textbox', { name: t('home:search.label') })
  await field.pressSequentially('k')
  const results = page.getByRole('list', { name: t('home:search.results') })
  await results.getByRole('link').first().waitFor({ timeout: patience })
  await field.evaluate((input) => {
    if (!(input instanceof HTMLInputElement)) return
    // As the browser does it, past what React keeps of the value.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'khai sinh')
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
  })
  const address = await page.evaluate(() => document.activeElement?.getAttribute('href'))
  expect(address).toBe(`/thu-tuc/${birthProcedure}`)
})
