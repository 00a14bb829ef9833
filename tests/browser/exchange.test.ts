/** A leader sees what the national portal refused, and sends it again; the codes show the next number as they change. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { sessionInput } from '../gateway/exchange/exchange-settings.ts'
import { type Portal, standInPortal } from '../gateway/exchange/stand-in-portal.ts'
import { signIn as signInByApi } from '../gateway/test-desk.ts'
import { enrolDevice } from '../gateway/test-device.ts'
import { button, heading, patience } from './citizen.ts'
import { openKiosk, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { goTo, signIn } from './officer.ts'
import { type Product, startProduct } from './product.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let portal: Portal
let product: Product
let page: Page
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  portal = await standInPortal()
  cleanUps.push(() => portal.close())
  const data = await temporaryFolder('exchange-data')
  cleanUps.push(() => data.remove())
  const file = join(data.path, 'exchange.json')
  await writeFile(file, JSON.stringify({ ...sessionInput(portal.url), refusals: 1 }))
  product = await startProduct({ dataFolder: data.path, env: { MOTCUA_EXCHANGE: file } })
  cleanUps.push(() => product.stop())
  const profile = await temporaryFolder('exchange-profile')
  const browser: BrowserContext = await openKiosk(profile.path)
  cleanUps.push(
    () => profile.remove(),
    () => browser.close(),
  )
  page = browser.pages()[0] ?? (await browser.newPage())
})
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

/** Filed at a kiosk and accepted at the desk, by its messages. */
async function acceptDossier(): Promise<void> {
  const code = /ma=(.+)$/.exec(product.enrolmentLink)?.[1] ?? ''
  const device = await enrolDevice(product.url, code)
  await device.deliver(await device.envelope(birthSubmission()))
  const desk = await signInByApi(product.url, product.administrator?.password ?? '')
  await expect
    .poll(async () => (await desk.dossiers('?view=new')).dossiers.length, { timeout: patience })
    .toBe(1)
  const [dossier] = (await desk.dossiers('?view=new')).dossiers
  expect((await desk.receive(dossier?.id ?? '', 1)).ok).toBe(true)
}

test('what the portal refused is seen with its answer and goes when it is sent again', async () => {
  await signIn(page, product)
  await goTo(page, 'exchange')
  await heading(page, t('exchange:title')).waitFor({ timeout: patience })
  await page.getByText(t('exchange:way.off')).waitFor()
  await button(page, t('exchange:switch.turnOn')).click()
  await page.getByText(t('exchange:switch.on')).waitFor()

  await page.getByRole('radio', { name: t('exchange:codes.form.yyyymmdd') }).check()
  await page.getByText(/^H38\.20-\d{8}-0001$/).waitFor()
  await page.getByRole('textbox', { name: t('exchange:codes.senderCode') }).fill('000.00.20.H38')
  await button(page, t('exchange:codes.save')).click()
  await page.getByText(t('exchange:codes.done')).waitFor()

  portal.misbehave(({ service }) =>
    service === 'DongBoHoSoMC' ? { kind: 'error', code: '-1', message: 'Mã đơn vị không đúng' } : null,
  )
  await acceptDossier()
  await page.reload()
  await page
    .getByRole('heading', { name: t('exchange:refused.title'), level: 2 })
    .waitFor({ timeout: patience })
  await page.getByText('Mã đơn vị không đúng').waitFor()
  expect.soft(await violations(page)).toEqual([])
  await picture(page, 'desk-exchange', 'laptop')
  await picture(page, 'desk-exchange', 'phone')
  expect.soft(await overflow(page), 'wider than the phone').toBe(0)

  portal.misbehave(() => null)
  await page.getByRole('button', { name: new RegExp(`^${t('exchange:again.button')}`) }).click()
  await page.getByText(t('exchange:again.done')).waitFor()
  await expect
    .poll(() => [...portal.dossiers.keys()], { timeout: patience })
    .toEqual([expect.stringMatching(/^H38\.20-\d{8}-0001$/)])
  await page.reload()
  await heading(page, t('exchange:title')).waitFor({ timeout: patience })
  await expect
    .poll(() => page.getByRole('heading', { name: t('exchange:refused.title'), level: 2 }).count(), {
      timeout: patience,
    })
    .toBe(0)
})
