/** The declaration on paper: before filing, to sign it, and at the desk. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recentBirth } from './birth.ts'
import { connectKiosk, fileButton, prepareBirth, readReceipt, seeArrived, switchLanguage } from './citizen.ts'
import { openAction, openDossier, signIn } from './officer.ts'
import { countPages } from './pdf-pages.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

let place: Place
beforeAll(async () => {
  place = await openPlace()
  await connectKiosk(place.page, place.product)
})
afterAll(() => place.close())

/** What stands on the sheet, as on paper; nothing else may be printed. */
async function printed(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('[data-printed="declaration"]')
  await sheet.waitFor({ state: 'visible' })
  expect(await page.getByRole('main').getByRole('button').allTextContents()).toEqual([])
  const text = (await sheet.textContent()) ?? ''
  const pages = countPages(await page.pdf({ preferCSSPageSize: true }))
  expect(pages).toBeGreaterThan(0)
  expect(pages).toBeLessThanOrEqual(2)
  await page.emulateMedia({ media: 'screen' })
  await sheet.waitFor({ state: 'hidden' })
  return text.replaceAll(/\s+/g, ' ')
}

function expectDeclaration(text: string): void {
  expect(text).toContain(t('printed:nation'))
  expect(text).toContain(t('printed:motto'))
  expect(text).toContain('Tờ khai đăng ký khai sinh')
  expect(text).toContain('Kính gửi: ')
  expect(text).toContain(`Họ, chữ đệm, tên:${recentBirth['child.fullName']}`)
  expect(text).toContain(`Họ, chữ đệm, tên người mẹ:${recentBirth['requester.fullName']}`)
  expect(text).toMatch(/Ngày, tháng, năm sinh:ngày \d\d tháng \d\d năm \d{4}/)
  expect(text).toMatch(/Giới tính:.*×Con gái/)
  expect(text).toContain('Dân tộc:Mông')
  expect(text).toContain(t('printed:oath'))
  expect(text).toContain(t('printed:signer'))
}

/** On a slow line the Vietnamese words come after the English ones, which are all that the screen itself needs. */
async function comeLate(page: Page, namespace: string): Promise<void> {
  await page.route(new RegExp(`/assets/${namespace}-[^/]+\\.js$`), async (route) => {
    const response = await route.fetch()
    const body = await response.text()
    if (body.includes(t(`${namespace}:nation`))) await delay(3000)
    await route.fulfill({ response, body })
  })
}

test('the declaration is printed in Vietnamese before filing, and again at the desk', async () => {
  const { page } = place
  await comeLate(page, 'printed')
  await switchLanguage(page, 'en')
  await prepareBirth(page)
  await page.getByRole('button', { name: textsIn('en')('declaration:review.print'), exact: true }).waitFor()
  const before = await printed(page)
  expectDeclaration(before)
  expect(before).toContain(t('printed:notFiled'))

  await (await fileButton(page)).click()
  const { code } = await readReceipt(page)
  await seeArrived(page)
  const desk = await place.kiosk.newPage()
  await signIn(desk, place.product)
  await comeLate(desk, 'printed')
  await desk.route(/\/assets\/forms-[^/]+\.js$/, async (route) => {
    await delay(2000)
    await route.continue()
  })
  await openDossier(desk, code)
  // An officer is quicker than form and words of the paper, and keeps the dialog that they have opened.
  const { dialog } = await openAction(desk, 'check')
  await desk.locator('[data-printed="declaration"]').waitFor({ state: 'attached' })
  await expect.poll(() => dialog.isVisible()).toBe(true)
  await desk.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await desk.getByRole('button', { name: t('desk:dossier.print'), exact: true }).waitFor()
  const after = await printed(desk)
  expectDeclaration(after)
  expect(after).toContain(t('printed:receiptCode', { code }))
})
