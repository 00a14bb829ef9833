/** Listening: a screen is read in order by the best voice that is there, and in people's own languages from a pack. */
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oneTimePassword } from '../../src/contract/people.ts'
import { voiceWork } from '../../src/contract/voices.ts'
import { signIn as signInByCall, type TestDesk } from '../gateway/test-desk.ts'
import {
  awaitInstalled,
  beginDeclaration,
  button,
  connectKiosk,
  findProcedure,
  heading,
  patience,
} from './citizen.ts'
import { sizes } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { signIn } from './officer.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
/** Artificial: nobody's language is invented here. */
const written = '⟦mww-1⟧'
const languageName = 'Mông (chữ Mông quốc tế)'
const password = 'Ruộng bậc thang 2026'

let place: Place
let page: Page
let administrator: TestDesk
const errors: string[] = []

/** What a voice of the browser was asked to say, and what was played, in order. */
interface Heard {
  readonly voice: string
  readonly text: string
}

beforeAll(async () => {
  place = await openPlace({
    installs: true,
    viewport: sizes.kiosk,
    prepare: (kiosk) =>
      kiosk.addInitScript(() => {
        const heard: { voice: string; text: string }[] = []
        Object.assign(globalThis, { heard })
        const marked = () => document.querySelector('[data-spoken]')?.textContent ?? ''
        const { play } = HTMLMediaElement.prototype
        HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
          heard.push({ voice: 'file', text: marked() })
          return play.call(this)
        }
        let saying: { onend?: () => void; onerror?: () => void } | null = null
        const voices = [
          { name: 'network', lang: 'vi-VN', localService: false },
          { name: 'own', lang: 'vi-VN', localService: true },
        ]
        Object.defineProperty(globalThis, 'speechSynthesis', {
          value: {
            getVoices: () => voices,
            speak(utterance: { voice: { name: string }; text: string; onend?: () => void }) {
              heard.push({ voice: utterance.voice.name, text: utterance.text })
              saying = utterance
              // The last part of a screen is said until somebody stops it.
              setTimeout(() => saying === utterance && utterance.onend?.(), 40)
            },
            cancel() {
              saying?.onerror?.()
              saying = null
            },
            pause() {
              saying = null
            },
            resume() {},
          },
        })
        Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', {
          value: class {
            text: string
            constructor(text: string) {
              this.text = text
            }
          },
        })
      }),
  })
  page = place.page
  page.on('pageerror', (error) => errors.push(error.message))
  await connectKiosk(page, place)
  const { url, administrator: account } = place.product
  administrator = await signInByCall(url, account?.password ?? '')
})
afterAll(() => place.close())

const heard = () => page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard.splice(0))
const listenButton = () => button(page, t('listen'))
const bar = () => page.getByRole('region', { name: t('listen:label') })

/** Listens until the bar says that it is over. */
async function listenToTheEnd(): Promise<readonly Heard[]> {
  await heard()
  await listenButton().click()
  await bar().getByRole('status').waitFor({ timeout: patience })
  const all = await heard()
  await button(page, t('listen:stop')).click()
  return all
}

describe('whoever listens', () => {
  test('hears the screen from its title on, each part once and marked, by a voice of the device only', async () => {
    await page.evaluate(() => {
      const seen: string[] = []
      Object.assign(globalThis, { seen })
      new MutationObserver(() => {
        const text = document.querySelector('[data-spoken]')?.textContent
        if (text !== undefined && text !== seen.at(-1)) seen.push(text)
      }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-spoken'] })
    })
    const all = await listenToTheEnd()
    expect(all[0]).toEqual({ voice: 'own', text: t('home:title') })
    expect(new Set(all.map(({ voice }) => voice))).toEqual(new Set(['own']))
    expect(all.map(({ text }) => text)).toContain(t('home:links.tracking'))
    expect(all.map(({ text }) => text)).not.toContain(t('listen'))
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
    expect(seen.map((text) => text.replaceAll(/\s+/gu, ''))).toEqual(
      all.map(({ text }) => text.replaceAll(/\s+/gu, '')),
    )
    expect(await page.locator('[data-spoken]').count()).toBe(0)
  })

  test('pauses, goes on, begins again and stops, by keyboard as well', async () => {
    await listenButton().focus()
    await page.keyboard.press('Enter')
    await button(page, t('listen:pause')).focus()
    await page.keyboard.press('Enter')
    await button(page, t('listen:goOn')).waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'listen-vi', 'kiosk')
    await setTextSize(page, 'largest')
    await picture(page, 'listen-largest-vi', 'phone')
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    await setTextSize(page, 'normal')
    await picture(page, 'listen-vi', 'laptop')
    await button(page, t('listen:again')).press('Enter')
    await bar().getByRole('status').waitFor({ timeout: patience })
    await listenButton().press('Enter')
    await bar().waitFor({ state: 'detached' })
  })

  test('is not followed by the voice to another screen', async () => {
    await listenButton().click()
    await page.locator('[data-spoken]').waitFor()
    await page.getByRole('link', { name: t('home:links.tracking'), exact: true }).click()
    await heading(page, t('tracking:title')).waitFor()
    await bar().waitFor({ state: 'detached' })
    expect(await page.locator('audio').count()).toBe(0)
    await page.goBack()
    await heading(page, t('home:title')).waitFor()
  })
})

test('the end of a session silences the voice', async () => {
  await page.setViewportSize(sizes.kiosk)
  await findProcedure(page, 'khai sinh')
  await beginDeclaration(page)
  await listenButton().click()
  await page.locator('[data-spoken]').waitFor()
  await button(page, t('session.end')).click()
  await button(page, t('session.endSure')).click()
  await heading(page, t('home:title')).waitFor({ timeout: patience })
  await bar().waitFor({ state: 'detached' })
  await heard()
  expect(await page.locator('audio, [data-spoken]').count()).toBe(0)
})

describe('a voice pack', () => {
  test('is recorded and translated at the desk', async () => {
    const desk = await place.kiosk.newPage()
    desk.on('pageerror', (error) => errors.push(error.message))
    await desk.setViewportSize(sizes.laptop)
    await signIn(desk, place.product)
    await desk.goto(`${place.product.url}can-bo/tieng-noi`)
    await desk.getByLabel(t('voices:language')).selectOption('mww', { timeout: patience })
    // After the language's own name comes the first screen's title.
    await button(desk, t('voices:next')).click({ timeout: patience })
    await button(desk, t('voices:recording.record')).click()
    await desk.waitForTimeout(700)
    await button(desk, t('voices:recording.stop')).click()
    await desk.locator('audio').waitFor({ timeout: patience })
    await desk.getByLabel(t('voices:translation.label')).fill(written)
    await button(desk, t('voices:translation.save')).click()
    await desk.getByText(t('voices:review.own')).waitFor({ timeout: patience })
    expect(await violations(desk)).toEqual([])
    await picture(desk, 'voices-vi', 'laptop')
    await desk.close()
  })

  test('reaches the kiosk once a second person has approved it', async () => {
    const { url } = place.product
    const wanted = { source: t('home:title'), place: 'home:title' }
    await administrator.post('people', {
      username: 'sung-thi-my',
      name: 'Sùng Thị Mỷ',
      role: 'reception',
      unit: 'H38.20',
      identityName: null,
    })
    const made = await administrator.post('people/sung-thi-my/password')
    const once = v.parse(oneTimePassword, await made.json()).password
    const first = await signInByCall(url, once, 'sung-thi-my')
    await first.post('account/password', { current: once, next: password })
    const second = await signInByCall(url, password, 'sung-thi-my')
    const work = v.parse(voiceWork, await (await second.get('voices/mww')).json())
    for (const { source, revision } of work.sentences)
      expect((await second.post('voices/mww/reviews', { source, revision, isReviewed: true })).status).toBe(
        200,
      )
    expect(work.sentences.find(({ source }) => source === wanted.source)?.translation).toBe(written)
    expect((await administrator.post('voices/mww/publication')).status).toBe(200)
    await awaitInstalled(page)
    await page.reload()
    await button(page, languageName).waitFor({ timeout: patience })
  })

  test('works without a network, sentence by sentence, in its own language and otherwise in Vietnamese', async () => {
    await place.kiosk.setOffline(true)
    await button(page, languageName).click()
    await heading(page, written).waitFor()
    expect(await heading(page, written).getAttribute('lang')).toBe('mww')
    const tracking = page.getByRole('link', { name: t('home:links.tracking'), exact: true })
    expect(await tracking.evaluate((link) => link.closest<HTMLElement>('[lang]')?.lang)).toBe('vi')
    expect(await violations(page)).toEqual([])
    const all = await listenToTheEnd()
    expect(all[0]).toEqual({ voice: 'file', text: written })
    expect(new Set(all.slice(1).map(({ voice }) => voice))).toEqual(new Set(['own']))
    await picture(page, 'listen-pack-vi', 'kiosk')
  })

  test('gives way to Vietnamese for the next person', async () => {
    await page.getByRole('button', { name: t('language.vi') }).click()
    await heading(page, t('home:title')).waitFor()
    expect(await heading(page, t('home:title')).getAttribute('lang')).toBeNull()
    await place.kiosk.setOffline(false)
  })
})

test('a device without a voice of its own speaks with the one made beforehand, never over the network', async () => {
  const mute = await place.kiosk.newPage()
  await mute.addInitScript(() => {
    speechSynthesis.getVoices = () => [
      { name: 'network', lang: 'vi-VN', localService: false } as unknown as SpeechSynthesisVoice,
    ]
  })
  await mute.goto(place.url)
  await button(mute, t('listen')).click({ timeout: patience })
  await mute.waitForFunction(() => (globalThis as unknown as { heard: unknown[] }).heard.length >= 2, null, {
    timeout: patience,
  })
  const all = await mute.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard)
  expect(all[0]).toEqual({ voice: 'file', text: t('home:title') })
  expect(all[1]?.voice).toBe('file')
  await mute.close()
})

test('where nothing can be heard the bar says so, and the screen goes on', async () => {
  const dumb = await place.kiosk.newPage()
  dumb.on('pageerror', (error) => errors.push(error.message))
  await dumb.addInitScript(() => {
    speechSynthesis.getVoices = () => []
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('no device', 'NotSupportedError'))
  })
  await dumb.goto(place.url)
  await button(dumb, t('listen')).click({ timeout: patience })
  await dumb.getByRole('status').getByText(t('listen:none')).waitFor({ timeout: patience })
  await findProcedure(dumb, 'khai sinh')
  await dumb.getByRole('link', { name: t('guide:start'), exact: true }).waitFor({ timeout: patience })
  await dumb.close()
})

test('nothing failed on the way', () => {
  expect(errors).toEqual([])
})
