/** What the gateway shows of itself without the app: the public pages and the API's description; and webhooks at the desk. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { button, heading, patience } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { goTo, signIn } from './officer.ts'
import { type Product, startProduct } from './product.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let product: Product
let page: Page
const refusals: string[] = []
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  const data = await temporaryFolder('public-data')
  product = await startProduct({ dataFolder: data.path, base: '/mot-cua/' })
  const profile = await temporaryFolder('public-profile')
  const browser: BrowserContext = await openKiosk(profile.path)
  cleanUps.push(
    () => data.remove(),
    () => product.stop(),
    () => profile.remove(),
    () => browser.close(),
  )
  page = browser.pages()[0] ?? (await browser.newPage())
  // Among them whatever the content policy refused.
  page.on('console', (message) => {
    if (message.type() === 'error') refusals.push(message.text())
  })
})
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

test('from the list one finds a procedure; its page reads well on a telephone, and nothing is refused', async () => {
  await page.goto(`${product.url}cong-khai`)
  await page.getByRole('link', { name: 'Phường Lào Cai' }).click()
  await heading(page, t('public:list.title', { unit: 'Phường Lào Cai' })).waitFor()
  expect.soft(await violations(page)).toEqual([])
  await page.getByRole('searchbox', { name: t('public:list.search') }).fill('lam giay khai sinh')
  await button(page, t('public:list.find')).click()
  await page.getByRole('link', { name: 'Làm giấy khai sinh cho con' }).click()
  await heading(page, 'Làm giấy khai sinh cho con').waitFor()
  expect.soft(await violations(page)).toEqual([])
  await picture(page, 'public-procedure', 'phone')
  expect.soft(await overflow(page), 'wider than the phone').toBe(0)
  await page.getByRole('link', { name: 'English' }).click()
  await heading(page, 'Get a birth certificate for your child').waitFor()
  expect.soft(await violations(page)).toEqual([])
  expect(refusals).toEqual([])
})

test('the description of the API opens without anything from elsewhere', async () => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(product.url) && !request.url().startsWith('data:'))
      elsewhere.push(request.url())
  })
  await page.goto(`${product.url}api/v1/docs`)
  await page.getByText('/api/v1/public/units/{unit}/procedures/{code}').first().waitFor({ timeout: patience })
  expect(elsewhere).toEqual([])
  expect(refusals).toEqual([])
})

test('the description of the API is read and tried by keyboard, on a telephone too', async () => {
  await page.goto(`${product.url}api/v1/docs`)
  const operation = page.getByRole('button', { name: /GET.*\/api\/v1\/public\/units(?!\/)/ })
  await operation.waitFor({ timeout: patience })
  expect.soft(await violations(page)).toEqual([])
  await picture(page, 'api-docs', 'phone')
  expect.soft(await overflow(page), 'wider than the phone').toBe(0)
  await page.setViewportSize(sizes.laptop)
  const isReached = () => operation.evaluate((element) => element === document.activeElement)
  for (let taps = 0; taps < 30 && !(await isReached()); taps++) await page.keyboard.press('Tab')
  expect(await isReached()).toBe(true)
  await page.keyboard.press('Enter')
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press('Enter')
  }
  await press('Try it out')
  await press('Execute')
  await page.getByText('"H38.20"').first().waitFor({ timeout: patience })
  await picture(page, 'api-docs-tried', 'laptop')
  expect.soft(await violations(page)).toEqual([])
  expect(refusals).toEqual([])
})

test('an administrator adds a webhook and sees its secret once', async () => {
  await signIn(page, product)
  await goTo(page, 'webhooks')
  await heading(page, t('exchange:webhooks.title')).waitFor({ timeout: patience })
  const url = page.getByRole('textbox', { name: t('exchange:webhooks.new.url') })
  await url.fill('http://10.0.0.1/')
  await button(page, t('exchange:webhooks.new.add')).click()
  await page.getByText(t('desk:problem.address-refused')).waitFor({ timeout: patience })
  await url.fill('https://he-thong.laocai.gov.vn/su-kien')
  await button(page, t('exchange:webhooks.new.add')).click()
  await page.getByText(/^whsec_/).waitFor({ timeout: patience })
  expect.soft(await violations(page)).toEqual([])
  await picture(page, 'desk-webhooks', 'phone')
  expect.soft(await overflow(page), 'wider than the phone').toBe(0)
  await button(page, t('exchange:webhooks.secret.kept')).click()
  await page.getByRole('heading', { name: 'https://he-thong.laocai.gov.vn/su-kien' }).waitFor()
  expect(await page.getByText(/^whsec_/).count()).toBe(0)
})
