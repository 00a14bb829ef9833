import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientId, clientSecret, startProvider, type TestProvider } from '../gateway/open-id-provider.ts'
import { button, heading, patience } from './citizen.ts'
import { openKiosk, temporaryFolder } from './kiosk.ts'
import { violations } from './look.ts'
import { goTo, signIn } from './officer.ts'
import { freePort, type Product, startProduct } from './product.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let provider: TestProvider
let product: Product
let page: Page
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  const [data, profile, port] = await Promise.all([
    temporaryFolder('open-id-data'),
    temporaryFolder('open-id-profile'),
    freePort(),
  ])
  // The gateway as `localhost` and the provider as `127.0.0.1`: two sites for the browser.
  provider = await startProvider(`http://localhost:${port}/api/desk/oidc/callback`)
  product = await startProduct({
    dataFolder: data.path,
    port,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Tỉnh Lào Cai',
    },
  })
  const browser: BrowserContext = await openKiosk(profile.path)
  page = browser.pages()[0] ?? (await browser.newPage())
  cleanUps.push(
    () => data.remove(),
    () => profile.remove(),
    () => provider.close(),
    () => product.stop(),
    () => browser.close(),
  )
})
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

async function signInThere(login: string): Promise<void> {
  await page.getByRole('link', { name: t('desk:signIn.openId', { name: 'Tỉnh Lào Cai' }) }).click()
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('x')
  await page.locator('button[type=submit]').click()
  await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached', timeout: patience })
  await page.locator('button[type=submit]').click()
}

test('who comes back from the provider, another site, is signed in by a cookie that other sites never send', async () => {
  provider.people.set('sub-quan-tri', { preferred_username: 'quan.tri' })
  await signIn(page, product)
  await goTo(page, 'people')
  await page.getByRole('button', { name: new RegExp(`^${t('people:open')}`) }).click()
  await page.getByLabel(t('people:field.identity', { provider: 'Tỉnh Lào Cai' })).fill('quan.tri')
  await button(page, t('people:person.save')).click()
  await page.getByText(t('people:done.saved'), { exact: true }).waitFor()
  await button(page, t('desk:session.signOut')).click()
  await heading(page, t('desk:signIn.title')).waitFor()
  expect(await violations(page)).toEqual([])

  await signInThere('sub-quan-tri')
  await heading(page, t('desk:dossiers.title')).waitFor({ timeout: patience })
  const cookies = await page.context().cookies(product.url)
  expect(cookies.find(({ name }) => name === 'motcua-desk')).toMatchObject({
    sameSite: 'Strict',
    httpOnly: true,
  })
  await page.reload()
  await heading(page, t('desk:dossiers.title')).waitFor({ timeout: patience })
  // What needs the desk's own header works as well.
  await button(page, t('desk:session.signOut')).click()
  await heading(page, t('desk:signIn.title')).waitFor()
})

test('who has no account here is told so, back at the sign-in', async () => {
  await page.context().clearCookies()
  await page.goto(`${product.url}can-bo`)
  await signInThere('sub-khach')
  await page.getByText(t('desk:signIn.oidc-unknown')).waitFor({ timeout: patience })
  expect(await violations(page)).toEqual([])
})

const tracking = () => page.getByRole('link', { name: t('home:links.tracking') })

// Now and then the driver reports no tab that was opened by a click, or not that it has loaded.
test('a link that looks like a button opens a tab of its own on wish', { retry: 2 }, async () => {
  await page.goto(product.url)
  const [behind] = await Promise.all([
    page.context().waitForEvent('page'),
    tracking().click({ modifiers: ['ControlOrMeta'] }),
  ])
  const title = () => behind.evaluate(() => document.querySelector('h1')?.textContent)
  await expect.poll(title, { timeout: patience }).toBe(t('tracking:title'))
  await behind.close()
  expect(page.url()).toBe(product.url)
})

test('all other links that look like buttons stay in the app, and are followed once', async () => {
  await page.goto(product.url)
  const link = tracking()
  const position = () => page.evaluate(() => history.state.idx)
  await link.waitFor({ timeout: patience })
  const atFirst: unknown = await position()
  const ways = [
    () => link.press('Enter'),
    () => link.dblclick(),
    () =>
      link.evaluate((element: HTMLElement) => {
        element.click()
        element.click()
      }),
  ]
  for (const follow of ways) {
    await follow()
    await heading(page, t('tracking:title')).waitFor({ timeout: patience })
    await page.goBack()
    await link.waitFor({ timeout: patience })
    expect(await position()).toBe(atFirst)
  }
})
