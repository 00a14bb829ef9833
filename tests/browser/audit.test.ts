import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dossierExport } from '../../src/contract/audit.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { enrolDevice, photo } from '../gateway/test-device.ts'
import { recentBirth } from './birth.ts'
import { button, heading, patience, switchLanguage } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { openDossier, signIn } from './officer.ts'
import { type Product, startProduct } from './product.ts'
import { textsIn } from './texts.ts'

const vi = textsIn('vi')
const en = textsIn('en')
const hostileText = '<img src=x onerror=alert(1)>'
let product: Product
let browser: BrowserContext
let page: Page
let code = ''
const cleanUps: (() => Promise<void>)[] = []
const errors: string[] = []

beforeAll(async () => {
  const data = await temporaryFolder('audit-data')
  const profile = await temporaryFolder('audit-profile')
  product = await startProduct({ dataFolder: data.path })
  browser = await openKiosk(profile.path)
  const { stop } = product
  cleanUps.push(
    () => browser.close(),
    () => stop(),
    () => data.remove(),
    () => profile.remove(),
  )
  const enrolmentCode = new URL(product.enrolmentLink).hash.slice('#ma='.length)
  const device = await enrolDevice(product.url, enrolmentCode)
  const part = await device.part(photo())
  const answers = { ...recentBirth, 'requester.idIssuedBy': hostileText }
  const payload = { ...birthSubmission(answers, [part]), filedOn: vietnamDay(Date.now()) }
  const envelope = await device.envelope(payload, [part])
  await device.deliver(envelope)
  await device.upload(envelope.id, part)
  code = receiptCodeOf(envelope.id)
  page = browser.pages()[0] ?? (await browser.newPage())
  page.on('pageerror', (error) => errors.push(error.message))
  await page.setViewportSize(sizes.laptop)
  await signIn(page, product)
})

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

async function looksRight(name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  for (const size of ['laptop', 'phone'] as const) {
    await picture(page, name, size)
    expect.soft(await overflow(page), `${name}, ${size}`).toBe(0)
  }
  await page.setViewportSize(sizes.laptop)
}

test('a copy of everything is given once the identity was checked, and holds what was typed as text', async () => {
  await openDossier(page, code)
  await button(page, vi('audit:export.open')).click({ timeout: patience })
  const dialog = page.getByRole('dialog', { name: vi('audit:export.title') })
  await dialog.getByRole('button', { name: vi('audit:export.make') }).click()
  await dialog.getByText(vi('audit:export.identityAsked')).waitFor({ timeout: patience })
  await looksRight('desk-export-vi')
  await dialog.getByRole('checkbox').check({ force: true })
  await dialog.getByRole('button', { name: vi('audit:export.make') }).click()
  await dialog.getByText(vi('audit:export.ready')).waitFor({ timeout: patience })

  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: patience }),
      dialog.getByRole('button', { name }).click(),
    ])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }
  const data = await saved(vi('audit:export.data'))
  expect(data.name).toBe(`ho-so-${code}.json`)
  const copy = v.parse(dossierExport, JSON.parse(data.text))
  expect(copy.dossier.receiptCode).toBe(code)
  expect(copy.access.map(({ action }) => action)).toContain('read-dossier')
  const readable = await saved(vi('audit:export.readable'))
  expect(readable.text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(readable.text).not.toContain(hostileText)
  expect(readable.text).toContain(vi('audit:action.export-dossier'))
  await dialog.getByRole('button', { name: vi('audit:export.close') }).click()
})

test('from the dossier one sees who has seen it', async () => {
  await page.getByRole('link', { name: vi('audit:oneDossier') }).click({ timeout: patience })
  await heading(page, vi('audit:oneDossier')).waitFor({ timeout: patience })
  const rows = page.getByRole('row').filter({ hasText: code })
  await rows.filter({ hasText: vi('audit:action.export-dossier') }).waitFor({ timeout: patience })
  await rows
    .filter({ hasText: vi('audit:action.read-dossier') })
    .first()
    .waitFor()
  await rows
    .filter({ hasText: vi('audit:action.read-paper') })
    .first()
    .waitFor()
  await looksRight('desk-audit-dossier-vi')
})

test('the log of the unit can be narrowed, in both languages, on a phone as well', async () => {
  await page.getByRole('link', { name: vi('audit:all') }).click({ timeout: patience })
  await heading(page, vi('audit:title')).waitFor({ timeout: patience })
  await page
    .getByRole('row')
    .filter({ hasText: vi('audit:action.sign-in') })
    .first()
    .waitFor({ timeout: patience })
  await looksRight('desk-audit-vi')
  await page.getByRole('textbox', { name: vi('audit:filter.person') }).fill('khong-co-ai')
  await button(page, vi('audit:filter.apply')).click()
  await page.getByText(vi('audit:empty')).waitFor({ timeout: patience })
  await button(page, vi('audit:filter.clear')).click()
  await page.getByLabel(vi('audit:filter.from')).fill('2026-01-02')
  await page.getByLabel(vi('audit:filter.to')).fill('2026-01-01')
  await button(page, vi('audit:filter.apply')).click()
  await page.getByText(vi('audit:filter.daysReversed')).waitFor({ timeout: patience })
  await button(page, vi('audit:filter.clear')).click()
  await page.getByRole('textbox', { name: vi('audit:filter.dossier') }).fill(code.toLowerCase())
  await button(page, vi('audit:filter.apply')).click()
  await expect
    .poll(
      () =>
        page
          .getByRole('row')
          .filter({ hasText: vi('audit:action.sign-in') })
          .count(),
      {
        timeout: patience,
      },
    )
    .toBe(0)
  await switchLanguage(page, 'en')
  await heading(page, en('audit:title')).waitFor({ timeout: patience })
  await looksRight('desk-audit-en')
  await switchLanguage(page, 'vi')
  expect(errors).toEqual([])
})
