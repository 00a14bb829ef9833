import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCommunes, loadEthnicGroups, loadProvinces } from '../../src/catalogue/lists.ts'
import { questionOf } from './begun-draft.ts'
import { birthForm, birthPapers, foundChild, recentBirth } from './birth.ts'
import {
  addPhoto,
  beginDeclaration,
  button,
  connectKiosk,
  consent,
  fileButton,
  fillDeclaration,
  findProcedure,
  finish,
  goOn,
  heading,
  patience,
  readReceipt,
  seeArrived,
  seeStep,
  stepsFor,
  switchLanguage,
  twoPhotos,
} from './citizen.ts'
import { unmarkedVietnamese } from './foreign-text.ts'
import { answerByKeyboard, press, tabTo, tick } from './keyboard.ts'
import { sizes } from './kiosk.ts'
import { declared, openDossier, receiveDossier, signIn } from './officer.ts'
import { openPlace, type Place } from './place.ts'
import { questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

let place: Place
/** The officer's own tab. */
let desk: Page

beforeAll(async () => {
  place = await openPlace({ viewport: sizes.kiosk })
  // As a newcomer does: the printed link, and one tap.
  await connectKiosk(place.page, place.product)
  desk = await place.kiosk.newPage()
  await signIn(desk, place.product)
  await place.page.bringToFront()
})
afterAll(() => place.close())

const formerLine = 'Trước đây: xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai'
const formerPlace = 'xã Bản Hồ, tỉnh Lào Cai (trước đây: xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai)'

/** 0 while a picture has not been drawn, or cannot be. */
function pixelsAcross(image: Element): number {
  return image instanceof HTMLImageElement ? image.naturalWidth : 0
}

/** Looks a dossier up as its citizen would, from home. */
async function track(page: Page, code: string, lastFour: string): Promise<void> {
  await page.getByRole('textbox', { name: /biên nhận|receipt code/i }).fill(code)
  await page.getByRole('textbox', { name: /4 số cuối|last 4 digits/i }).fill(lastFour)
}

describe('a family registers the birth of a child', () => {
  test('from a search in plain words to the official number, without a reload', async () => {
    const { page } = place
    const t = textsIn('vi')
    await findProcedure(page, 'lam khai sinh cho con')
    await heading(page, 'Làm giấy khai sinh cho con').waitFor()
    const resumeCode = await beginDeclaration(page)
    expect(resumeCode).toMatch(/^\d{6}$/)
    await fillDeclaration(page, recentBirth)

    await heading(page, t('declaration:papers.title')).waitFor()
    const papers = await birthPapers()
    for (const [index, photo] of (await twoPhotos(page)).entries()) {
      const paper = papers[index]
      if (paper !== undefined) await addPhoto(page, paper, photo)
    }
    await goOn(page)

    await heading(page, t('declaration:review.title')).waitFor()
    await button(page, 'Sửa: Bé tên là gì?').click()
    const name = page.getByRole('textbox', { name: 'Bé tên là gì?' })
    await expect.poll(() => name.inputValue()).toBe(recentBirth['child.fullName'])
    await name.fill('Giàng Thị Say')
    await button(page, t('declaration:backToReview')).click()
    await heading(page, t('declaration:review.title')).waitFor()
    await page.getByRole('definition').filter({ hasText: 'Giàng Thị Say' }).waitFor()

    // People know their commune by the names of before July 2025.
    const residence = questionOf('requester.residence')
    await button(page, `Sửa: ${residence.label.vi}`).click()
    const asked = questionOn(page, residence, 'vi')
    await asked.getByRole('combobox').fill('ban ho sa pa')
    const found = asked.getByRole('option', { name: 'Xã Bản Hồ, tỉnh Lào Cai', exact: true })
    await found.filter({ hasText: formerLine }).waitFor()
    await found.click()
    await asked.getByText(formerLine).waitFor()
    await button(page, t('declaration:backToReview')).click()
    await heading(page, t('declaration:review.title')).waitFor()
    await page.getByRole('definition').filter({ hasText: formerPlace }).first().waitFor()

    await consent(page)
    await button(page, 'Nộp hồ sơ').click()
    const receipt = await readReceipt(page)
    expect(receipt.code).toMatch(/^[2-9ADEGHKMNPRTUWXY]{5}-[2-9ADEGHKMNPRTUWXY]{5}$/)
    await page
      .getByRole('img', { name: t('receipt:qrLabel') })
      .first()
      .waitFor()
    await seeArrived(page)
    expect(await page.getByRole('status').allTextContents()).toContainEqual(
      expect.stringContaining('Đã đến một cửa lúc'),
    )

    // A reload would take this mark with it.
    await page.evaluate(() => Object.assign(window, { hasNotReloaded: true }))
    await desk.bringToFront()
    await openDossier(desk, receipt.code)
    await declared(desk, 'Họ, chữ đệm, tên').filter({ hasText: 'Giàng Thị Say' }).waitFor()
    await declared(desk, 'Nơi cư trú').filter({ hasText: formerPlace }).first().waitFor()
    await declared(desk, 'Họ, chữ đệm, tên người cha').filter({ hasText: 'Giàng A Páo' }).waitFor()
    for (const paper of papers.slice(0, 2)) {
      const picture = desk.getByRole('button', { name: `Mở lớn: ${paper.name.vi}` }).locator('img')
      await picture.waitFor({ timeout: patience })
      await expect.poll(() => picture.evaluate(pixelsAcross)).toBeGreaterThan(0)
    }
    const { officialNumber, dueAt } = await receiveDossier(desk)
    expect(officialNumber).toMatch(/^H38\.20-\d{6}-\d{4}$/)

    await page.bringToFront()
    const [dueDay = '', dueTime = ''] = dueAt.split(' ')
    // The kiosk asks for the desk's decisions every half minute.
    const status = page.getByRole('status').filter({ hasText: officialNumber })
    await status.waitFor({ timeout: 45_000 })
    expect(await status.textContent()).toContain(t('receipt:due', { time: dueTime, day: dueDay }))
    expect(await page.evaluate(() => 'hasNotReloaded' in window)).toBe(true)

    await finish(page)
    await page.getByRole('link', { name: t('home:links.tracking') }).click()
    await heading(page, t('tracking:title')).waitFor()
    await track(page, receipt.code.toLowerCase(), '0017')
    await button(page, t('tracking:submit')).click()
    await page.getByRole('heading', { level: 2, name: t('receipt:state.2') }).waitFor({ timeout: patience })
    await page.getByText(officialNumber).waitFor()
  })

  test('in English on every screen of the way', async () => {
    const { page } = place
    const t = textsIn('en')
    const communes = await loadCommunes()
    const names = [
      ...Object.values(recentBirth).flatMap((answer) =>
        typeof answer === 'string'
          ? [answer]
          : typeof answer === 'object' && 'detail' in answer
            ? [answer.detail]
            : [],
      ),
      ...communes.map(({ name }) => name),
      ...(await loadProvinces()).map(({ name }) => name),
      ...(await loadEthnicGroups()).map(({ name }) => name.en),
      'đồng',
      // What stands on the cards themselves, beside its English name.
      '(căn cước)',
      '(căn cước công dân)',
    ].filter((name) => name.length > 1)
    const seen: string[] = []
    const expectEnglish = async (on: Page) => {
      const title = await on.getByRole('heading', { level: 1 }).textContent()
      seen.push(title ?? '')
      expect(await on.locator('html').getAttribute('lang')).toBe('en')
      expect(await unmarkedVietnamese(on, names), `on the screen “${title}”`).toEqual([])
    }

    await page.goto(place.product.url)
    await switchLanguage(page, 'en')
    await heading(page, t('home:title')).waitFor()
    await expectEnglish(page)
    await page.getByRole('textbox', { name: t('home:search.label') }).fill('birth certificate')
    await page.getByRole('list', { name: t('home:search.results') }).waitFor()
    await expectEnglish(page)
    await findProcedure(page, 'birth certificate')
    await heading(page, 'Get a birth certificate for your child').waitFor()
    await expectEnglish(page)
    await beginDeclaration(page)
    for (const step of stepsFor(birthForm, recentBirth)) {
      await seeStep(page, step)
      await expectEnglish(page)
      await fillDeclaration(page, recentBirth, { from: step.id, upTo: step.id })
      await goOn(page)
    }
    await heading(page, t('declaration:papers.title')).waitFor()
    await expectEnglish(page)
    await goOn(page)
    await consent(page)
    await expectEnglish(page)
    await (await fileButton(page)).click()
    const receipt = await readReceipt(page)
    await seeArrived(page)
    await expectEnglish(page)

    await switchLanguage(desk, 'en')
    await desk.goto(`${place.product.url}can-bo`)
    await desk.getByRole('link', { name: receipt.code }).waitFor({ timeout: patience })
    await expectEnglish(desk)
    await openDossier(desk, receipt.code)
    await desk.getByRole('term').filter({ hasText: 'Requester' }).first().waitFor()
    await expectEnglish(desk)

    await page.goto(`${place.product.url}tra-cuu`)
    await track(page, receipt.code, '0017')
    await button(page, t('tracking:submit')).click()
    await page.getByRole('heading', { level: 2, name: t('tracking:waiting') }).waitFor({ timeout: patience })
    await expectEnglish(page)
    await page.goto(`${place.product.url}ho-so`)
    await page.getByText(receipt.code).waitFor()
    await expectEnglish(page)
    expect(new Set(seen).size).toBeGreaterThan(20)
  })

  test('with the keyboard alone', async () => {
    const { page } = place
    const t = textsIn('vi')
    await page.goto(place.product.url)
    await switchLanguage(page, 'vi')
    await heading(page, t('home:title')).waitFor()
    await tabTo(page, page.getByRole('textbox', { name: t('home:search.label') }))
    await page.keyboard.type('khai sinh')
    const results = page.getByRole('list', { name: t('home:search.results') })
    await results.getByRole('link').first().waitFor({ timeout: patience })
    // Down into the results, and on to the first of them.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await press(page, page.getByRole('link', { name: t('guide:start') }))
    await press(page, button(page, t('declaration:start.begin')))
    await press(page, button(page, t('declaration:resumeCode.goOn')))
    for (const step of stepsFor(birthForm, foundChild)) {
      await seeStep(page, step)
      for (const question of step.questions) {
        const answer = foundChild[question.id]
        if (answer !== undefined) await answerByKeyboard(page, question, answer, 'vi')
      }
      await press(page, button(page, t('action.continue')))
    }

    await heading(page, t('declaration:papers.title')).waitFor()
    const [photo] = await twoPhotos(page)
    const [paper] = await birthPapers()
    if (photo === undefined || paper === undefined) throw new Error('nothing to photograph')
    const chooser = page.waitForEvent('filechooser')
    await press(page, button(page, t('declaration:papers.chooseFile')).first())
    await (await chooser).setFiles(photo)
    await page
      .getByRole('img', { name: t('declaration:papers.page', { paper: paper.name.vi, number: 1 }) })
      .waitFor()
    await press(page, button(page, t('action.continue')))

    await heading(page, t('declaration:review.title')).waitFor()
    await tick(page, page.getByRole('checkbox', { name: t('declaration:consent.data') }))
    await tick(page, page.getByRole('checkbox', { name: t('declaration:consent.truth') }))
    await press(page, await fileButton(page))
    await readReceipt(page)
    await seeArrived(page)
    await press(page, button(page, t('receipt:done')))
    await heading(page, t('home:title')).waitFor()
  })
})
