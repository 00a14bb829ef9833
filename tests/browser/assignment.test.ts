import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { birthSubmission } from '../gateway/birth-submission.ts'
import { quickPasswordHash } from '../gateway/quick-password.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { signIn as signInToApi, type TestDesk } from '../gateway/test-desk.ts'
import { enrolDevice } from '../gateway/test-device.ts'
import { button, patience } from './citizen.ts'
import { openMachines, sizes } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { signIn } from './officer.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const password = 'mật khẩu của một cửa'
let gateway: TestGateway
let machines: Awaited<ReturnType<typeof openMachines>>
let desk: TestDesk
let page: Page

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  await addPerson('chu.sa', 'Sùng A Chứ', 'processing')
  await addPerson('panh.lt', 'Lò Thị Pành', 'processing')
  desk = await signInToApi(gateway.url, gateway.adminPassword)
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  for (const name of ['Giàng Thị Mỷ', 'Lò Văn Páo', 'Vàng Thị Dở']) {
    await device.deliver(await device.envelope(birthSubmission({ 'child.fullName': name })))
    await gateway.gateway.settled()
  }
  for (const { id, revision } of (await desk.dossiers('?view=new')).dossiers)
    expect((await desk.receive(id, revision)).ok).toBe(true)
  machines = await openMachines()
  page = await machines.newMachine()
  await signIn(page, {
    url: gateway.url,
    administrator: { username: 'admin', password: gateway.adminPassword },
  })
})
afterAll(async () => {
  await machines?.close()
  await gateway?.close()
})

async function addPerson(username: string, name: string, role: StaffRole): Promise<void> {
  await gateway.gateway.storage.staff.add({
    username,
    name,
    role,
    unit: 'H38.20',
    password: quickPasswordHash(password),
    created_at: new Date().toISOString(),
  })
}

const view = (name: string) => page.getByText(t(`desk:dossiers.view.${name}`), { exact: true }).click()
const boxes = () => page.getByRole('row').getByRole('checkbox')

async function giveTo(name: string, count: number): Promise<void> {
  await page
    .getByLabel(t('desk:dossiers.assign.officer'), { exact: true })
    .selectOption({ label: t('workflow:field.officerOption', { name, count: 0 }) })
  await button(page, t('desk:dossiers.assign.submit', { count })).click()
}

const officersOf = async () =>
  (await desk.dossiers('?view=open')).dossiers.map(({ officer }) => officer).toSorted()

test('ticked dossiers go to an officer, what is refused stays ticked, and what was taken away goes back', async () => {
  await view('unassigned')
  await expect.poll(() => boxes().count(), { timeout: patience }).toBe(3)
  // Before the bar's words are there: the list stays, and so does the focus.
  await boxes().first().check()
  expect(
    await boxes()
      .first()
      .evaluate((box) => box === document.activeElement),
  ).toBe(true)
  await page.getByText(t('desk:dossiers.assign.all')).click()
  await button(page, t('desk:dossiers.assign.submit', { count: 3 })).click()
  await page.getByText(t('workflow:mistake.officer-missing')).waitFor({ timeout: patience })
  expect.soft(await violations(page)).toEqual([])
  for (const size of ['phone', 'laptop'] as const) {
    await picture(page, 'desk-assign', size)
    expect.soft(await overflow(page), size).toBe(0)
  }
  await page.setViewportSize(sizes.laptop)

  // Somebody else is faster with one of them, and this desk has not heard of it.
  let isFirst = true
  await page.route('**/events', async (route) => {
    const { pathname } = new URL(route.request().url())
    const id = pathname.split('/').at(-2) ?? ''
    if (isFirst) {
      isFirst = false
      const { revision } = (await desk.dossier(id)).summary
      const payment = { type: 'request-payment', amountVnd: 8000, amountReason: 'Bản sao', revision }
      expect((await desk.post(`dossiers/${id}/events`, payment)).ok).toBe(true)
    }
    await route.continue()
  })
  await giveTo('Sùng A Chứ', 3)
  await page.getByText(t('desk:dossiers.assign.done', { count: 2, name: 'Sùng A Chứ' })).waitFor()
  await page.getByText(t('desk:problem.dossier-changed')).waitFor()
  await expect.poll(() => boxes().count()).toBe(1)
  expect(await boxes().first().isChecked()).toBe(true)
  expect.soft(await violations(page)).toEqual([])
  await picture(page, 'desk-assign-refused', 'laptop')
  await page.unroute('**/events')
  expect(await officersOf()).toEqual(expect.arrayContaining(['chu.sa', 'chu.sa', null]))

  await view('open')
  await page.getByRole('row').getByText('Sùng A Chứ').first().waitFor({ timeout: patience })
  const held = page.getByRole('row').filter({ hasText: 'Sùng A Chứ' }).getByRole('checkbox')
  // By the keyboard.
  await held.first().focus()
  await page.keyboard.press('Space')
  await giveTo('Lò Thị Pành', 1)
  await page.getByText(t('desk:dossiers.assign.done', { count: 1, name: 'Lò Thị Pành' })).waitFor()
  expect(await officersOf()).toContain('panh.lt')
  await button(page, t('desk:dossiers.assign.undo', { count: 1 })).click()
  await page.getByText(t('desk:dossiers.assign.undone', { count: 1 })).waitFor()
  expect(await officersOf()).not.toContain('panh.lt')
})
