/**
 * A monkey at the kiosk, seeded: it taps, types, goes back and presses keys over the whole citizen's app; and a hundred
 * taps a second rain on kiosk, team's phone and desk. Whatever it does, no screen is broken or a dead end, and the next
 * person finds nothing of it. `MOTCUA_MONKEY_SECONDS=600` lets each play for longer, `MOTCUA_MONKEY_SEED=7` as another
 * one.
 */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadSummaries } from '../../src/catalogue/built-in.ts'
import { button, connectKiosk, heading, patience } from './citizen.ts'
import { openMachines, sizes } from './kiosk.ts'
import { signIn } from './officer.ts'
import { openPlace, type Place } from './place.ts'
import { stormOver } from './storm.ts'
import { textsIn } from './texts.ts'

const seconds = Number(process.env.MOTCUA_MONKEY_SECONDS ?? 7)
const seed = Number(process.env.MOTCUA_MONKEY_SEED ?? 1)
/** A person plays with the machine this often, then another comes. */
const movesPerPerson = 60

const vi = textsIn('vi')
const en = textsIn('en')
let place: Place
let page: Page
const errors: string[] = []
/** What the monkey did last, to do it again by hand. */
const moves: string[] = []

beforeAll(async () => {
  place = await openPlace({
    viewport: sizes.kiosk,
    hasTouch: true,
    prepare: (kiosk) => kiosk.clock.install(),
  })
  page = place.page
  await watch(page)
  await connectKiosk(page, place)
  await page.locator('html[data-kiosk]').waitFor({ timeout: patience })
})
beforeEach(() => {
  errors.length = 0
  moves.length = 0
})
afterAll(() => place.close())

async function watch(watched: Page): Promise<void> {
  watched.on('pageerror', (error) => errors.push(`${watched.url()} ${error.stack ?? error.message}`))
  // A button of the monkey's must not open a dialog of the machine.
  await watched.addInitScript(() => {
    window.print = () => {}
  })
}

/** Mulberry32: the same seed plays the same game. */
function randomOf(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
const random = randomOf(seed)
const below = (limit: number) => Math.floor(random() * limit)
const oneOf = <T>(values: readonly T[]): T | undefined => values[below(values.length)]

/** In the dialog that is open, or on the screen. */
async function targets(on: Page = page): Promise<readonly Locator[]> {
  const dialog = on.locator('dialog[open]').last()
  const ground = (await dialog.count()) > 0 ? dialog : on.locator('body')
  return ground.locator('a[href], button, input, textarea, select, summary').filter({ visible: true }).all()
}

const keys = [
  'Tab',
  'Enter',
  ' ',
  'Escape',
  'ArrowDown',
  'ArrowLeft',
  'Backspace',
  'F5',
  'Control+p',
  'Alt+ArrowLeft',
]
const nonsense = ['1', '99', '0912345678', 'áàạ', '010190000017', '31/02/2026', '   ', '💧']

/** Within the app: before its first screen there is the blank page that a browser of tests begins with. */
async function goTo(step: -1 | 1): Promise<void> {
  await page.evaluate((delta) => {
    const state: unknown = history.state
    const isFirst = typeof state === 'object' && state !== null && 'idx' in state && state.idx === 0
    if (delta > 0 || !isFirst) history.go(delta)
  }, step)
}

/** One move of the monkey. @param mark is typed where a person would write their name. */
async function move(mark: string): Promise<void> {
  const what = random()
  if (what < 0.06) {
    moves.push('back')
    await goTo(-1)
  } else if (what < 0.16) {
    const key = oneOf(keys) ?? 'Tab'
    moves.push(`key ${key}`)
    await page.keyboard.press(key)
  } else if (what < 0.24) {
    await hammer()
  } else if (what < 0.3) {
    const { x, y } = { x: below(sizes.kiosk.width), y: below(sizes.kiosk.height) }
    moves.push(`tap ${x},${y}`)
    await page.mouse.click(x, y)
  } else {
    const target = oneOf(await targets())
    if (target === undefined) return
    await use(target, mark)
  }
}

/** A child with ten fingers: thirty taps anywhere, a few milliseconds apart, whatever comes up under them. */
async function hammer(): Promise<void> {
  const points = Array.from(
    { length: 30 },
    () => [below(sizes.kiosk.width), below(sizes.kiosk.height)] as const,
  )
  moves.push('hammer')
  await page.evaluate(async (taps) => {
    for (const [x, y] of taps) {
      const element = document.elementFromPoint(x, y)
      const touched = element?.closest('a, button, input, label, summary, textarea') ?? element
      // A file dialog is the machine's and would stay.
      if (touched instanceof HTMLElement && touched.querySelector('input[type="file"]') === null)
        touched.click()
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
  }, points)
}

/** Taps it twice as a child does, or writes into it. */
async function use(target: Locator, mark: string): Promise<void> {
  try {
    const seen = await target.evaluate(
      (element) =>
        `${element.tagName} ${element.getAttribute('type') ?? ''} ${element.textContent?.trim().slice(0, 40)}`,
      undefined,
      { timeout: 500 },
    )
    moves.push(seen)
    const isText = /^(INPUT (text|search|tel|)? |TEXTAREA)/.test(seen)
    if (isText) {
      await target.fill(random() < 0.5 ? mark : (oneOf(nonsense) ?? ''), { timeout: 500 })
    } else if (/^INPUT file/.test(seen)) return
    else await target.click({ timeout: 500, clickCount: random() < 0.2 ? 2 : 1 })
  } catch (error) {
    // It was gone or covered by the time the monkey was there, as for a hasty hand.
    if (!(error instanceof Error) || !/Timeout|detached|not an|Element is/.test(error.message)) throw error
    moves.push('  (missed)')
  }
}

/** What must be so on every screen, whatever led there. */
async function expectSound(on: Page = page): Promise<void> {
  const trail = () => moves.slice(-25).join('\n')
  expect(errors, trail()).toEqual([])
  const broken = on.getByRole('heading', {
    name: new RegExp(`^(${vi('failure.title')}|${en('failure.title')})$`),
  })
  expect(await broken.count(), trail()).toBe(0)
  expect(new URL(on.url()).hostname, `${on.url()}\n${trail()}`).toBe('localhost')
  // Something to go on with: at least the way home.
  try {
    await expect.poll(async () => (await targets(on)).length, { timeout: patience }).toBeGreaterThan(0)
  } catch (error) {
    throw new Error(`a dead end: ${await shown(on)}\n${trail()}`, { cause: error })
  }
}

/** Whoever reads of a failure has not seen the screen. */
function shown(on: Page): Promise<string> {
  return on.evaluate(() =>
    [...document.querySelectorAll('dialog[open], body')]
      .map(({ outerHTML }) => outerHTML.slice(0, 1500))
      .concat(location.href)
      .join('\n'),
  )
}

/** On the kiosk moreover: no second window, and no field that remembers. */
async function expectSoundKiosk(): Promise<void> {
  const trail = () => moves.slice(-25).join('\n')
  await expectSound()
  expect(page.url().startsWith(place.url), `${page.url()}\n${trail()}`).toBe(true)
  expect(place.kiosk.pages().length, trail()).toBe(1)
  const remembering = await page
    .locator('input:is([type="text"], [type="search"], [type="tel"], :not([type])), textarea')
    .evaluateAll((fields) =>
      fields
        .filter((field) => !['off', 'one-time-code'].includes(field.getAttribute('autocomplete') ?? ''))
        .map((field) => field.outerHTML),
    )
  expect(remembering, trail()).toEqual([])
}

/** By walking away, or by "Kết thúc" where it is on show. */
async function leave(): Promise<void> {
  const ending = button(page, vi('session.end')).or(button(page, en('session.end')))
  const isCovered = (await page.locator('dialog[open]').count()) > 0
  if (random() < 0.5 && !isCovered && (await ending.count()) === 1) {
    await ending.click()
    await button(page, vi('session.endSure'))
      .or(button(page, en('session.endSure')))
      .click()
    await atHome().waitFor({ timeout: patience })
    return
  }
  await passFiveMinutes()
  await passFiveMinutes()
  await expect
    .poll(
      async () => {
        if (await atHome().isVisible()) return true
        // A page that had just been loaded began to count only when it was drawn.
        await passFiveMinutes()
        return false
      },
      { interval: 1000, timeout: patience },
    )
    .toBe(true)
    .catch(async (error: unknown) => {
      throw new Error(`not at home: ${await shown(page)}\n${moves.slice(-25).join('\n')}`, { cause: error })
    })
}

/** Not while a visit is being forgotten: five minutes at once would be five minutes in which that came to nothing. */
async function passFiveMinutes(): Promise<void> {
  await expect.poll(() => page.locator('header[inert]').count(), { interval: 20, timeout: patience }).toBe(0)
  await page.clock.fastForward('05:00')
}

function atHome(): Locator {
  return heading(page, vi('home:title'))
    .or(page.getByRole('dialog', { name: vi('kiosk:attract.title') }))
    .first()
}

async function expectNothingOf(mark: string): Promise<void> {
  const trail = moves.slice(-25).join('\n')
  const texts = () =>
    page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        ...[...document.querySelectorAll('input, textarea')].map((field) =>
          field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
        ),
        location.href,
        JSON.stringify(history.state),
        JSON.stringify({ ...sessionStorage }),
        JSON.stringify({ ...localStorage }),
      ].join('\n'),
    )
  expect(await texts(), trail).not.toContain(mark)
  for (const step of [-1, 1, 1] as const) {
    await goTo(step)
    expect(await texts(), trail).not.toContain(mark)
  }
}

test(
  `nothing that is done to it breaks the kiosk or stays for the next person (seed ${seed})`,
  async () => {
    const end = Date.now() + seconds * 1000
    let people = 0
    while (Date.now() < end) {
      people += 1
      const mark = `Khỉ ${seed}-${people}`
      moves.push(`— ${mark}`)
      for (let moved = 0; moved < movesPerPerson && Date.now() < end; moved++) {
        await move(mark)
        await expectSoundKiosk()
      }
      await leave()
      await expectNothingOf(mark)
      await expectSoundKiosk()
    }
    expect(people).toBeGreaterThan(0)
    console.log(`${people} people, ${moves.length} moves`)
  },
  seconds * 1000 + 120_000,
)

/** Where it rains, and from where it begins each time. Sealing and filing take the storm to the rest. */
interface Ground {
  readonly page: Page
  readonly url: string
  readonly places: readonly string[]
  /** Whatever the storm has done there, it can go on. */
  ready(): Promise<void>
  sound(): Promise<void>
}

const teamPlaces = ['', 'doi', 'doi/chuyen', 'doi/de-lai', 'tap-huan', 'tro-giup-tai-khoan']
const kioskPlaces = [
  '',
  'tra-cuu',
  'ho-so',
  'lay-so',
  'dat-gio',
  'ket-noi',
  'lam-tiep',
  'goc-can-bo',
  'bo-sung',
  'phan-anh',
  'phan-anh/gui/loai',
  'tro-giup-tai-khoan',
  'tap-huan',
  'tap-huan/thuc-hanh',
  'hai-long',
  'goi-so',
  'su-kien/birth',
  'khong-co',
]
const deskPlaces = [
  '',
  '/hang-doi',
  '/so-thu',
  '/theo-doi',
  '/chi-so',
  '/bao-cao',
  '/to-cong-nghe',
  '/thiet-bi',
  '/mang-tay',
  '/cach-ly',
  '/lien-thong',
  '/phan-anh',
  '/thong-bao-tu-dong',
  '/ngay-ve-thon',
  '/thong-bao',
  '/tin-nhan',
  '/tieng-noi',
  '/nhat-ky',
  '/nguoi-dung',
  '/tai-khoan',
]
  .map((path) => `can-bo${path}`)
  // Their machines are not connected.
  .concat('goi-so')

test(
  `a hundred taps a second, also by ten fingers, break no screen of kiosk, team or desk (seed ${seed})`,
  async () => {
    const machines = await openMachines()
    try {
      const desk = await machines.newMachine()
      const team = await machines.newMachine()
      await watch(desk)
      await watch(team)
      await signIn(desk, place.product)
      const code = await desk.evaluate(async () => {
        const answer = await fetch('api/desk/enrolment-codes', {
          method: 'POST',
          headers: { 'x-motcua-desk': '1', 'content-type': 'application/json' },
          body: JSON.stringify({ role: 'team', team: null }),
        })
        return String((await answer.json()).code)
      })
      await connectKiosk(team, { enrolmentLink: `${place.product.url}ket-noi#ma=${code}` })

      const codes = (await loadSummaries()).map((each) => each.code)
      const declarations = codes.flatMap((each) => [`thu-tuc/${each}`, `ke-khai/${each}`])
      const grounds: readonly Ground[] = [
        {
          page,
          url: place.url,
          places: [...kioskPlaces, ...Array.from(kioskPlaces, () => oneOf(declarations) ?? '')],
          ready: async () => {},
          sound: expectSoundKiosk,
        },
        {
          page: desk,
          url: place.product.url,
          places: deskPlaces,
          async ready() {
            const asks = await desk.getByRole('heading', { name: vi('desk:signIn.title') }).count()
            if (asks > 0) await signIn(desk, place.product)
          },
          sound: () => expectSound(desk),
        },
        {
          page: team,
          url: place.product.url,
          places: [...teamPlaces, ...Array.from(teamPlaces, () => oneOf(declarations) ?? '')],
          ready: async () => {},
          sound: () => expectSound(team),
        },
      ]
      const storms = await Promise.all(grounds.map((ground) => stormOver(ground.page, below)))

      const end = Date.now() + seconds * 1000
      const legSeconds = Math.min(5, seconds / 3)
      let taps = 0
      let tookMs = 0
      for (let leg = 0; leg < grounds.length || Date.now() < end; leg++) {
        const ground = grounds[leg % grounds.length]
        const storm = storms[leg % grounds.length]
        if (ground === undefined || storm === undefined) break
        const at = oneOf(ground.places) ?? ''
        moves.push(`storm over ${ground.url}${at}`)
        await ground.ready()
        await ground.page.goto(`${ground.url}${at}`)
        const blown = await storm.blow(legSeconds)
        taps += blown.taps
        tookMs += blown.tookMs
        await ground.sound()
        if (leg % (3 * grounds.length) === 0) {
          await page.goto(place.url)
          await leave()
        }
      }
      console.log(
        `${taps} taps in ${Math.round(tookMs / 1000)} s: ${Math.round((taps / tookMs) * 1000)} a second`,
      )
    } finally {
      await machines.close()
    }
  },
  seconds * 4000 + 120_000,
)
