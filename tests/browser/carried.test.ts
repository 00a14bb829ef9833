import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awaitInstalled, button, connectKiosk, heading, patience } from './citizen.ts'
import { addFiledDossier } from './filed-dossier.ts'
import { countEnvelopes, storedDossiers, storedParts } from './gateway-store.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { cut } from './network.ts'
import { signIn } from './officer.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

let place: Place
let files: { readonly path: string; remove(): Promise<void> }
let profile: typeof files
/** A second device, with a network of its own. */
let carrier: BrowserContext

beforeAll(async () => {
  place = await openPlace({ installs: true })
  files = await temporaryFolder('carried')
  profile = await temporaryFolder('carrier')
  carrier = await openKiosk(profile.path)
  await connectKiosk(place.page, place)
  await awaitInstalled(place.page)
})
afterAll(async () => {
  await carrier.close()
  await place.close()
  await Promise.all([files.remove(), profile.remove()])
})

function carrierPage(): Page {
  const page = carrier.pages()[0]
  if (page === undefined) throw new Error('a browser opens with a page')
  return page
}

async function openQueue(page: Page, url: string): Promise<void> {
  await page.goto(`${url}ho-so`)
  await page.getByRole('heading', { name: t('carried:title'), level: 2 }).waitFor({ timeout: patience })
}

/** Taps and keeps what is saved. */
async function savedBy(page: Page, name: string): Promise<string> {
  const saving = page.waitForEvent('download')
  await button(page, name).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^motcua-(ho-so|xac-nhan)-[0-9a-f]{4}-\d{8}-\d{4}\.tar$/)
  const path = join(files.path, download.suggestedFilename())
  await download.saveAs(path)
  return path
}

async function bring(page: Page, path: string): Promise<void> {
  await page.getByLabel(t('carried:import.action'), { exact: true }).last().setInputFiles(path)
}

async function see(page: Page, key: string, count: number): Promise<void> {
  await page.getByText(t(key, { count })).waitFor({ timeout: patience })
}

async function look(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([])
  for (const size of ['kiosk', 'laptop', 'phone'] as const) {
    await picture(page, name, size)
    expect(await overflow(page), `${name} ${size}`).toBe(0)
  }
  await page.setViewportSize(sizes.laptop)
}

test('a device without network has its receipts confirmed through another one, by files alone', async () => {
  const { page } = place
  place.network.set(cut)
  await openQueue(page, place.url)
  const codes = [
    await addFiledDossier(page, 'Giàng A Páo'),
    await addFiledDossier(page, 'Lò Thị Pành', 200_000),
    await addFiledDossier(page, 'Vàng Thị Mẩy'),
  ]
  await openQueue(page, place.url)
  const whole = await savedBy(page, t('carried:export.action', { count: 3 }))
  await look(page, 'carried-out')
  const bytes = await readFile(whole)
  const half = join(files.path, 'half.tar')
  await writeFile(half, bytes.subarray(0, bytes.length - 100_000))

  const other = carrierPage()
  const enrolmentLink = `${place.product.url}ket-noi#ma=${await newCode(other)}`
  await connectKiosk(other, { enrolmentLink })
  await openQueue(other, place.product.url)
  await bring(other, half)
  await see(other, 'carried:outcome.taken', 2)
  await see(other, 'carried:outcome.cut-off', 1)
  await other.getByText(t('carried:import.notWhole')).waitFor()
  await look(other, 'carried-in')
  await bring(other, whole)
  await see(other, 'carried:outcome.taken-before', 2)
  await expect.poll(() => storedDossiers(place.dataFolder).length, { timeout: patience }).toBe(3)
  await other.getByText(t('carried:list.counts', { waiting: 0, answered: 3 })).waitFor({ timeout: patience })
  for (const { sha256, fileSha256 } of storedParts(place.dataFolder)) expect(fileSha256).toBe(sha256)
  const answers = await savedBy(other, t('carried:export.answersAction', { count: 3 }))

  await bring(page, answers)
  await see(page, 'carried:outcome.confirmed', 3)
  expect(await page.getByText(t('queue:stage.arrived')).count()).toBe(3)
  await page.getByText(t('carried:export.nothing')).waitFor()
  await look(page, 'carried-home')
  expect(countEnvelopes(place.dataFolder)).toBe(3)
  expect(new Set(storedDossiers(place.dataFolder).map(({ receiptCode }) => receiptCode))).toEqual(
    new Set(codes),
  )
})

test('the desk takes the same file and gives the confirmations to take home', async () => {
  const { page } = place
  await openQueue(page, place.url)
  await addFiledDossier(page, 'Hồ Văn Sáng', 3_000)
  await openQueue(page, place.url)
  const file = await savedBy(page, t('carried:export.action', { count: 1 }))

  const desk = carrierPage()
  await desk.goto(`${place.product.url}can-bo/mang-tay`)
  await heading(desk, t('carried:desk.title')).waitFor({ timeout: patience })
  const saving = desk.waitForEvent('download')
  await desk.getByLabel(t('carried:desk.choose'), { exact: true }).last().setInputFiles(file)
  await see(desk, 'carried:desk.outcome.stored', 1)
  const answers = join(files.path, 'answers.tar')
  await (await saving).saveAs(answers)
  await look(desk, 'carried-desk')
  await desk.goto(`${place.product.url}can-bo/thiet-bi`)
  await heading(desk, t('desk:devices.title')).waitFor({ timeout: patience })
  await desk.getByRole('table').waitFor({ timeout: patience })
  await look(desk, 'carried-devices')

  await bring(page, answers)
  await see(page, 'carried:outcome.confirmed', 1)
})

/** An enrolment code from the desk, by its own request; the session stays for the second test. */
async function newCode(page: Page): Promise<string> {
  await signIn(page, place.product)
  return page.evaluate(async () => {
    const response = await fetch('api/desk/enrolment-codes', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-motcua-desk': '1' },
      body: JSON.stringify({ role: 'team' }),
    })
    return (await response.json()).code
  })
}
