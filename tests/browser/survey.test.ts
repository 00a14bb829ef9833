import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { slipAddress } from '../../src/app/citizen/survey/slip-address.ts'
import { awaitInstalled, button, connectKiosk, finish, heading, patience, switchLanguage } from './citizen.ts'
import { addFiledDossier } from './filed-dossier.ts'
import { storedAnswers, storedDossiers } from './gateway-store.ts'
import { press } from './keyboard.ts'
import { openMachines, sizes } from './kiosk.ts'
import { everyLook, overflow, picture, setTextSize, violations } from './look.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const [best, good, worst] = [5, 4, 1].map((face) => t(`survey:face.${face}`)) as [string, string, string]
const everyFace = [5, 4, 3, 2, 1].map((face) => t(`survey:face.${face}`))
let place: Place

beforeAll(async () => {
  place = await openPlace({ installs: true })
  await connectKiosk(place.page, place)
  await awaitInstalled(place.page)
})
afterAll(() => place.close())

/** The question on the screen, with the faces under it, as assistive technology reads them. */
function question(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true }).getByRole('list', { name, exact: true })
}

async function choose(page: Page, asked: string, face: string): Promise<void> {
  await question(page, asked).getByRole('button', { name: face, exact: true }).click({ timeout: patience })
}

async function seeThanks(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: t('survey:thanks.title') })
    .waitFor({ timeout: patience })
}

async function look(page: Page, name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  for (const size of ['kiosk', 'phone'] as const) {
    await picture(page, name, size)
    expect.soft(await overflow(page), `${name} ${size}`).toBe(0)
  }
  await switchLanguage(page, 'en')
  await setTextSize(page, 'largest')
  await picture(page, `${name}-en-largest`, 'phone')
  expect.soft(await overflow(page), `${name} in English`).toBe(0)
  await setTextSize(page, 'normal')
  await switchLanguage(page, 'vi')
  await page.setViewportSize(sizes.laptop)
}

async function openReceipt(page: Page, code: string): Promise<void> {
  await page.goto(`${place.url}ho-so`)
  await page.getByText(code).click({ timeout: patience })
  await heading(page, t('receipt:title')).waitFor({ timeout: patience })
}

test('who has filed without network answers on the receipt in four taps, and the answer arrives alone', async () => {
  const { page, kiosk, dataFolder } = place
  await kiosk.setOffline(true)
  const code = await addFiledDossier(page, 'Sùng Thị Chở')
  await openReceipt(page, code)
  const first = t('survey:overall.filing')
  await question(page, first).waitFor({ timeout: patience })
  expect(await question(page, first).getByRole('button').allInnerTexts()).toEqual(everyFace)
  await look(page, 'survey-receipt')
  await choose(page, first, best)
  // The next question has the focus, so that it is read out.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe(t('survey:aspect.access'))
  await choose(page, t('survey:aspect.access'), good)
  await button(page, t('survey:action.back')).click()
  await choose(page, t('survey:aspect.access'), best)
  await choose(page, t('survey:aspect.procedure'), worst)
  await choose(page, t('survey:aspect.staff'), good)
  await seeThanks(page)
  expect(await violations(page)).toEqual([])
  // Asked once.
  await page.reload()
  await heading(page, t('receipt:title')).waitFor({ timeout: patience })
  expect(await question(page, first).count()).toBe(0)
  await kiosk.setOffline(false)
  await expect
    .poll(() => storedAnswers(dataFolder), { timeout: patience })
    .toEqual(['filing access 5: 1', 'filing overall 5: 1', 'filing procedure 1: 1', 'filing staff 4: 1'])
  expect(storedDossiers(dataFolder)).toHaveLength(1)
})

test('one tap is an answer, also of somebody who then ends the visit', async () => {
  const { page, dataFolder } = place
  const code = await addFiledDossier(page, 'Tẩn Láo Lở')
  await openReceipt(page, code)
  await choose(page, t('survey:overall.filing'), good)
  await finish(page)
  await expect.poll(() => storedAnswers(dataFolder), { timeout: patience }).toContain('filing overall 4: 1')
})

test("a counter's tablet asks one after the other, in six taps or by keyboard, and begins anew by itself", async () => {
  const { page, dataFolder } = place
  await page.goto(`${place.url}hai-long`)
  const first = t('survey:overall.visit')
  await question(page, first).waitFor({ timeout: patience })
  await look(page, 'survey-counter')
  await everyLook(page, 'survey-counter', ['kiosk'])
  await page.setViewportSize(sizes.laptop)
  const aspects = ['access', 'procedure', 'staff', 'result', 'complaints'] as const
  const asked = [first, ...aspects.map((aspect) => t(`survey:aspect.${aspect}`))]
  expect(asked).toHaveLength(6)
  for (const [index, name] of asked.entries()) {
    await choose(page, name, best)
    if (index === 0) expect.soft(await violations(page)).toEqual([])
  }
  await seeThanks(page)
  await question(page, first).waitFor({ timeout: patience })
  await press(page, button(page, good))
  await press(page, button(page, t('survey:action.skip')))
  await press(page, button(page, t('survey:action.send')))
  await seeThanks(page)
  await expect
    .poll(() => storedAnswers(dataFolder).filter((sum) => sum.startsWith('visit')), { timeout: patience })
    .toEqual(
      [...aspects, 'overall']
        .sort()
        .flatMap((name) =>
          name === 'overall' ? ['visit overall 4: 1', 'visit overall 5: 1'] : [`visit ${name} 5: 1`],
        ),
    )
})

test('the code on a slip opens the questions on anybody’s phone, which is told nothing and tells nothing else', async () => {
  const { dataFolder, product } = place
  const [dossier] = storedDossiers(dataFolder)
  const receiptCode = dossier?.receiptCode ?? ''
  const machines = await openMachines()
  const phone = await machines.newMachine()
  await phone.setViewportSize(sizes.phone)
  const requested: string[] = []
  phone.on('request', (request) => requested.push(request.url()))
  await phone.goto(slipAddress(product.url, { receiptCode, step: 'return', procedure: '1.001193' }))
  await question(phone, t('survey:overall.return')).waitFor({ timeout: patience })
  expect(phone.url()).toBe(`${product.url}hai-long`)
  await picture(phone, 'survey-slip', 'phone')
  expect(await overflow(phone)).toBe(0)
  await choose(phone, t('survey:overall.return'), best)
  await button(phone, t('survey:action.send')).click()
  await seeThanks(phone)
  expect(requested.filter((url) => url.includes(receiptCode))).toEqual([])
  expect(storedAnswers(dataFolder)).toContain('return overall 5: 1')
  await phone.goto('about:blank')
  await phone.goto(`${product.url}hai-long`)
  await heading(phone, t('survey:noSlip.title')).waitFor({ timeout: patience })
  expect(await violations(phone)).toEqual([])
  await machines.close()
})
