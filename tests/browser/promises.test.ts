import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { beginBirth, questionOf, stepOf } from './begun-draft.ts'
import { foundChild } from './birth.ts'
import {
  awaitInstalled,
  button,
  connectKiosk,
  consent,
  fileBirth,
  fileButton,
  fillStep,
  finish,
  goOn,
  heading,
  patience,
  prepareBirth,
  type ReceiptOnScreen,
  readReceipt,
  seeArrived,
  seeSavedHere,
} from './citizen.ts'
import { countEnvelopes, storedDossiers } from './gateway-store.ts'
import {
  clear,
  cut,
  isDelivery,
  loginPage,
  loginRedirect,
  losingFirstAnswer,
  otherService,
  siteOnly,
  type Weather,
} from './network.ts'
import { openPlace, type Place } from './place.ts'
import { questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

let place: Place
/** At the start of the test at hand. */
let before: { readonly envelopes: number; readonly dossiers: number }

beforeAll(async () => {
  place = await openPlace({ installs: true })
  await connectKiosk(place.page, place)
  await awaitInstalled(place.page)
})
afterAll(() => place.close())

beforeEach(async () => {
  place.network.set(clear)
  await place.page.goto(place.url)
  before = {
    envelopes: countEnvelopes(place.dataFolder),
    dossiers: storedDossiers(place.dataFolder).length,
  }
})

/** Taps "file", and once more when the screen says that the other tab was in the way. */
async function fileAgainIfTold(page: Page): Promise<ReceiptOnScreen> {
  const file = await fileButton(page)
  await file.click()
  const refusal = page.getByRole('alert').filter({ hasText: t('declaration:review.failed') })
  await heading(page, t('receipt:title')).or(refusal).waitFor({ timeout: patience })
  if (await refusal.isVisible()) await file.click()
  return readReceipt(page)
}

/** Receipt codes of the dossiers that this test has brought to the gateway. */
function arrivedCodes(): readonly string[] {
  const dossiers = storedDossiers(place.dataFolder).slice(before.dossiers)
  return dossiers.map(({ receiptCode }) => receiptCode)
}

/** Also nothing that was taken in but became no dossier. */
async function expectArrived(codes: readonly string[]): Promise<void> {
  // Acknowledged when stored; opened a moment later.
  await expect.poll(() => [...arrivedCodes()].sort(), { timeout: patience }).toEqual([...codes].sort())
  expect(countEnvelopes(place.dataFolder) - before.envelopes).toBe(codes.length)
}

async function seeQueueEmpty(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: t('queue.none') })
    .waitFor({ timeout: patience })
}

describe('filed once is filed once', () => {
  test('when the button is tapped twice', async () => {
    const { page } = place
    await prepareBirth(page, { answers: foundChild })
    await (await fileButton(page)).dblclick()
    const { code } = await readReceipt(page)
    await seeArrived(page)
    await seeQueueEmpty(page)
    await expectArrived([code])
    await finish(page)
  })

  test('when the same draft is filed from two tabs at the same moment', async () => {
    const { page } = place
    const sixDigits = await prepareBirth(page, { answers: foundChild })
    const other = await place.kiosk.newPage()
    onTestFinished(() => other.close())
    await other.goto(place.url)
    await other.getByRole('link', { name: t('resume.open') }).click({ timeout: patience })
    await other.getByRole('textbox', { name: t('resume.code') }).fill(sixDigits)
    await button(other, t('action.continue')).click()
    await button(other, t('declaration:start.goOn')).click({ timeout: patience })
    await consent(other)

    const [first, second] = await Promise.all([fileAgainIfTold(page), fileAgainIfTold(other)])
    expect(second).toEqual(first)
    await seeArrived(page)
    await seeArrived(other)
    await seeQueueEmpty(page)
    await expectArrived([first.code])
    await finish(page)
  })

  test('when the gateway has stored it and its answer is lost', async () => {
    const { page } = place
    const { weather, answered } = losingFirstAnswer(isDelivery, 'connection-breaks')
    place.network.set(weather)
    const { code } = await fileBirth(page, { answers: foundChild })
    await answered
    // It answers when the envelope is on disk, and opens it then.
    await expect.poll(arrivedCodes).toEqual([code])
    await seeArrived(page, 60_000)
    await seeQueueEmpty(page)
    await expectArrived([code])
    await finish(page)
  })

  test('and twice is twice: the same person files for another child', async () => {
    const { page } = place
    place.network.set(siteOnly)
    const first = await fileBirth(page, { answers: foundChild })
    await finish(page)
    const second = await fileBirth(page, { answers: { ...foundChild, 'child.fullName': 'Hồ Thị Mơ' } })
    await seeSavedHere(page)
    await place.reconnect()
    await seeArrived(page, 60_000)
    await seeQueueEmpty(page)
    await expectArrived([first.code, second.code])
    expect(
      storedDossiers(place.dataFolder)
        .slice(-2)
        .map(({ subject }) => subject),
    ).toEqual(['Hồ Văn Sáng', 'Hồ Thị Mơ'])
    await finish(page)
  })
})

describe('an answer that was typed', () => {
  test('is kept although the page is loaded anew a tenth of a second later', async () => {
    const { page } = place
    await beginBirth(page, place)
    await fillStep(page, stepOf('relation'), foundChild)
    await goOn(page)
    const name = questionOn(page, questionOf('requester.fullName'), 'vi')
    for (const typed of ['Giàng A Páo', 'Lò Thị Pành', 'Vừ Mí Nô']) {
      await page.evaluate(() => {
        document.addEventListener('input', () => setTimeout(() => location.reload(), 100), { once: true })
      })
      const loaded = page.waitForEvent('load')
      await name.fill(typed)
      await loaded
      await name.waitFor({ timeout: patience })
      expect(await name.inputValue()).toBe(typed)
    }
    await button(page, t('session.end')).click()
    await button(page, t('session.endSure')).click()
    await heading(page, t('home:title')).waitFor({ timeout: patience })
  })

  test('is lost by a reload in the middle of typing only as far as the last letters', async () => {
    const { page } = place
    await beginBirth(page, place)
    await fillStep(page, stepOf('relation'), foundChild)
    await goOn(page)
    const name = questionOn(page, questionOf('requester.fullName'), 'vi')
    const lost: { letters: number; ms: number }[] = []
    for (let round = 0; round < 12; round++) {
      const field = await name.elementHandle()
      if (field === null) throw new Error('the field is on the screen')
      const loaded = page.waitForEvent('load')
      // Faster than any person: a letter each 15 ms, and a reload at any moment between two.
      await page.evaluate(
        ({ input, reloadAfterMs }) => {
          const times: number[] = []
          const typing = setInterval(() => {
            times.push(performance.now())
            ;(input as HTMLInputElement).value = `L${'o'.repeat(times.length)}`
            input.dispatchEvent(new InputEvent('input', { bubbles: true }))
          }, 15)
          setTimeout(() => {
            clearInterval(typing)
            sessionStorage.setItem('typed', JSON.stringify([performance.now(), times]))
            location.reload()
          }, reloadAfterMs)
        },
        { input: field, reloadAfterMs: 300 + round * 7 },
      )
      await loaded
      await name.waitFor({ timeout: patience })
      const [end = 0, times = []] = await page.evaluate((): [number, number[]] =>
        JSON.parse(sessionStorage.getItem('typed') ?? '[0,[]]'),
      )
      const kept = (await name.inputValue()).length - 1
      lost.push({ letters: times.length - kept, ms: Math.round(end - (times[kept] ?? end)) })
    }
    const worst = Math.max(...lost.map(({ ms }) => ms))
    console.log(`typing cut off by a reload: ${JSON.stringify(lost)}; worst ${worst} ms`)
    // An answer is saved within 300 ms.
    expect(worst).toBeLessThan(300)
    await button(page, t('session.end')).click()
    await button(page, t('session.endSure')).click()
    await heading(page, t('home:title')).waitFor({ timeout: patience })
  })
})

describe('whatever answers in the place of the gateway', () => {
  // Each says something else than the one before, so that what the state line says is never the last one's.
  const impostors: readonly (readonly [string, Weather, string])[] = [
    ['a login page', loginPage, 'Wi-Fi này cần đăng nhập'],
    ['another service', otherService, 'Địa chỉ máy chủ chưa đúng'],
    ['a redirect to a login page', loginRedirect, 'Wi-Fi này cần đăng nhập'],
  ]

  test('is named on the screen, takes nothing out of the queue and gets into no cache', async () => {
    const { page } = place
    place.network.set(cut)
    const { code } = await fileBirth(page, { answers: foundChild })
    await seeSavedHere(page)

    for (const [name, weather, said] of impostors) {
      place.network.set(weather)
      // Opened anew: the browser asks for the app's own files too, and gets the impostor's.
      await page.goto(`${place.url}ho-so`)
      await heading(page, t('queue:title')).waitFor({ timeout: patience })
      const stateLine = page.getByRole('status').filter({ hasText: said })
      await stateLine.filter({ hasText: t('queue.waiting', { count: 1 }) }).waitFor({ timeout: patience })
      expect(await cachedTexts(page, 'Đăng nhập Wi-Fi'), name).toEqual([])
    }
    await expectArrived([])

    await place.reconnect()
    await seeQueueEmpty(page)
    await expectArrived([code])
  })

  /** Addresses in the service worker's caches whose content has these words. */
  function cachedTexts(page: Page, words: string): Promise<readonly string[]> {
    return page.evaluate(async (wanted) => {
      const found: string[] = []
      let looked = 0
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const text = (await (await cache.match(request))?.text()) ?? ''
          looked++
          if (text.includes(wanted)) found.push(request.url)
        }
      }
      if (looked === 0) throw new Error('the service worker has cached nothing at all')
      return found
    }, words)
  }
})
