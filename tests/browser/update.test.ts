import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seeDraftSaved } from './begun-draft.ts'
import { foundChild } from './birth.ts'
import {
  awaitInstalled,
  beginDeclaration,
  button,
  connectKiosk,
  fileBirth,
  fillDeclaration,
  findProcedure,
  finish,
  heading,
  patience,
} from './citizen.ts'
import { newVersion, siteOnly } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

let place: Place
beforeAll(async () => {
  place = await openPlace({ installs: true, isWhole: true })
  await connectKiosk(place.page, place)
  await awaitInstalled(place.page)
})
afterAll(() => place.close())

describe('a new version of the app', () => {
  test('waits for the end of the session, and neither draft nor queue is touched', async () => {
    const { page } = place
    const waiting = page.getByRole('status').filter({ hasText: t('queue.waiting', { count: 1 }) })
    place.network.set(siteOnly)
    await fileBirth(page, { answers: foundChild })
    await waiting.waitFor({ timeout: patience })
    await finish(page)

    await findProcedure(page, 'khai sinh')
    await beginDeclaration(page)
    await fillDeclaration(page, foundChild, { upTo: 'child-name' })
    const name = page.getByRole('textbox', { name: 'Bé tên là gì?' })

    place.network.set(newVersion('2'))
    // A reload would take this mark with it.
    await page.evaluate(async () => {
      Object.assign(window, { hasNotReloaded: true })
      // The app asks every hour, the browser at every navigation.
      await (await navigator.serviceWorker.ready).update()
    })
    await page.getByText(t('update.ready')).waitFor({ timeout: patience })
    expect(await name.inputValue()).toBe(foundChild['child.fullName'])
    await page.getByText(t('declaration:saving.saved')).waitFor()
    await waiting.waitFor()
    expect(await page.evaluate(() => 'hasNotReloaded' in window)).toBe(true)
    expect(await page.locator('meta[name="version"]').count()).toBe(0)

    await button(page, t('session.end')).click()
    await button(page, t('session.endSure')).click()
    await page.locator('meta[name="version"][content="2"]').waitFor({ state: 'attached', timeout: patience })
    await heading(page, t('home:title')).waitFor()
    await waiting.waitFor({ timeout: patience })
    expect(await page.getByText(t('update.ready')).count()).toBe(0)
  })

  test('does not wait for a person whom a power cut has driven away, and keeps their draft', async () => {
    await place.page.goto(place.url)
    await findProcedure(place.page, 'khai sinh')
    const code = await beginDeclaration(place.page)
    await fillDeclaration(place.page, foundChild, { upTo: 'child-name' })
    await seeDraftSaved(place.page)
    await place.killKiosk()

    await place.restartKiosk()
    const { page: standing } = place
    await standing.addInitScript(noteTakeover)
    await standing.clock.install()
    await standing.goto(place.url)
    await standing.getByRole('link', { name: t('resume.open') }).waitFor({ timeout: patience })
    place.network.set(newVersion('3'))
    await standing.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update()
    })
    await standing.getByText(t('update.ready')).waitFor({ timeout: patience })
    const isAsked = () => standing.evaluate(() => sessionStorage.getItem('isAskedToTakeOver') !== null)
    expect(await isAsked()).toBe(false)
    // The page may have begun to watch for quiet only after the first leap.
    await expect
      .poll(
        async () => {
          await standing.clock.fastForward('06:00')
          return isAsked()
        },
        { timeout: patience },
      )
      .toBe(true)

    // Asked for it, a browser changes workers once the old one is idle, and leaves itself up to five minutes.
    await place.restartKiosk()
    const { page } = place
    await page.goto(place.url)
    await page.locator('meta[name="version"][content="3"]').waitFor({ state: 'attached', timeout: patience })
    const resume = page.getByRole('link', { name: t('resume.open') })
    await resume.click({ timeout: patience })
    await page.getByRole('textbox', { name: t('resume.code') }).fill(code)
    await button(page, t('action.continue')).click()
    await button(page, t('declaration:start.goOn')).click({ timeout: patience })
    const name = page.getByRole('textbox', { name: 'Bé tên là gì?' })
    await name.waitFor({ timeout: patience })
    expect(await name.inputValue()).toBe(foundChild['child.fullName'])
  })
})

function noteTakeover(): void {
  const { postMessage } = ServiceWorker.prototype
  ServiceWorker.prototype.postMessage = function (this: ServiceWorker, ...said: unknown[]) {
    // An idle worker makes way at once, and the page loads anew.
    sessionStorage.setItem('isAskedToTakeOver', '')
    return Reflect.apply(postMessage, this, said)
  }
}
