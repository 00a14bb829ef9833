import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bySection } from '../../src/domain/form/by-section.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { signIn } from '../gateway/test-desk.ts'
import { birthForm, recentBirth } from './birth.ts'
import {
  awaitInstalled,
  beginDeclaration,
  button,
  connectKiosk,
  fileBirth,
  fileButton,
  fillStep,
  findProcedure,
  finish,
  goOn,
  heading,
  patience,
  prepareBirth,
  readReceipt,
  seeSavedHere,
  stepsFor,
} from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { drawPhoto } from './photo.ts'
import { readCounted, startCounting } from './taps.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const pin = '90417362'
const helper = 'Ma Thị Sua'

let gateway: TestGateway
let profile: Awaited<ReturnType<typeof temporaryFolder>>
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  profile = await temporaryFolder('team')
  phone = await openKiosk(profile.path, { viewport: sizes.phone, installs: true })
  page = phone.pages()[0] ?? (await phone.newPage())
  await connectKiosk(page, {
    enrolmentLink: `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode('team')}`,
  })
  await awaitInstalled(page)
})
afterAll(async () => {
  await phone?.close()
  await gateway?.close()
  await profile?.remove()
})

test('a birth is registered without network in at most 60 taps and 12 screens besides typing', async () => {
  const photo = await drawPhoto(page, { title: 'Giấy chứng sinh', width: 1240, height: 1754 })
  await phone.setOffline(true)
  await startCounting(page)
  await fileBirth(page, { photos: [photo], form: bySection(birthForm), heardBy: helper })
  await seeSavedHere(page)
  const { taps, screens } = await readCounted(page)
  expect(taps).toBeLessThanOrEqual(60)
  expect(screens.length).toBeLessThanOrEqual(12)
  await finish(page)
})

test('on a team’s phone each section is one screen, with its parts named', async () => {
  const form = bySection(birthForm)
  await findProcedure(page, 'đăng ký khai sinh')
  await beginDeclaration(page, helper)
  for (const step of stepsFor(form, recentBirth)) {
    await fillStep(page, step, recentBirth)
    expect.soft(await violations(page), step.id).toEqual([])
    await picture(page, `team-${step.id}-vi`, 'phone')
    await setTextSize(page, 'largest')
    expect.soft(await overflow(page), step.id).toBe(0)
    await setTextSize(page, 'normal')
    const asked = step.questions.map(({ id }) => id)
    const parts = step.parts?.filter(({ questions }) => questions.some((id) => asked.includes(id))) ?? []
    expect(await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()).toEqual(
      expect.arrayContaining(parts.map(({ title }) => title.vi)),
    )
    await goOn(page)
  }
})

/** The link on the first screen, so that the page stays and with it what is open. */
async function toTeam(): Promise<void> {
  await page.goto(gateway.url)
  await page.getByRole('link', { name: t('home:links.team') }).click({ timeout: patience })
}

async function typePin(typed: string): Promise<void> {
  await page.getByRole('textbox', { name: t('team:pin.label') }).fill(typed)
  await button(page, t('team:pin.open')).click()
}

async function look(name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  await picture(page, `team-${name}-vi`, 'phone')
  await setTextSize(page, 'largest')
  expect.soft(await overflow(page), name).toBe(0)
  await setTextSize(page, 'normal')
}

test('a team member sets a PIN, visits a village and counts who was helped', async () => {
  await button(page, t('session.end')).click()
  await button(page, t('session.endSure')).click()
  await page.getByRole('link', { name: t('home:links.team') }).click({ timeout: patience })
  await heading(page, t('team:newPin.title')).waitFor()
  await look('new-pin')
  await page.getByRole('textbox', { name: t('team:newPin.label') }).fill(pin)
  await page.getByRole('textbox', { name: t('team:newPin.again') }).fill(pin)
  await button(page, t('team:newPin.set')).click()
  await page.getByRole('link', { name: t('team:start.noVisit') }).click({ timeout: patience })
  await page.getByRole('textbox', { name: t('team:newVisit.village') }).fill('Nậm Mòn')
  await page.getByRole('radio', { name: t('team:purpose.home-visit') }).check()
  await look('new-visit')
  await button(page, t('team:newVisit.begin')).click()
  await heading(page, 'Nậm Mòn').waitFor()
  await page.getByRole('radio', { name: t('team:service.account') }).check()
  await page.getByRole('combobox', { name: t('team:visit.difficulty') }).selectOption('no-phone')
  await button(page, t('team:visit.add')).click()
  await page.getByRole('heading', { name: t('team:visit.people', { count: 1 }) }).waitFor()
  await look('visit')
  await setTextSize(page, 'largest')
  const less = page.getByRole('button', { name: t('team:visit.less', { name: '' }).trim() }).first()
  expect(await less.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  await setTextSize(page, 'normal')
  await button(page, t('action.back')).click()
  await heading(page, t('team:title')).waitFor()
  await look('start')
})

test('a citizen signs, and the draft waits behind the PIN for papers at home', async () => {
  await page.getByRole('link', { name: t('team:start.help') }).click()
  await findProcedure(page, 'đăng ký khai sinh')
  await page.getByRole('link', { name: t('guide:start'), exact: true }).click({ timeout: patience })
  await page.getByRole('heading', { name: t('team:consent.title') }).waitFor()
  await button(page, t('declaration:start.begin')).click()
  await page.getByText(t('team:consent.problem.kind-missing')).waitFor()
  await page.getByRole('radio', { name: t('team:consent.signed') }).check()
  const board = await page.getByRole('img', { name: t('team:consent.boardEmpty') }).boundingBox()
  if (board === null) throw new Error('there is no board to sign on')
  await page.mouse.move(board.x + 40, board.y + 40)
  await page.mouse.down()
  await page.mouse.move(board.x + 120, board.y + 70, { steps: 6 })
  await page.mouse.up()
  await page.getByRole('img', { name: t('team:consent.boardDrawn') }).waitFor()
  await look('consent')
  await button(page, t('declaration:start.begin')).click()
  const shown = await page.getByText(/^\d{3} \d{3}$/).textContent()
  await button(page, t('declaration:resumeCode.goOn')).click()
  await fillStep(page, stepsFor(bySection(birthForm), recentBirth)[0] ?? raise(), recentBirth)
  await button(page, t('team:park.action')).click()
  await button(page, t('team:park.sure')).click()
  await page
    .getByRole('dialog')
    .getByText(shown ?? '')
    .waitFor()
  expect.soft(await violations(page), 'parked-code').toEqual([])
  await picture(page, 'team-parked-code-vi', 'phone')
  await button(page, t('team:park.toList')).click()
  await page.getByRole('listitem', { name: t('team:parked.item', { code: shown ?? '' }) }).waitFor()
  await look('parked')
  expect(await page.getByText(String(recentBirth['requester.fullName'])).count()).toBe(0)
  await page.reload()
  await heading(page, t('team:pin.title')).waitFor({ timeout: patience })
  await look('locked')
  await typePin('00000000')
  await page.getByText(t('team:pin.wrong', { count: 9 })).waitFor()
  await typePin(pin)
  await button(page, t('team:parked.goOn')).click({ timeout: patience })
  await button(page, t('session.end')).click({ timeout: patience })
  await button(page, t('session.endSure')).click()
  await heading(page, t('home:title')).waitFor()
})

test('in citizen mode the team is locked away, a citizen files alone, and only the PIN takes the phone back', async () => {
  await page.getByRole('link', { name: t('home:links.team') }).click({ timeout: patience })
  await button(page, t('team:start.handOver')).click()
  await heading(page, t('home:title')).waitFor()
  // No consent to anybody's help is asked for.
  await prepareBirth(page, { form: bySection(birthForm) })
  await (await fileButton(page)).click()
  await readReceipt(page)
  await finish(page)
  await toTeam()
  await heading(page, t('team:pin.handedOver')).waitFor({ timeout: patience })
  await typePin(pin)
  await page.getByRole('link', { name: t('team:start.parked', { count: 1 }) }).click({ timeout: patience })
  await page
    .getByRole('listitem')
    .filter({ hasText: t('team:parked.goOn') })
    .waitFor()
})

test('the visit and the dossiers reach the desk with who helped, once there is a network', async () => {
  await toTeam()
  await typePin(pin)
  await page
    .getByRole('link', { name: t('team:start.visit', { village: 'Nậm Mòn', count: 2 }) })
    .click({ timeout: patience })
  await button(page, t('team:visit.end')).click()
  await button(page, t('team:endVisit.sure')).click()
  await page.getByRole('link', { name: t('team:start.noVisit') }).waitFor()
  await phone.setOffline(false)
  const desk = await signIn(gateway.url, gateway.adminPassword)
  await expect
    .poll(async () => (await (await desk.get('visits?from=2000-01-01&until=2100-01-01')).json()).villages, {
      timeout: patience,
    })
    .toMatchObject([{ village: 'Nậm Mòn', people: 2 }])
  const { dossiers } = await desk.dossiers()
  const helped = await Promise.all(dossiers.map(async ({ id }) => (await desk.dossier(id)).assistedBy))
  expect(helped).toHaveLength(2)
  expect(helped).toContainEqual(
    expect.objectContaining({ role: 'team', consent: { kind: 'spoken', heardBy: helper } }),
  )
  expect(helped).toContain(null)
})

test('the tenth wrong PIN wipes what was set aside, and the phone stays joined', async () => {
  await toTeam()
  await heading(page, t('team:pin.title')).waitFor({ timeout: patience })
  for (let tries = 1; tries < 10; tries++) {
    await typePin('00000000')
    await page.getByText(t('team:pin.wrong', { count: 10 - tries })).waitFor()
    if (tries >= 5) await endWait()
  }
  await typePin('00000000')
  await heading(page, t('team:newPin.title')).waitFor()
  await page.getByText(t('team:wiped.title')).waitFor()
  await look('wiped')
})

/** Five minutes are over. */
function endWait(): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('motcua')
        opening.onerror = reject
        opening.onsuccess = () => {
          const settings = opening.result.transaction('settings', 'readwrite').objectStore('settings')
          const reading = settings.get('team')
          reading.onsuccess = () => settings.put({ ...reading.result, waitUntil: 0 })
          settings.transaction.onerror = reject
          settings.transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
  )
}

function raise(): never {
  throw new Error('the form has no step')
}
