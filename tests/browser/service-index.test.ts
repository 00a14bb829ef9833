/** The service index and the reports at the desk: on a phone, on paper, as tables; figures entered by hand. */
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import { openEngine } from '../../src/gateway/storage/storage.ts'
import { addManyDossiers, prepareCommunes } from '../gateway/many-dossiers.ts'
import { quickPasswordHash } from '../gateway/quick-password.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { signIn } from '../gateway/test-desk.ts'
import { button, heading, patience } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const password = 'Chỉ số phục vụ 2026'
const officer = '=HYPERLINK("x")'

let gateway: TestGateway
let browser: BrowserContext
let page: Page
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  const profile = await temporaryFolder('profile')
  cleanUps.push(() => gateway.close(), profile.remove)
  const { dataDir, databaseUrl } = gateway
  const engine = openEngine({ dataDir, databaseUrl, onBrokenConnection: () => {} })
  const units = await prepareCommunes(engine, 6, Date.now())
  await addManyDossiers({ engine, units, officers: ['can-bo'], count: 900, now: Date.now() })
  await engine.database.destroy()
  await gateway.gateway.storage.serviceIndex.rebuild(() => {})
  for (let person = 0; person < 23; person++) await answerSurvey(person)
  await employ('can-bo', 'processing', 'H38.20', officer)
  await employ('lanh-dao', 'leader', 'H38.20', "H'Hen Niê")
  await employ('tinh', 'province-observer', 'H38', 'Sùng Thị Mỷ')
  browser = await openKiosk(profile.path)
  cleanUps.unshift(() => browser.close())
  page = browser.pages()[0] ?? (await browser.newPage())
})
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

/** Somebody after filing, or at a counter; most are content. */
async function answerSurvey(person: number): Promise<void> {
  const isVisit = person % 2 === 0
  await gateway.gateway.storage.surveys.add({
    unit: 'H38.20',
    month: vietnamDay(Date.now()).slice(0, 7),
    procedure: isVisit ? null : '1.001193',
    step: isVisit ? 'visit' : 'filing',
    answers: { overall: person % 5 === 0 ? 2 : 5, staff: 4 },
    mark: isVisit ? null : `mark ${person}`,
  })
}

async function employ(username: string, role: StaffRole, unit: string, name: string): Promise<void> {
  const account = { username, role, unit, name, password: quickPasswordHash(password) }
  await gateway.gateway.storage.staff.add({ ...account, created_at: new Date().toISOString() })
}

/** The screen as this person, without typing a password. */
async function open(username: string, path: string, title: string): Promise<void> {
  const { cookie } = await signIn(gateway.url, password, username)
  const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split('=')
  await browser.addCookies([{ name, value, url: gateway.url, sameSite: 'Strict', httpOnly: true }])
  await page.goto(`${gateway.url}can-bo/${path}`)
  await heading(page, title).waitFor({ timeout: patience })
}

async function expectFit(name: string): Promise<void> {
  for (const size of ['phone', 'laptop', 'kiosk'] as const) {
    await picture(page, name, size)
    expect(await overflow(page), `${name} ${size}`).toBe(0)
  }
  expect(await violations(page)).toEqual([])
}

async function saved(download: Promise<Download>): Promise<Buffer> {
  return readFile(await (await download).path())
}

test('a leader reads the index, enters what only the province knows, and takes it along', async () => {
  await open('lanh-dao', 'chi-so', t('service-index:title'))
  await page.getByRole('heading', { name: t('service-index:score.title') }).waitFor({ timeout: patience })
  await expectFit('service-index')

  const component = page
    .getByRole('listitem')
    .filter({ hasText: t('service-index:component.petitions-on-time') })
  await component.getByText(t('service-index:basis.by-hand')).waitFor()
  await component.getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('service-index:enter.numerator')).fill('19')
  await dialog.getByLabel(t('service-index:enter.denominator')).fill('18')
  await button(page, t('service-index:enter.save')).click()
  await dialog.getByText(t('service-index:enter.tooLarge')).waitFor()
  await dialog.getByLabel(t('service-index:enter.denominator')).fill('20')
  await dialog.getByLabel(t('service-index:enter.source')).fill('Cổng Dịch vụ công quốc gia')
  await picture(page, 'service-index-entry', 'phone')
  await button(page, t('service-index:enter.save')).click()
  await component.getByText(t('service-index:basis.entered')).waitFor({ timeout: patience })
  await component.getByText("H'Hen Niê").waitFor()

  const csv = page.waitForEvent('download')
  await button(page, t('reports:csv')).click()
  const text = (await saved(csv)).toString('utf8')
  expect(text.startsWith('\u{feff}')).toBe(true)
  expect(text).toContain(t('service-index:component.petitions-on-time'))
  const xlsx = page.waitForEvent('download')
  await button(page, t('reports:xlsx')).click()
  expect((await saved(xlsx)).subarray(0, 2).toString()).toBe('PK')
})

test('each figure leads to its dossiers', async () => {
  const name = `4.1 ${t('service-index:component.electronic-results')}`
  const component = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  // None has a result yet: only those that miss one are offered.
  await component.getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('link').first().waitFor({ timeout: patience })
  await picture(page, 'service-index-behind', 'phone')
  await button(page, t('service-index:behind.close')).click()
})

test('the report tells what there is, and says where there is nothing yet', async () => {
  await open('lanh-dao', 'bao-cao', t('reports:title'))
  await page.getByLabel(t('reports:from')).fill('2026-01-01')
  await page
    .getByText(t('reports:measure.supplemented'), { exact: true })
    .first()
    .waitFor({ timeout: patience })
  expect(await page.getByText(`${t('reports:noData')}.`).count()).toBe(1)
  await page.getByRole('table', { name: t('reports:survey.byQuestion') }).waitFor()
  await expectFit('reports')
  const csv = page.waitForEvent('download')
  await button(page, t('reports:csv')).click()
  // A name that a spreadsheet would run is kept a text.
  expect((await saved(csv)).toString('utf8')).toContain(`"'${officer.replaceAll('"', '""')}"`)
})

test('on paper the controls are gone and nothing is cut off', async () => {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 680, height: 960 })
  expect(await button(page, t('reports:csv')).isVisible()).toBe(false)
  expect(await overflow(page)).toBe(0)
  await page.emulateMedia({ media: null })
  await page.setViewportSize(sizes.laptop)
})

test("a province's observer sees the figures of all units, and no dossier", async () => {
  await open('tinh', 'chi-so', t('service-index:title'))
  await page.getByRole('heading', { name: t('service-index:below.title') }).waitFor({ timeout: patience })
  await expectFit('service-index-province')
  expect(await page.getByText(/^Hồ sơ chưa được tính/).count()).toBe(0)
  await page.getByLabel(t('service-index:unit'), { exact: true }).selectOption('H38.22')
  await page.getByRole('heading', { level: 2, name: /tháng/i }).first().waitFor({ timeout: patience })
  expect(await page.getByRole('heading', { name: t('service-index:below.title') }).count()).toBe(0)
})
