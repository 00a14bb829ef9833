import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chipCard } from '../domain/person/card-example.ts'
import { beginBirth, openDraftAt, questionOf, seeDraftSaved } from './begun-draft.ts'
import { recentBirth } from './birth.ts'
import { awaitInstalled, button, connectKiosk, fillDeclaration, patience } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { type Product, startProduct } from './product.ts'
import { answerQuestion, questionOn } from './questions.ts'
import { drawCode, scanByHand, writeCodeVideo } from './scanned.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
/** Ten fields of an invented woman; the commune of 2021 is part of today's Bản Hồ. */
const answers = {
  name: 'Lò Thị Pành',
  number: '010190000017',
  birthDate: ['15', '02', '1990'],
  village: 'Thôn Bản Hồ',
}
let product: Product
let kiosk: BrowserContext
let page: Page
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  const data = await temporaryFolder('card-data')
  const profile = await temporaryFolder('card-profile')
  product = await startProduct({ dataFolder: data.path })
  const cameraVideo = join(data.path, 'card.y4m')
  await writeCodeVideo(cameraVideo, chipCard)
  kiosk = await openKiosk(profile.path, { cameraVideo, installs: true })
  cleanUps.push(
    () => kiosk.close(),
    () => product.stop(),
    () => data.remove(),
    () => profile.remove(),
  )
  page = kiosk.pages()[0] ?? (await kiosk.newPage())
  await connectKiosk(page, product)
  await awaitInstalled(page)
  await beginBirth(page, product)
  await fillDeclaration(page, { ...recentBirth, 'requester.relation': 'father' }, { upTo: 'relation' })
  await seeDraftSaved(page)
})

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const field = (question: string): Locator => questionOn(page, questionOf(question), 'vi')
const dialog = () => page.getByRole('dialog')
const confirmation = () => page.getByRole('dialog', { name: t('card:confirm.title') })

/** The step of the mother, with her questions and no answers. */
async function openMother(): Promise<void> {
  await openDraftAt(page, product, 'buoc/mother')
  await answerQuestion(page, questionOf('mother.isGiven'), true, 'vi')
  await field('mother.fullName').fill('')
  await field('mother.idNumber').fill('')
  for (const part of await field('mother.birthDate').getByRole('textbox').all()) await part.fill('')
}

async function fillIn(): Promise<void> {
  await confirmation().waitFor({ timeout: patience })
  await button(page, t('card:confirm.fill')).click()
  await confirmation().waitFor({ state: 'detached' })
}

async function mothersAnswers() {
  const birthDate = await field('mother.birthDate').getByRole('textbox').all()
  return {
    name: await field('mother.fullName').inputValue(),
    number: await field('mother.idNumber').inputValue(),
    birthDate: await Promise.all(birthDate.map((part) => part.inputValue())),
  }
}

const { village: _, ...ofMother } = answers

describe('the camera', () => {
  test('reads a card without a network and fills in the mother once the person agrees', async () => {
    await openMother()
    await kiosk.setOffline(true)
    await button(page, t('declaration:scanCard')).click()
    await confirmation().waitFor({ timeout: patience })
    await expect.poll(() => confirmation().textContent()).toContain('Lò Thị Pành')
    expect(await confirmation().textContent()).toContain('15/02/1990')
    // Nothing is written before the person agrees.
    expect((await mothersAnswers()).name).toBe('')
    expect(await violations(page)).toEqual([])
    for (const size of ['kiosk', 'phone'] as const) {
      await picture(page, 'identity-card-confirmation', size)
      expect(await overflow(page)).toBe(0)
    }
    await page.setViewportSize(sizes.laptop)
    await fillIn()
    expect(await mothersAnswers()).toEqual(ofMother)
    await seeDraftSaved(page)
    await openDraftAt(page, product, 'buoc/mother-origin')
    const residence = field('mother.residence')
    expect(await residence.getByRole('combobox').inputValue()).toBe('Xã Bản Hồ, tỉnh Lào Cai')
    expect(await residence.getByRole('textbox').inputValue()).toBe(answers.village)
    await kiosk.setOffline(false)
  })

  test('is let go when its screen is closed', async () => {
    await openMother()
    await page.evaluate(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await open(wanted)
        Object.assign(globalThis, { lastStream: stream })
        return stream
      }
    })
    await button(page, t('declaration:scanCard')).click()
    await confirmation().waitFor({ timeout: patience })
    await button(page, t('card:confirm.discard')).click()
    const states = await page.evaluate(() => {
      const stream: unknown = Reflect.get(globalThis, 'lastStream')
      return stream instanceof MediaStream ? stream.getTracks().map(({ readyState }) => readyState) : []
    })
    expect(states).toEqual(['ended'])
    expect((await mothersAnswers()).name).toBe('')
  })

  test('has other ways where it is refused, and says what a picture shows', async () => {
    await openMother()
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('refused by this test', 'NotAllowedError'))
    })
    await button(page, t('declaration:scanCard')).click()
    await page.getByText(t('declaration:camera.problem.camera-refused')).waitFor()
    const choose = dialog().locator('input[type="file"]')
    await choose.setInputFiles(await drawCode(page, 'https://dichvucong.gov.vn/'))
    await page.getByText(t('card:problem.card-web-address.title')).waitFor({ timeout: patience })
    for (const size of ['kiosk', 'phone'] as const) await picture(page, 'identity-card-camera', size)
    await page.setViewportSize(sizes.laptop)
    await choose.setInputFiles(await drawCode(page))
    await page.getByText(t('card:problem.no-code.title')).waitFor({ timeout: patience })
    await choose.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await page.getByText(t('card:problem.picture-unreadable.title')).waitFor({ timeout: patience })
    await choose.setInputFiles(await drawCode(page, chipCard))
    await fillIn()
    expect(await mothersAnswers()).toEqual(ofMother)
  })
})

// A scanner is known by its pace; here the keys come as fast as a busy machine hands them on.
describe('a scanner that types', { retry: 1 }, () => {
  test('fills in the mother, whatever has the focus', async () => {
    await openMother()
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    await scanByHand(page, chipCard)
    await fillIn()
    expect(await mothersAnswers()).toEqual(ofMother)
  })

  test('leaves the question that has the focus as it was', async () => {
    await openMother()
    await field('mother.fullName').fill('Lò Thị')
    await field('mother.idNumber').fill('0101')
    const day = field('mother.birthDate').getByRole('textbox').first()
    for (const control of [field('mother.fullName'), field('mother.idNumber'), day]) {
      const before = await mothersAnswers()
      await control.focus()
      await scanByHand(page, chipCard)
      await confirmation().waitFor({ timeout: patience })
      expect(await mothersAnswers()).toEqual(before)
      await button(page, t('card:confirm.discard')).click()
      expect(await mothersAnswers()).toEqual(before)
    }
  })

  test('shows what it would replace, and keeps what the person wants to keep', async () => {
    await openMother()
    await field('mother.fullName').fill('Lò Thị Pàn')
    await scanByHand(page, chipCard)
    const replace = page.getByRole('checkbox', { name: t('card:confirm.replace', { answer: 'Lò Thị Pàn' }) })
    await replace.uncheck()
    await picture(page, 'identity-card-replaces', 'phone')
    await page.setViewportSize(sizes.laptop)
    await fillIn()
    expect(await mothersAnswers()).toEqual({ ...ofMother, name: 'Lò Thị Pàn' })
  })

  test('also comes through the keyboard of the test, in a field that has the focus', async () => {
    await openMother()
    await field('mother.fullName').focus()
    await page.keyboard.type(chipCard, { delay: 0 })
    await page.keyboard.press('Enter')
    await fillIn()
    expect(await mothersAnswers()).toEqual(ofMother)
  })

  test('is told when it scans a web address, and nothing changes', async () => {
    await openMother()
    await field('mother.fullName').fill('Lò Thị')
    await field('mother.fullName').focus()
    await scanByHand(page, 'https://dichvucong.gov.vn/p/home')
    await page.getByText(t('card:problem.card-web-address.title')).waitFor()
    await picture(page, 'identity-card-refused', 'phone')
    await page.setViewportSize(sizes.laptop)
    await dialog()
      .getByRole('button', { name: t('action.close'), exact: true })
      .click()
    expect((await mothersAnswers()).name).toBe('Lò Thị')
  })

  test('is told at a step that asks nothing of a card', async () => {
    await openDraftAt(page, product, 'buoc/child-birth-date')
    await scanByHand(page, chipCard)
    await page.getByText(t('card:problem.card-not-asked.title')).waitFor()
  })

  test('is never mistaken for a fast typist', async () => {
    await openMother()
    await field('mother.fullName').focus()
    await page.keyboard.type('Giang Thi Mai', { delay: 5 })
    await field('mother.idNumber').focus()
    await page.keyboard.type('012 175 000 029', { delay: 5 })
    await page.keyboard.press('Tab')
    expect(await mothersAnswers()).toMatchObject({ name: 'Giang Thi Mai', number: '012175000029' })
    expect(await dialog().count()).toBe(0)
  })
})
