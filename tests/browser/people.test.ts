import { Secret, TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { button, heading, patience, switchLanguage } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { goTo, signIn } from './officer.ts'
import { type Product, startProduct } from './product.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const chosen = 'Suối chảy qua 9 bản'
let product: Product
let admin: Page
let officer: Page
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  const data = await temporaryFolder('people-data')
  cleanUps.push(() => data.remove())
  product = await startProduct({ dataFolder: data.path })
  cleanUps.push(() => product.stop())
  admin = await newPage()
  officer = await newPage()
})
afterAll(async () => {
  for (const cleanUp of cleanUps.toReversed()) await cleanUp()
})

/** In a browser of its own: two people, two cookies. */
async function newPage(): Promise<Page> {
  const profile = await temporaryFolder('people-profile')
  const browser: BrowserContext = await openKiosk(profile.path)
  cleanUps.push(
    () => profile.remove(),
    () => browser.close(),
  )
  return browser.pages()[0] ?? browser.newPage()
}

const field = (page: Page, key: string) => page.getByLabel(t(key), { exact: true })

/** Accessible, and with room on a phone; a picture as a telephone shows it. */
async function looksRight(page: Page, name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  await picture(page, name, 'phone')
  expect.soft(await overflow(page), `${name}, wider than the phone`).toBe(0)
  await page.setViewportSize(sizes.laptop)
}

async function signInAs(page: Page, password: string): Promise<void> {
  await page.goto(`${product.url}can-bo`)
  await heading(page, t('desk:signIn.title')).waitFor({ timeout: patience })
  await field(page, 'desk:signIn.username').fill('panh.lt')
  await field(page, 'desk:signIn.password').fill(password)
  await button(page, t('desk:signIn.submit')).click()
}

test('an officer is added, changes the password, sets up the second factor, signs in with it, and is shut out', async () => {
  await signIn(admin, product)
  await goTo(admin, 'people')
  await heading(admin, t('people:title')).waitFor()
  await looksRight(admin, 'desk-people')
  await picture(admin, 'desk-people', 'laptop')
  await button(admin, t('people:add')).click()
  await button(admin, t('people:new.create')).click()
  await admin.getByText(t('people:field.usernameMissing')).waitFor()
  await looksRight(admin, 'desk-new-person-refused')
  await field(admin, 'people:field.username').fill('ADMIN')
  await field(admin, 'people:field.name').fill('Lò Thị Pành')
  await admin.getByRole('radio', { name: t('desk:role.reception'), exact: true }).check()
  await button(admin, t('people:new.create')).click()
  await admin.getByText(t('people:problem.username-taken')).waitFor()
  await field(admin, 'people:field.username').fill('panh.lt')
  await button(admin, t('people:new.create')).click()
  await heading(admin, t('people:new.done')).waitFor()
  await looksRight(admin, 'desk-one-time-password')
  const oneTime = (await admin.getByText(/^(\w{4}-){3}\w{4}$/).textContent()) ?? ''
  await button(admin, t('people:new.toList')).click()

  await signInAs(officer, oneTime)
  await heading(officer, t('account:pending.password')).waitFor({ timeout: patience })
  await field(officer, 'account:password.current').fill(oneTime)
  await field(officer, 'account:password.next').fill('matkhau123')
  await button(officer, t('account:password.change')).click()
  await officer.getByText(t('account:problem.password-common')).waitFor()
  await looksRight(officer, 'desk-pending-password')
  await field(officer, 'account:password.next').fill(chosen)
  await button(officer, t('account:password.change')).click()
  await heading(officer, t('desk:dossiers.title')).waitFor({ timeout: patience })

  await officer.getByRole('link', { name: 'Lò Thị Pành' }).click()
  await button(officer, t('account:secondFactor.setUp')).click()
  await field(officer, 'account:password.proof').fill(chosen)
  await button(officer, t('account:secondFactor.begin')).click()
  await officer.getByRole('img', { name: t('account:secondFactor.qr') }).waitFor()
  await looksRight(officer, 'desk-second-factor')
  const shown = (await officer.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? ''
  const app = new TOTP({ secret: Secret.fromBase32(shown.replaceAll(' ', '')) })
  await field(officer, 'account:secondFactor.code').fill(app.generate())
  await button(officer, t('account:secondFactor.confirm')).click()
  const codes = officer.getByRole('list', { name: t('account:recovery.label') }).getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBe(8)
  const recovery = (await codes.first().textContent()) ?? ''
  await looksRight(officer, 'desk-recovery-codes')
  await button(officer, t('account:recovery.done')).click()
  await officer.getByText(t('account:secondFactor.inForce')).waitFor()
  await looksRight(officer, 'desk-account')
  await picture(officer, 'desk-account', 'laptop')
  await switchLanguage(officer, 'en')
  await picture(officer, 'desk-account-en', 'phone')
  await officer.setViewportSize(sizes.laptop)
  await switchLanguage(officer, 'vi')
  await button(officer, t('desk:session.signOut')).click()

  await signInAs(officer, chosen)
  const code = field(officer, 'desk:signIn.code')
  await code.waitFor({ timeout: patience })
  // Nothing that was typed is lost, and the keyboard goes on where the form does.
  expect(await field(officer, 'desk:signIn.password').inputValue()).toBe(chosen)
  expect(await code.evaluate((input) => input === document.activeElement)).toBe(true)
  await officer.keyboard.type('000000')
  await officer.keyboard.press('Enter')
  await officer.getByText(t('desk:signIn.second-factor-wrong')).waitFor()
  await looksRight(officer, 'desk-sign-in-code')
  await code.fill(recovery)
  await officer.keyboard.press('Enter')
  await heading(officer, t('desk:dossiers.title')).waitFor({ timeout: patience })

  await admin.getByRole('button', { name: `${t('people:open')} Lò Thị Pành` }).click()
  await heading(admin, t('people:person.title')).waitFor()
  await looksRight(admin, 'desk-person')
  await button(admin, t('people:action.deactivation')).click()
  const dialog = admin.getByRole('dialog')
  expect(await violations(admin)).toEqual([])
  await dialog.getByRole('button', { name: t('people:action.deactivation') }).click()
  await admin.getByText(t('people:done.deactivation'), { exact: true }).waitFor()
  await officer.reload()
  await heading(officer, t('desk:signIn.title')).waitFor({ timeout: patience })
  await officer.close()
})

test('a team is added and renamed in a dialog that says what is wrong and gives the focus back', async () => {
  await admin.goto(`${product.url}can-bo/nguoi-dung`)
  const units = admin.getByRole('region', { name: t('people:units.title') })
  const opener = units.getByRole('button', { name: t('people:units.add'), exact: true })
  await opener.click({ timeout: patience })
  const adding = admin.getByRole('dialog', { name: t('people:units.newTitle') })
  const name = adding.getByLabel(t('people:units.column.name'), { exact: true })
  await adding.getByRole('button', { name: t('people:units.add'), exact: true }).click()
  await adding.getByText(t('people:units.nameMissing')).waitFor()
  expect(await name.getAttribute('aria-invalid')).toBe('true')
  await looksRight(admin, 'desk-new-team-refused')
  // A name of nothing that is seen: only the gateway notices.
  await name.fill('\u200B')
  await admin.keyboard.press('Enter')
  await adding.getByText(t('people:problem.name-invalid')).waitFor()
  await admin.keyboard.press('Escape')
  await adding.waitFor({ state: 'hidden' })
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)

  await admin.keyboard.press('Enter')
  expect(await name.inputValue()).toBe('')
  await name.fill('Tổ lưu động Nậm Chày')
  await admin.keyboard.press('Enter')
  const row = (team: string) => units.getByRole('row').filter({ hasText: team })
  await row('Tổ lưu động Nậm Chày').getByText(t('people:units.kind.team'), { exact: true }).waitFor()

  const edit = (team: string) =>
    row(team).getByRole('button', { name: `${t('action.edit')} ${team}`, exact: true })
  await edit('Tổ lưu động Nậm Chày').click()
  const editing = admin.getByRole('dialog', { name: t('people:units.editTitle') })
  await editing.getByLabel(t('people:units.column.name'), { exact: true }).fill('Tổ bản Nậm Chày')
  await editing.getByRole('checkbox', { name: t('people:units.demand') }).check()
  await looksRight(admin, 'desk-team')
  await editing.getByRole('button', { name: t('people:person.save'), exact: true }).click()
  await row('Tổ bản Nậm Chày').getByText(t('people:units.demanded')).waitFor()
  expect(await row('lưu động').count()).toBe(0)
  // The new team is there to put people in.
  await button(admin, t('people:add')).click()
  await admin.getByRole('radio', { name: 'Tổ bản Nậm Chày', exact: true }).waitFor()
})
