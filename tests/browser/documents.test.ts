import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birthSubmission, lastFour } from '../gateway/birth-submission.ts'
import { signedPdf } from '../gateway/signed-pdf.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { signIn as deskSignIn, type TestDesk } from '../gateway/test-desk.ts'
import { enrolDevice } from '../gateway/test-device.ts'
import { tinyJpeg } from '../gateway/tiny-images.ts'
import { button, connectKiosk, patience } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { signIn } from './officer.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let gateway: TestGateway
let desk: TestDesk
let kiosk: BrowserContext
let page: Page
let id = ''
let receiptCode = ''
let profile: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  gateway = await startGateway({ site: 'built' })
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  const part = await device.part(tinyJpeg)
  const envelope = await device.envelope(birthSubmission({}, [part]), [part])
  await device.deliver(envelope)
  await device.upload(envelope.id, part)
  await gateway.gateway.settled()
  desk = await deskSignIn(gateway.url, gateway.adminPassword)
  const [summary] = (await desk.dossiers()).dossiers
  id = summary?.id ?? ''
  receiptCode = summary?.receiptCode ?? ''
  await act({ type: 'receive', returnWay: 'electronic' })
  await act({ type: 'start' })
  profile = await temporaryFolder('documents')
  kiosk = await openKiosk(profile.path)
  page = await kiosk.newPage()
})
afterAll(async () => {
  await kiosk.close()
  await gateway.close()
  await profile.remove()
})

async function act(action: object): Promise<void> {
  const { summary } = await desk.dossier(id)
  const response = await desk.post(`dossiers/${id}/events`, { revision: summary.revision, ...action })
  if (!response.ok) throw new Error(await response.text())
}

describe('electronic documents at the desk', () => {
  const section = () => page.getByRole('region', { name: t('documents:title'), exact: true })

  test('an officer makes a PDF from photos, named as the law names the paper', async () => {
    await signIn(page, {
      url: gateway.url,
      administrator: { username: 'admin', password: gateway.adminPassword },
    })
    await page.goto(`${gateway.url}can-bo/ho-so/${id}`)
    await section()
      .getByRole('button', { name: /Tạo PDF/u })
      .click({ timeout: patience })
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('documents:documentNumber')).fill('12/GCS')
    await dialog.getByLabel(t('documents:issuer')).fill('Bệnh viện đa khoa tỉnh Lào Cai')
    await dialog.getByLabel(t('documents:issuedOn.label')).fill('1/11/2026')
    await picture(page, 'document-dialog', 'phone')
    expect(await overflow(page)).toBe(0)
    await picture(page, 'document-dialog', 'laptop')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: t('documents:dialog.make'), exact: true }).click()
    await section()
      .getByText('12/GCS · Bệnh viện đa khoa tỉnh Lào Cai · 01/11/2026')
      .waitFor({ timeout: patience })
  })

  test('a signed result shows who signed it, and a program named .pdf is refused in words', async () => {
    await button(page, t('documents:addResult')).click()
    const dialog = page.getByRole('dialog')
    await page.setViewportSize(sizes.phone)
    expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await page.setViewportSize(sizes.laptop)
    const choose = (name: string, buffer: Uint8Array) =>
      dialog
        .getByLabel(t('documents:file.label'))
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(buffer) })
    await choose('ket-qua.pdf', Buffer.from('MZ this is a program'))
    await dialog.getByRole('button', { name: t('documents:dialog.upload'), exact: true }).click()
    await dialog.getByText(t('documents:problem.document-type-refused')).waitFor({ timeout: patience })
    await choose('ket-qua.pdf', await signedPdf(new Date('2026-11-25T03:00:00Z')))
    await dialog.getByRole('button', { name: t('documents:dialog.upload'), exact: true }).click()
    await section().getByText(t('documents:signature.valid')).waitFor({ timeout: patience })
    await section().getByText('Vàng A Lử', { exact: true }).waitFor()
    for (const size of ['phone', 'laptop'] as const) {
      await picture(page, 'dossier-documents', size)
      expect(await overflow(page)).toBe(0)
    }
    expect(await violations(page)).toEqual([])
    const downloading = page.waitForEvent('download')
    await section()
      .getByRole('link', { name: new RegExp(t('documents:resultName'), 'u') })
      .click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(`${t('documents:resultName')}.pdf`)
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('the citizen takes the result home by telephone, and the kiosk keeps nothing', async () => {
    await act({ type: 'finish' })
    await connectKiosk(page, {
      enrolmentLink: `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode()}`,
    })
    await page.setViewportSize(sizes.laptop)
    await page.goto(`${gateway.url}tra-cuu`)
    await page.getByLabel(t('tracking:code.label')).fill(receiptCode)
    await page.getByLabel(t('tracking:lastFour.label')).fill(lastFour)
    await button(page, t('tracking:submit')).click()
    await page.getByRole('heading', { name: t('documents:online.title') }).waitFor({ timeout: patience })
    const code = page.getByRole('img', {
      name: t('documents:online.code', { name: t('documents:resultName') }),
    })
    await code.waitFor()
    for (const size of ['phone', 'laptop'] as const) {
      await picture(page, 'tracking-result', size)
      expect(await overflow(page)).toBe(0)
    }
    expect(await violations(page)).toEqual([])
    expect(await page.getByRole('link', { name: t('documents:resultName') }).count()).toBe(0)
  })
})
