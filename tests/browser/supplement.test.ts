import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Component } from '../../src/catalogue/schema.ts'
import { signIn as signInToApi, type TestDesk } from '../gateway/test-desk.ts'
import { birthPapers, birthProcedure } from './birth.ts'
import {
  addPhoto,
  awaitInstalled,
  button,
  connectKiosk,
  goOn,
  heading,
  patience,
  switchLanguage,
} from './citizen.ts'
import { addFiledDossier } from './filed-dossier.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { signIn } from './officer.ts'
import { drawPhoto } from './photo.ts'
import { openPlace, type Place } from './place.ts'
import { drawCode } from './scanned.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let place: Place
let otherKiosk: BrowserContext
let desk: TestDesk
let profile: { readonly path: string; remove(): Promise<void> }

beforeAll(async () => {
  place = await openPlace()
  profile = await temporaryFolder('other-kiosk')
  otherKiosk = await openKiosk(profile.path, { installs: true })
  desk = await signInToApi(place.product.url, place.product.administrator?.password ?? '')
  await connectKiosk(place.page, place)
  const { code } = await (await desk.post('enrolment-codes', { role: 'kiosk' })).json()
  await connectKiosk(otherPage(), { enrolmentLink: `${place.product.url}ket-noi#ma=${code}` })
  await awaitInstalled(otherPage())
})
afterAll(async () => {
  await otherKiosk.close()
  await place.close()
  await profile.remove()
})

function otherPage(): Page {
  const page = otherKiosk.pages()[0]
  if (page === undefined) throw new Error('a browser opens with a page')
  return page
}

async function look(page: Page, name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  for (const size of ['kiosk', 'phone'] as const) {
    await picture(page, name, size)
    expect.soft(await overflow(page), `${name} ${size}`).toBe(0)
  }
  await page.setViewportSize(sizes.laptop)
}

/** With the largest text on a phone. */
async function inEnglish(page: Page, name: string): Promise<void> {
  await switchLanguage(page, 'en')
  await setTextSize(page, 'largest')
  await picture(page, `${name}-en-largest`, 'phone')
  expect.soft(await overflow(page), `${name} in English`).toBe(0)
  await setTextSize(page, 'normal')
  await switchLanguage(page, 'vi')
  await page.setViewportSize(sizes.laptop)
}

async function firstPaper(): Promise<Component> {
  const [paper] = await birthPapers()
  if (paper === undefined) throw new Error('the procedure has papers')
  return paper
}

/** Files at the first kiosk; then the desk misses two papers. */
async function askForPapers(): Promise<{ id: string; code: string }> {
  const code = await addFiledDossier(place.page, 'Giàng A Páo')
  await place.page.goto(`${place.url}ho-so`)
  const stored = () => desk.dossiers().then(({ dossiers }) => dossiers[0])
  await expect.poll(stored, { timeout: patience }).toMatchObject({ receiptCode: code })
  const dossier = await stored()
  if (dossier === undefined) throw new Error('it is there')
  const paper = await firstPaper()
  const asked = await desk.post(`dossiers/${dossier.id}/events`, {
    type: 'request-supplement',
    revision: dossier.revision,
    reason: 'Thiếu giấy',
    papers: [
      { component: paper.id, name: paper.name.vi, originals: 1, certified: 0, copies: 0 },
      { component: null, name: 'Giấy xác nhận của trưởng bản', originals: 0, certified: 0, copies: 2 },
    ],
  })
  expect(asked.status, await asked.clone().text()).toBe(200)
  return { id: dossier.id, code }
}

test('papers that the desk asks for are handed in at another kiosk without network, and reach the desk', async () => {
  const { id, code } = await askForPapers()
  const { page } = place
  await page.reload()
  await page.getByText(code).click({ timeout: patience })
  await page.getByText('Giấy xác nhận của trưởng bản').first().waitFor({ timeout: patience })
  await look(page, 'supplement-asked')
  await inEnglish(page, 'supplement-asked')
  await page.getByRole('link', { name: t('supplement:asked.handIn') }).click()
  await expect
    .poll(() => page.getByLabel(t('supplement:start.code')).inputValue(), { timeout: patience })
    .toBe(code)
  expect(page.url()).not.toContain(code)

  const other = otherPage()
  await otherKiosk.setOffline(true)
  await other.goto(`${place.product.url}tra-cuu`)
  await other.getByRole('link', { name: t('tracking:supplement.link') }).click({ timeout: patience })
  const field = other.getByLabel(t('supplement:start.code'))
  await field.fill(`${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`)
  await field.press('Enter')
  await other.getByText(t('supplement:problem.receipt-code-check-failed')).waitFor()
  await look(other, 'supplement-start')
  await inEnglish(other, 'supplement-start')
  await button(other, t('supplement:start.scan')).click()
  const slip = `MOTCUA1|${code}|${birthProcedure}|2026-11-25T02:00:00.000Z|device|signature`
  const pictureOf = other.getByLabel(t('supplement:camera.file'), { exact: true }).last()
  await pictureOf.setInputFiles(await drawCode(other, 'https://dichvucong.gov.vn'))
  await other.getByText(t('supplement:camera.problem.receipt-code-malformed.title')).waitFor()
  await pictureOf.setInputFiles(await drawCode(other, slip))
  await expect.poll(() => field.inputValue(), { timeout: patience }).toBe(code)
  await field.press('Enter')
  await button(other, t('declaration:resumeCode.goOn')).click({ timeout: patience })
  await heading(other, t('supplement:papers.title')).waitFor({ timeout: patience })
  const certificate = await firstPaper()
  await addPhoto(other, certificate, await drawPhoto(other, { title: 'MẪU' }))
  await look(other, 'supplement-papers')
  // A power cut here would lose nothing: the photo is there again.
  await other.reload()
  await other.getByRole('img', { name: certificate.name.vi }).waitFor({ timeout: patience })
  await goOn(other)

  await button(other, t('supplement:review.file')).click({ timeout: patience })
  await other.getByText(t('supplement:review.consentNeeded')).waitFor()
  await other.getByRole('checkbox').check()
  await look(other, 'supplement-review')
  await button(other, t('supplement:review.file')).click()
  await heading(other, t('supplement:receipt.title')).waitFor({ timeout: patience })
  await other.getByText(t('supplement:receipt.help.saved')).waitFor()
  await other.getByText(code, { exact: true }).first().waitFor()
  await look(other, 'supplement-receipt')

  await otherKiosk.setOffline(false)
  await other.getByText(t('supplement:receipt.help.arrived')).waitFor({ timeout: patience })
  const papers = () => desk.dossier(id).then((detail) => detail.papers)
  await expect
    .poll(papers, { timeout: patience })
    .toMatchObject([{ component: certificate.id, addedAt: expect.any(String) }])
  const { events } = await desk.dossier(id)
  expect(events.findLast(({ type }) => type === 'add-papers')?.details.consent).toMatchObject({
    text: expect.stringMatching(/^supplement-/),
  })
  // His own receipt no longer says "missing": it is the desk's turn.
  await page.goto(`${place.url}ho-so`)
  await page.getByText(code).click({ timeout: patience })
  await page.getByText(t('supplement:asked.handedIn')).first().waitFor({ timeout: patience })
  expect(await page.getByText(t('supplement:asked.title')).count()).toBe(0)
  await look(page, 'supplement-handed-in')
  await signIn(page, place.product)
  await page.getByText(t('desk:dossiers.view.supplemented')).click({ timeout: patience })
  await page.getByText(t('desk:dossiers.supplemented')).waitFor({ timeout: patience })
})
