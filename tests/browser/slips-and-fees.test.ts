/** The desk's slips on both kinds of paper, and a fee from the counter into the cash book. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PaperCount } from '../../src/contract/dossier-action.ts'
import { formNumbers, type SlipKind } from '../../src/domain/dossier/slips/slip.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { quickPasswordHash } from '../gateway/quick-password.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { signIn, type TestDesk } from '../gateway/test-desk.ts'
import { enrolDevice, type TestDevice } from '../gateway/test-device.ts'
import { openKiosk, temporaryFolder } from './kiosk.ts'
import { overflow, violations } from './look.ts'
import { goTo } from './officer.ts'
import { countPages } from './pdf-pages.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const folder = fileURLToPath(new URL('__screenshots__/', import.meta.url))
const account = '0001112223334'
const papers: PaperCount[] = [
  { component: 'birth-certificate', name: 'Giấy chứng sinh', originals: 1, certified: 0, copies: 2 },
]

let gateway: TestGateway
let device: TestDevice
let leader: TestDesk
let browser: BrowserContext
let page: Page
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  const bank = { bin: '970499', account, name: 'UBND PHUONG LAO CAI' }
  gateway = await startGateway({ site: 'built', bank, now: () => new Date() })
  const profile = await temporaryFolder('profile')
  cleanUps.push(() => gateway.close(), profile.remove)
  await gateway.gateway.storage.staff.add({
    username: 'lanh-dao',
    name: "H'Hen Niê",
    role: 'leader',
    unit: 'H38.20',
    password: quickPasswordHash('mật khẩu của lãnh đạo'),
    created_at: new Date().toISOString(),
  })
  device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  leader = await signIn(gateway.url, 'mật khẩu của lãnh đạo', 'lanh-dao')
  browser = await openKiosk(profile.path)
  cleanUps.unshift(() => browser.close())
  page = browser.pages()[0] ?? (await browser.newPage())
})
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

/** The screens as this person, without typing a password. */
async function workAs({ cookie }: TestDesk): Promise<void> {
  const [name = '', value = ''] = (cookie.split(';', 1)[0] ?? '').split('=')
  await browser.addCookies([{ name, value, url: gateway.url, sameSite: 'Strict', httpOnly: true }])
}

async function file(): Promise<string> {
  await device.deliver(await device.envelope(birthSubmission()))
  await gateway.gateway.settled()
  const id = (await leader.dossiers()).dossiers[0]?.id
  if (id === undefined) throw new Error('the dossier is there')
  return id
}

async function go(id: string, ...actions: readonly object[]): Promise<void> {
  for (const action of actions) {
    const { revision } = (await leader.dossier(id)).summary
    const response = await leader.post(`dossiers/${id}/events`, { ...action, revision })
    if (!response.ok) throw new Error(await response.text())
  }
}

/** The sheet as on paper; nothing else may be printed. */
async function printed(kind: SlipKind, size: 'a4' | 'roll'): Promise<string> {
  await page.getByRole('radio', { name: t(`slips:screen.paper.${size}`) }).check()
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator(`[data-printed="${kind}"]`)
  expect(await page.getByRole('button').count()).toBe(0)
  const text = ((await sheet.textContent()) ?? '').replaceAll(/\s+/g, ' ')
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  // The printable width in points of the screen (96 to the inch), as the printer lays it out.
  await page.setViewportSize({ width: size === 'a4' ? 639 : 272, height: 1000 })
  expect(await overflow(page), `${kind} on ${size}`).toBeLessThanOrEqual(0)
  await page.screenshot({ path: `${folder}slip-${kind}-${size}.png`, fullPage: true })
  expect(countPages(pdf), `${kind} on ${size}`).toBe(1)
  const [width = 0] = (/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)/.exec(pdf)?.slice(1) ?? []).map(Number)
  expect(Math.round((width / 72) * 25.4)).toBe(size === 'a4' ? 210 : 80)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.emulateMedia({ media: 'screen' })
  return text
}

test('each slip of a dossier says what it must, on A4 and on a roll', async () => {
  const [long, refused] = [await file(), await file()]
  await go(long, { type: 'receive', returnWay: 'post', papers }, { type: 'start' })
  await go(
    long,
    { type: 'request-supplement', reason: 'Ảnh giấy chứng sinh bị mờ', papers },
    { type: 'supplement' },
  )
  const { dueAt } = (await leader.dossier(long)).summary
  const later = new Date(Math.max(Date.parse(dueAt ?? ''), Date.now()) + 864_000_000).toISOString()
  await go(long, { type: 'extend', reason: 'Cần xác minh nơi sinh', dueAt: later })
  await go(long, { type: 'stop', reason: 'Người dân đề nghị dừng' })
  await go(refused, { type: 'refuse', reason: 'Không thuộc thẩm quyền' })
  await workAs(leader)

  const { officialNumber, receiptCode } = (await leader.dossier(long)).summary
  const expected: readonly (readonly [SlipKind, string, readonly string[]])[] = [
    ['receipt', long, ['Giấy chứng sinh102', t('slips:way.post'), t('slips:returnPlace')]],
    ['supplement', long, ['Ảnh giấy chứng sinh bị mờ', 'Giấy chứng sinh102']],
    ['apology', long, ['Cần xác minh nơi sinh', t('slips:newDueAt')]],
    ['stop', long, ['Người dân đề nghị dừng', t('slips:stop.stop', { unit: 'Phường Lào Cai' })]],
    [
      'control',
      long,
      [t('slips:control.event.start'), t('slips:control.event.supplement'), t('slips:timeliness.within')],
    ],
    ['refusal', refused, ['Không thuộc thẩm quyền']],
  ]
  await page.goto(`${gateway.url}can-bo/ho-so/${long}`)
  await page.getByRole('heading', { name: t('slips:screen.print') }).waitFor()
  for (const kind of ['receipt', 'supplement', 'apology', 'stop', 'control'])
    await page.getByRole('link', { name: t(`slips:screen.kind.${kind}`), exact: true }).waitFor()
  expect(await page.getByRole('link', { name: t('slips:screen.kind.refusal'), exact: true }).count()).toBe(0)
  await page.getByRole('link', { name: t('slips:screen.kind.receipt'), exact: true }).click()
  for (const [kind, id, words] of expected) {
    if (kind !== 'receipt') await page.goto(`${gateway.url}can-bo/ho-so/${id}/phieu/${kind}`)
    await page.getByRole('heading', { name: t(`slips:title.${kind}`) }).waitFor()
    for (const size of ['a4', 'roll'] as const) {
      const text = await printed(kind, size)
      for (const said of [
        t('slips:nation'),
        'Phường Lào Cai',
        'Lò Thị Pành',
        t('slips:form', { number: formNumbers[kind] }),
        t('slips:minimum'),
        "H'Hen Niê",
        ...(id === long ? [officialNumber ?? 'none', receiptCode] : []),
        ...words,
      ])
        expect(text, `${kind} on ${size}`).toContain(said)
    }
  }
  // The paper of this desk is remembered.
  await page.reload()
  await page.getByRole('radio', { name: t('slips:screen.paper.roll'), checked: true }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('what is printed is written down first, and what cannot be written down is not printed', async () => {
  const id = await file()
  await go(id, { type: 'receive' })
  const { receiptCode } = (await leader.dossier(id)).summary
  await workAs(leader)
  // Counts what reaches the printer: the dialog itself would wait for a person.
  await page.addInitScript(() => {
    Object.assign(window, { printed: 0 })
    window.print = () => Object.assign(window, { printed: Reflect.get(window, 'printed') + 1 })
  })
  const printedTimes = () => page.evaluate(() => Number(Reflect.get(window, 'printed')))
  const notes = async () =>
    (await gateway.gateway.storage.audit.ofDossier(id, 'H38.20'))
      .filter(({ action }) => action === 'print-dossier')
      .map(({ detail, who }) => ({ who, document: JSON.parse(detail).document }))
  const print = () => page.getByRole('button', { name: t('action.print'), exact: true }).click()

  await page.goto(`${gateway.url}can-bo/ho-so/${id}/phieu/receipt`)
  await page.getByRole('heading', { name: t('slips:title.receipt') }).waitFor()
  await page.route('**/prints', (route) => route.abort())
  await print()
  await page.getByText(t('slips:screen.printNotNoted')).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await printedTimes()).toBe(0)
  expect(await notes()).toEqual([])
  await page.unroute('**/prints')
  await print()
  await expect.poll(printedTimes).toBe(1)
  await page.getByText(t('slips:screen.printNotNoted')).waitFor({ state: 'detached' })
  expect(await notes()).toEqual([{ who: 'lanh-dao', document: 'slip-receipt' }])

  await page.goto(`${gateway.url}can-bo/ho-so/${id}`)
  await page.getByText(t('desk:dossier.receiptCode', { code: receiptCode })).waitFor()
  await page.route('**/prints', (route) => route.fulfill({ status: 503, json: {} }))
  const declaration = page.getByRole('button', { name: t('desk:dossier.print'), exact: true })
  await declaration.click()
  await page.getByText(t('audit:printNotNoted')).waitFor()
  expect(await printedTimes()).toBe(0)
  await page.unroute('**/prints')
  await declaration.click()
  await expect.poll(printedTimes).toBe(1)
  expect((await notes()).map(({ document }) => document)).toEqual(['slip-receipt', 'declaration'])
})

test('a fee goes from the counter into the cash book, and a transfer shows its code', async () => {
  const id = await file()
  await go(id, { type: 'receive' })
  await workAs(await signIn(gateway.url, gateway.adminPassword))
  await page.goto(`${gateway.url}can-bo/ho-so/${id}`)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const dialog = (name: string) => page.getByRole('dialog', { name })

  await press(t('fees:task.set.open'))
  const setting = dialog(t('fees:task.set.title'))
  await setting.getByLabel(t('fees:amount.full')).fill('8.000')
  await setting.getByLabel(t('fees:amount.toPay')).fill('0')
  await setting.getByRole('button', { name: t('fees:task.set.submit'), exact: true }).click()
  await setting.getByText(t('fees:mistake.lessWithoutGround')).waitFor()
  // Whoever pressed below sees what is wrong above.
  const toPay = setting.getByLabel(t('fees:amount.toPay'))
  await expect.poll(() => toPay.evaluate((field) => field === document.activeElement)).toBe(true)
  await setting.getByLabel(t('fees:amount.toPay')).fill('8000')
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: `${folder}fee-set.png` })
  await setting.getByRole('button', { name: t('fees:task.set.submit'), exact: true }).click()
  await setting.waitFor({ state: 'detached' })

  await press(t('fees:task.transfer.open'))
  const transfer = dialog(t('fees:task.transfer.title'))
  await transfer.getByRole('img', { name: t('fees:transfer.qr') }).waitFor()
  expect(await transfer.textContent()).toContain(account)
  await page.screenshot({ path: `${folder}fee-transfer.png` })
  await transfer.getByRole('button', { name: t('action.cancel'), exact: true }).click()

  await press(t('fees:task.cash.open'))
  const cash = dialog(t('fees:task.cash.title'))
  await cash.getByRole('button', { name: t('fees:task.cash.submit'), exact: true }).click()
  await cash.getByText(t('fees:mistake.receiptNumber')).waitFor()
  await cash.getByLabel(t('fees:receiptNumber.cash')).fill('AA/26P 0000123')
  await cash.getByRole('button', { name: t('fees:task.cash.submit'), exact: true }).click()
  await page.getByText(t('fees:state.paid'), { exact: true }).first().waitFor()
  await page.screenshot({ path: `${folder}fee-paid.png`, fullPage: true })

  await goTo(page, 'cashBook')
  const row = page.getByRole('row').filter({ hasText: 'AA/26P 0000123' })
  await row.waitFor()
  expect(await row.textContent()).toContain('8.000')
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: `${folder}cash-book.png`, fullPage: true })
  const download = page.waitForEvent('download')
  await press(t('fees:book.download'))
  expect((await download).suggestedFilename()).toMatch(/^so-thu-H38\.20-.*\.csv$/)
})
