/** Listening: a screen is read in order by the best voice that is there, and in people's own languages from a pack. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskHeader, deskOf, signIn as signInByCall, type TestDesk, trySignIn } from '../gateway/test-desk.ts'
import { postJson } from '../gateway/test-device.ts'
import { awaitInstalled, button, connectKiosk, heading, patience } from './citizen.ts'
import { sizes } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { giveCredentials, signIn } from './officer.ts'
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

describe('a voice pack', () => {
  test('is recorded and translated at the desk', async () => {
    const desk = await place.kiosk.newPage()
    desk.on('pageerror', (error) => errors.push(error.message))
    await desk.setViewportSize(sizes.laptop)
    await signIn(desk, place.product)
    await desk.goto(`${place.product.url}can-bo/tieng-noi`)
    await desk.getByLabel(t('voices:language')).selectOption('mww', { timeout: patience })
    await button(desk, t('voices:recording.record')).click({ timeout: patience })
    await desk.waitForTimeout(700)
    await button(desk, t('voices:recording.stop')).click()
    await desk.locator('audio').waitFor({ timeout: patience })
    await button(desk, t('voices:next')).click()
    await desk.getByLabel(t('voices:translation.label')).fill(written)
    await button(desk, t('voices:translation.save')).click()
    await desk.getByText(t('voices:review.own')).waitFor({ timeout: patience })
    expect(await violations(desk)).toEqual([])
    await picture(desk, 'voices-vi-laptop')
    await desk.close()
  })
})

test('nothing failed on the way', () => {
  expect(errors).toEqual([])
})
void [deskHeader, deskOf, trySignIn, postJson, awaitInstalled, overflow, setTextSize, giveCredentials, languageName, password]
