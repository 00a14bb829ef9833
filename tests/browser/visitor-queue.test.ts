/** The queue of people: from the kiosk's ticket to the counter, the waiting room's screen and a telephone. */
import type { BrowserContext, Locator, Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standardQueue } from '../../src/catalogue/standard-queue.ts'
import { queuePanel } from '../../src/contract/visitor-queue.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { signIn, type TestDesk } from '../gateway/test-desk.ts'
import { button, connectKiosk, heading, patience } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const groups = [
  { letter: 'E', name: { vi: 'Việc thử một', en: 'Trial one' } },
  { letter: 'F', name: { vi: 'Việc thử hai', en: 'Trial two' } },
]

let gateway: TestGateway
let desk: TestDesk
let browser: BrowserContext
let kiosk: Page
let counter: Page
let room: Page
let isCut = false
const cleanUps: (() => Promise<void>)[] = []

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  const profile = await temporaryFolder('profile')
  desk = await signIn(gateway.url, gateway.adminPassword)
  await desk.post('visitor-queue/setting', { ...standardQueue, isOn: true, groups })
  await desk.post('visitor-queue/counters', { name: 'Quầy 7', groups: ['E', 'F'] })
  browser = await openKiosk(profile.path, { viewport: sizes.kiosk })
  cleanUps.push(
    () => browser.close(),
    () => gateway.close(),
    profile.remove,
  )
  // The way to the gateway, for tickets only: everything else of the page goes on.
  await browser.route('**/api/v1/{queue/tickets/**,envelopes}', (route) =>
    isCut ? route.abort() : route.continue(),
  )
  kiosk = browser.pages()[0] ?? (await browser.newPage())
  await connectKiosk(kiosk, { enrolmentLink: `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode()}` })
  const [name = '', value = ''] = (desk.cookie.split(';', 1)[0] ?? '').split('=')
  await browser.addCookies([{ name, value, url: gateway.url, sameSite: 'Strict', httpOnly: true }])
  room = await browser.newPage()
  counter = await browser.newPage()
})
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

const see = (place: Locator) => place.waitFor({ timeout: patience })

async function expectFit(page: Page, name: string): Promise<void> {
  for (const size of ['phone', 'laptop', 'kiosk'] as const) {
    await picture(page, name, size)
    expect(await overflow(page), `${name} ${size}`).toBe(0)
  }
  expect(await violations(page), name).toEqual([])
}

/** Two taps from the first screen. */
async function take(group: string, priority: string): Promise<void> {
  await kiosk.goto(gateway.url)
  await kiosk.getByRole('link', { name: t('home:links.ticket') }).click({ timeout: patience })
  await button(kiosk, group).click({ timeout: patience })
  await button(kiosk, priority).click({ timeout: patience })
  await see(heading(kiosk, t('ticket:ticket.title')))
}

const newest = (page: Page) => page.locator('[aria-live="assertive"]')

test('a ticket from the kiosk is called at the counter, in the waiting room and on a telephone', async () => {
  await room.goto(`${gateway.url}goi-so`)
  await see(room.getByText(t('ticket:calls.nobody')))

  await kiosk.goto(`${gateway.url}lay-so`)
  await see(heading(kiosk, t('ticket:group.title')))
  await expectFit(kiosk, 'ticket-groups')
  await take(groups[0]?.name.vi ?? '', t('ticket:priority.none'))
  await see(kiosk.getByText('E001').first())
  await expectFit(kiosk, 'ticket')
  await kiosk.emulateMedia({ media: 'print' })
  expect(await kiosk.getByText(t('ticket:ticket.keep')).isVisible()).toBe(true)
  expect(await heading(kiosk, t('ticket:ticket.title')).isVisible()).toBe(false)
  await kiosk.emulateMedia({ media: 'screen' })
  await take(groups[1]?.name.vi ?? '', t('ticket:priority.reason.elderly'))
  await see(kiosk.getByText('F001').first())

  const read = await desk.get('visitor-queue')
  const { waiting } = v.parse(queuePanel, await read.json())
  const telephone = await browser.newPage()
  await telephone.goto(`${gateway.url}so/${waiting.at(-1)?.id}`)
  await see(telephone.getByText(t('ticket:place.waitUnknown')))
  await expectFit(telephone, 'ticket-place')

  await counter.goto(`${gateway.url}can-bo/hang-doi`)
  await button(counter, t('visitor-queue:counter.sit', { name: 'Quầy 7' })).click({ timeout: patience })
  await button(counter, t('visitor-queue:counter.next')).click({ timeout: patience })
  await see(newest(room).getByText('F001'))
  await expectFit(room, 'call-screen')
  await expectFit(counter, 'counter')
  // The Enter key alone goes on: here, then done and the next.
  await counter.getByRole('button', { name: t('visitor-queue:counter.arrived') }).press('Enter')
  await see(button(counter, t('visitor-queue:counter.finishNext')))
  await counter.keyboard.press('Enter')
  await see(newest(room).getByText('E001'))
  await see(telephone.getByText(t('ticket:place.called', { counter: 'Quầy 7' })))
  await telephone.close()
})

test('without the gateway the kiosk gives a number of its own, and the counter calls it once there is contact', async () => {
  isCut = true
  await take(groups[0]?.name.vi ?? '', t('ticket:priority.none'))
  await see(kiosk.getByText('K1-001').first())
  await see(kiosk.getByText(t('ticket:ticket.own')))
  expect(await violations(kiosk)).toEqual([])
  isCut = false
  await kiosk.evaluate(() => dispatchEvent(new Event('online')))
  await see(counter.getByRole('rowheader', { name: 'K1-001' }))
})

test('many calls, numbers of the kiosks’ own series and long names of counters fit the waiting room’s screen', async () => {
  const calls = Array.from({ length: 7 }, (_, at) => ({
    number: `K12-10${at}`,
    counter: 'Quầy tư pháp – hộ tịch và chứng thực số 2',
    calledAt: new Date().toISOString(),
    times: 1,
    isOpen: true,
  }))
  const feed = { unitName: 'Phường Lào Cai', now: new Date().toISOString(), calls, waiting: 14 }
  await room.route('**/api/v1/queue/units/*/calls', (route) => route.fulfill({ json: feed }))
  await room.goto(`${gateway.url}goi-so`)
  await see(newest(room).getByText('K12-100'))
  for (const size of ['kiosk', 'laptop', 'phone'] as const) {
    await picture(room, 'call-screen-long', size)
    const cut = await newest(room).evaluate((place) => {
      const { scrollWidth, scrollHeight } = document.documentElement
      const words = [...place.children].map((part) => part.getBoundingClientRect())
      const within = place.getBoundingClientRect()
      const isOut = words.some(({ top, bottom }) => top < within.top || bottom > within.bottom)
      return { wide: scrollWidth > innerWidth, high: scrollHeight > innerHeight, isOut }
    })
    expect(cut, size).toEqual({ wide: false, high: false, isOut: false })
  }
  await room.unroute('**/api/v1/queue/units/*/calls')
})

test('the waiting room’s screen says when it has no contact, and comes back by itself', async () => {
  let isAway = true
  await room.route('**/api/v1/queue/units/**', (route) => (isAway ? route.abort() : route.continue()))
  await room.goto(`${gateway.url}goi-so`)
  await see(room.getByText(/^Mất liên lạc từ/))
  // Whether anybody was called is not known.
  expect(await room.getByText(t('ticket:calls.nobody')).count()).toBe(0)
  isAway = false
  await see(newest(room).getByText('E001'))
  expect(await room.getByText(/^Mất liên lạc từ/).count()).toBe(0)
  // Opened on a machine for something else, with nothing left to turn on, it still leads out.
  await room.getByRole('link', { name: t('action.home') }).click()
  await see(heading(room, t('home:title')))
})

test('a telephone in a pocket asks for nothing, and reads once when it is looked at', async () => {
  const read = await desk.get('visitor-queue')
  const { waiting } = v.parse(queuePanel, await read.json())
  const telephone = await browser.newPage()
  await telephone.clock.install()
  const live = telephone.waitForResponse(/\/live$/)
  await telephone.goto(`${gateway.url}so/${waiting[0]?.id}`)
  await live
  await see(telephone.getByText('K1-001').first())
  const look = (isAway: boolean) =>
    telephone.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, isAway)
  await look(true)
  await telephone.waitForLoadState('networkidle')
  let readings = 0
  telephone.on('request', (request) => {
    if (request.url().includes('/queue/tickets/')) readings += 1
  })
  await telephone.clock.runFor(20_000)
  expect(readings).toBe(0)
  const again = telephone.waitForResponse(/\/queue\/tickets\//)
  await look(false)
  await again
  // Whatever else was asked for at the same time is on its way before this answers.
  await telephone.evaluate(async () => void (await fetch('healthz')))
  expect(readings).toBe(1)
  await telephone.close()
})
