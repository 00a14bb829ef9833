/** What a kiosk does more than a phone or a desk: guards, the picture when nobody is there, and the staff corner. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  beginDeclaration,
  button,
  connectKiosk,
  findProcedure,
  heading,
  patience,
  switchLanguage,
} from './citizen.ts'
import { sizes } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { clear } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const en = textsIn('en')
const rightPin = '402611'
let place: Place
let page: Page
const errors: string[] = []

beforeAll(async () => {
  place = await openPlace({
    installs: true,
    isWhole: true,
    viewport: sizes.kiosk,
    prepare: (kiosk) => kiosk.clock.install(),
  })
  page = place.page
  page.on('pageerror', (error) => errors.push(error.message))
  // Stands for a mistake of ours: a screen that throws as it is drawn.
  await page.addInitScript(() => {
    const { hasOwn } = Object
    Object.hasOwn = (value, key) => {
      if (key === 'crash') throw new Error('invented crash')
      return hasOwn(value, key)
    }
  })
  await connectKiosk(page, place)
  await page.locator('html[data-kiosk]').waitFor({ timeout: patience })
})
afterAll(() => place.close())

test('the machine sees by a file that the page of a kiosk lives, and looks for none of another device', async () => {
  const heartbeat = () =>
    page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory()
      try {
        return await (await (await folder.getFileHandle('heartbeat')).getFile()).text()
      } catch (error) {
        if (error instanceof DOMException && error.name === 'NotFoundError') return 'none'
        throw error
      }
    })
  // From joining on, without loading the page anew.
  await expect.poll(heartbeat, { timeout: patience }).not.toBe('none')
  const before = await heartbeat()
  expect(Number.isNaN(Date.parse(before))).toBe(false)
  await page.clock.fastForward('00:21')
  await expect.poll(heartbeat, { timeout: patience }).not.toBe(before)

  for (const [change, back] of [
    [{ role: 'desk' }, { role: 'kiosk' }],
    // Its store is lost, and joined anew.
    [{ slot: 2 }, { slot: 1 }],
  ] as const) {
    await page.evaluate(changeDevice, change)
    await page.goto(place.url)
    await expect.poll(heartbeat, { timeout: patience }).toBe('none')
    await page.evaluate(changeDevice, back)
    await page.goto(place.url)
    await expect.poll(heartbeat, { timeout: patience }).not.toBe('none')
  }
  // What comes next is held back by the guards of a kiosk, which come behind the first screen.
  await page.locator('html[data-kiosk]').waitFor({ timeout: patience })
})

describe('a hand or a keyboard', () => {
  test('opens no menu, drags nothing, zooms nothing and leaves the app by no key', async () => {
    const stopped = await page.evaluate(() => {
      const options = { bubbles: true, cancelable: true }
      const events = [
        new MouseEvent('contextmenu', options),
        new DragEvent('dragstart', options),
        new DragEvent('dragover', options),
        new DragEvent('drop', options),
        new MouseEvent('auxclick', { ...options, button: 1 }),
        new WheelEvent('wheel', { ...options, ctrlKey: true }),
        ...['F1', 'F5', 'F11', 'F12', 'BrowserBack', 'ContextMenu'].map(
          (key) => new KeyboardEvent('keydown', { ...options, key }),
        ),
        ...['p', 's', 'f', '+', '-', '0', 'R'].map(
          (key) => new KeyboardEvent('keydown', { ...options, key, ctrlKey: true }),
        ),
        ...['ArrowLeft', 'ArrowRight'].map(
          (key) => new KeyboardEvent('keydown', { ...options, key, altKey: true }),
        ),
      ]
      const target = document.querySelector('h1')
      return events.map((event) => [event.type, target?.dispatchEvent(event)] as const)
    })
    expect(stopped.filter(([, passed]) => passed !== false)).toEqual([])
    expect(await page.locator('html').evaluate((root) => getComputedStyle(root).touchAction)).toBe(
      'pan-x pan-y',
    )
  })

  test('may type, copy, paste and scroll', async () => {
    const passed = await page.evaluate(() => {
      const options = { bubbles: true, cancelable: true }
      const field = document.querySelector('input')
      return [
        new KeyboardEvent('keydown', { ...options, key: 'a' }),
        new KeyboardEvent('keydown', { ...options, key: 'c', ctrlKey: true }),
        new KeyboardEvent('keydown', { ...options, key: 'v', ctrlKey: true }),
        new KeyboardEvent('keydown', { ...options, key: 'ArrowLeft' }),
        new WheelEvent('wheel', options),
      ].map((event) => field?.dispatchEvent(event))
    })
    expect(passed).toEqual([true, true, true, true, true])
  })

  test('opens no page of elsewhere, and no second window', async () => {
    await page.evaluate(() => {
      for (const [href, target] of [
        ['https://example.test/', ''],
        ['mailto:a@example.test', ''],
        ['./tra-cuu', '_blank'],
      ] as const) {
        const link = document.createElement('a')
        link.href = href
        link.target = target
        document.body.append(link)
        link.click()
        link.remove()
      }
    })
    expect(page.url()).toBe(place.url)
    expect(place.kiosk.pages()).toHaveLength(1)
  })
})

describe('a tap', () => {
  test('is not lost while texts and code of the next screen are still on their way', async () => {
    const developer = await page.context().newCDPSession(page)
    await developer.send('Network.enable')
    await developer.send('Network.setBypassServiceWorker', { bypass: true })
    await developer.send('Network.setCacheDisabled', { cacheDisabled: true })
    place.network.set((request, _, pass) => {
      if (request.url?.includes('/assets/') === true) setTimeout(pass, 200)
      else pass()
    })
    await page.goto(place.url)
    for (const [link, title] of [
      ['home:links.tracking', 'tracking:title'],
      ['home:links.feedback', 'feedback:title'],
      ['home:links.queue', 'queue:title'],
    ] as const) {
      await page.getByRole('link', { name: t(link), exact: true }).click({ timeout: patience })
      await heading(page, t(title)).waitFor({ timeout: patience })
      await page.locator('[data-corner]').click()
      await heading(page, t('home:title')).waitFor({ timeout: patience })
    }
    await findProcedure(page, 'khai sinh')
    await beginDeclaration(page)
    await page.getByRole('progressbar').waitFor({ timeout: patience })
    place.network.set(clear)
    await developer.detach()
  })

  test('and what is typed are not taken away when the last person’s way back is still being forgotten', async () => {
    const forgotten = await page.evaluateHandle(() => {
      const { go } = history
      history.go = (steps) => {
        setTimeout(() => go.call(history, steps), 1000)
      }
      return { promise: new Promise((resolve) => addEventListener('popstate', resolve, { once: true })) }
    })
    await button(page, t('session.end')).click()
    await button(page, t('session.endSure')).click()
    // Whoever is as fast as this still finds their own screen later on.
    await findProcedure(page, 'kết hôn')
    await page.waitForURL(/thu-tuc/)
    const opened = page.url()
    await forgotten.evaluate(async ({ promise }) => void (await promise))
    await page.getByRole('link', { name: t('guide:start'), exact: true }).waitFor({ timeout: patience })
    expect(page.url()).toBe(opened)
    await page.goBack()
    await heading(page, t('home:title')).waitFor()
    await page.goBack()
    expect(page.url()).toBe(place.url)
  })
})

describe('when nobody is there', () => {
  test('a picture invites, and whoever touches it finds nothing of the person before', async () => {
    await switchLanguage(page, 'en')
    await setTextSize(page, 'largest')
    await page.getByRole('textbox', { name: en('home:search.label') }).fill('divorce')
    await page.clock.fastForward('01:35')
    const invitation = page.getByRole('dialog', { name: t('kiosk:attract.title') })
    await invitation.waitFor({ timeout: patience })
    await invitation.getByRole('button', { name: en('kiosk:attract.begin') }).waitFor()
    expect(await violations(page)).toEqual([])
    for (const size of ['phone', 'laptop', 'kiosk'] as const) {
      await picture(page, 'attract-vi', size)
      expect(await overflow(page)).toBe(0)
    }
    await page.mouse.click(20, 20)
    await invitation.waitFor({ state: 'detached' })
    await heading(page, t('home:title')).waitFor()
    expect(await page.getByRole('textbox', { name: t('home:search.label') }).inputValue()).toBe('')
    const scale = () => document.documentElement.style.getPropertyValue('--text-scale')
    expect(await page.evaluate(scale)).toBe('1')
  })

  test('a touch on one’s own language leads on in that language', async () => {
    await page.clock.fastForward('01:35')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: en('kiosk:attract.begin') })
      .click({ timeout: patience })
    await heading(page, en('home:title')).waitFor()
    await switchLanguage(page, 'vi')
  })

  test('a screen that broke opens the first one by itself', async () => {
    await page.goto(`${place.url}su-kien/crash`)
    await heading(page, t('failure.title')).waitFor({ timeout: patience })
    expect(errors.splice(0)).toEqual([])
    await page.clock.fastForward('01:02')
    await heading(page, t('home:title')).waitFor({ timeout: patience })
  })
})

describe('the staff corner', () => {
  test('opens by keyboard, and the unit’s administrator sets its PIN', async () => {
    const { administrator } = place.product
    if (administrator === undefined) throw new Error('the password is printed at the first start')
    await page.locator('html[data-kiosk]').waitFor({ timeout: patience })
    await page.keyboard.press('Control+Shift+F9')
    await heading(page, t('kiosk:administrator.title')).waitFor({ timeout: patience })
    expect(await violations(page)).toEqual([])
    await page.getByRole('textbox', { name: t('kiosk:administrator.username') }).fill(administrator.username)
    const password = page.getByLabel(t('kiosk:administrator.password'), { exact: true })
    await password.fill('wrong')
    await button(page, t('kiosk:administrator.prove')).click()
    await page.getByText(t('kiosk:administrator.problem.sign-in-failed')).waitFor({ timeout: patience })
    await password.fill(administrator.password)
    await button(page, t('kiosk:administrator.prove')).click()
    await heading(page, t('kiosk:newPin.title')).waitFor({ timeout: patience })
    await page.getByRole('textbox', { name: t('kiosk:newPin.label') }).fill('123')
    await button(page, t('kiosk:newPin.set')).click()
    await page.getByText(t('kiosk:newPin.malformed')).waitFor()
    await page.getByRole('textbox', { name: t('kiosk:newPin.label') }).fill(rightPin)
    await button(page, t('kiosk:newPin.set')).click()
    await page.getByRole('heading', { name: t('kiosk:fact.title') }).waitFor({ timeout: patience })
    // The desk is not left open.
    const session = await page.evaluate(async () => (await fetch('api/desk/session')).status)
    expect(session).toBe(401)
  })

  test('shows the state of the device, and its diagnostics name nobody', async () => {
    for (const size of ['phone', 'laptop', 'kiosk'] as const) await picture(page, 'corner-vi', size)
    expect(await violations(page)).toEqual([])
    // The gateway's answer is another's matter; here, what staff are told of it.
    await page.evaluate(async () => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('motcua')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      const at = '2026-11-25T07:05:00.000Z'
      opened
        .transaction('settings', 'readwrite')
        .objectStore('settings')
        .put({ key: 'catalogue-refusal', problem: 'signature-invalid', at })
      opened.close()
    })
    await page.clock.fastForward('00:11')
    await page.getByText(t('kiosk:refused.signature-invalid')).waitFor({ timeout: patience })
    await page.getByText(t('kiosk:refused.at', { at: '14:05 25/11/2026' })).waitFor()
    for (const size of ['phone', 'laptop', 'kiosk'] as const) await picture(page, 'corner-refused-vi', size)
    expect(await violations(page)).toEqual([])
    const downloading = page.waitForEvent('download')
    await button(page, t('kiosk:work.diagnostics')).click()
    const text = await readFile(await (await downloading).path(), 'utf8')
    expect(JSON.parse(text)).toMatchObject({
      device: { role: 'kiosk', unit: { code: expect.any(String) } },
      storage: 'ready',
      counts: { outbox: 0, sessions: 0 },
      catalogueVersion: null,
      catalogueRefusal: { problem: 'signature-invalid' },
    })
    // People name machines after people.
    expect(text).not.toContain('Kiosk một cửa')
    await button(page, t('kiosk:work.update')).click()
    await page.getByText(t('kiosk:updated.newest')).waitFor({ timeout: patience })
  })

  test('is closed to the next person, and opens to three seconds on the logo and the PIN', async () => {
    await page.clock.fastForward('03:05')
    await page.getByRole('dialog', { name: t('inactivity.title') }).waitFor()
    await page.clock.fastForward('01:05')
    await heading(page, t('home:title')).waitFor({ timeout: patience })

    const logo = page.locator('[data-corner]')
    await logo.hover()
    await page.mouse.down()
    await page.clock.fastForward(2_900)
    await page.mouse.up()
    await heading(page, t('home:title')).waitFor()
    await logo.hover()
    await page.mouse.down()
    await page.clock.fastForward(3_000)
    await heading(page, t('kiosk:corner.title')).waitFor({ timeout: patience })
    await page.mouse.up()
    expect(await violations(page)).toEqual([])

    const pin = page.getByLabel(t('kiosk:pin.label'), { exact: true })
    await pin.fill('000000')
    await button(page, t('kiosk:pin.open')).click()
    await page.getByText(t('kiosk:pin.wrong', { count: 4 })).waitFor({ timeout: patience })
    await pin.fill(rightPin)
    await button(page, t('kiosk:pin.open')).click()
    await page.getByRole('heading', { name: t('kiosk:fact.title') }).waitFor({ timeout: patience })
    expect(errors).toEqual([])
  })

  test('offers the search by voice once the machine has shown that it understands Vietnamese by itself', async () => {
    const choice = page.getByRole('group', { name: t('kiosk:voiceSearch.label') })
    const on = choice.getByRole('radio', { name: t('kiosk:voiceSearch.on') })
    await page.evaluate(standInRecognition, 'unavailable')
    await on.click()
    await page.getByText(t('kiosk:voiceSearch.none')).waitFor({ timeout: patience })
    expect(await on.isChecked()).toBe(false)
    // Whoever turns it off meanwhile has the last word.
    await page.evaluate(standInRecognition, 'is fetched')
    await on.click()
    await page.getByText(t('kiosk:voiceSearch.trying')).waitFor({ timeout: patience })
    await choice.getByRole('radio', { name: t('kiosk:voiceSearch.off') }).click()
    await page.getByText(t('kiosk:voiceSearch.trying')).waitFor({ state: 'detached' })
    await page.evaluate(async () => {
      dispatchEvent(new Event('fetched'))
      await fetch('healthz')
    })
    expect(await on.isChecked()).toBe(false)
    await page.evaluate(standInRecognition, 'downloadable')
    await on.click()
    await expect.poll(() => on.isChecked()).toBe(true)

    await page.getByRole('link', { name: t('kiosk:corner.leave') }).click()
    const speak = button(page, t('listen:search.speak'))
    const stopped = () => page.evaluate(() => document.documentElement.dataset.stopped)
    // Without a microphone the browser ends it at once, and one can try again or type.
    await page.evaluate(standInRecognition, 'hears nothing')
    await speak.click()
    await page.getByText(t('listen:search.unheard')).waitFor({ timeout: patience })
    // The machine would hear itself read aloud.
    const listen = button(page, t('listen'))
    const reading = page.getByRole('region', { name: t('listen:label') })
    await listen.click()
    await reading.waitFor({ timeout: patience })
    await page.evaluate(standInRecognition, 'waits for words')
    await speak.click()
    await reading.waitFor({ state: 'detached' })
    expect(await listen.isDisabled()).toBe(true)
    await button(page, t('listen:search.stop')).click()
    expect(await stopped()).toBe('1')
    expect(await listen.isDisabled()).toBe(false)
    expect(await reading.count()).toBe(0)
    // Whoever goes on to another screen is not listened to there.
    await speak.click()
    await page.getByRole('link', { name: t('home:links.tracking') }).click()
    await expect.poll(stopped, { timeout: patience }).toBe('2')
    await page.goBack()
    await page.evaluate(standInRecognition, 'available')
    await speak.click()
    const field = page.getByRole('textbox', { name: t('home:search.label') })
    await expect.poll(() => field.inputValue(), { timeout: patience }).toBe('lam giay khai sinh')
    await page
      .getByRole('link', { name: /khai sinh/ })
      .first()
      .waitFor({ timeout: patience })
    // For correction.
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Control+Shift+F9')
    await page.getByLabel(t('kiosk:pin.label'), { exact: true }).fill(rightPin)
    await button(page, t('kiosk:pin.open')).click()
    await page.getByRole('heading', { name: t('kiosk:fact.title') }).waitFor({ timeout: patience })
  })

  test('sets how long the machine waits before it asks', async () => {
    await page.getByRole('radio', { name: t('kiosk:quiet.minutes', { count: 2 }) }).check()
    await page.getByRole('link', { name: t('kiosk:corner.leave') }).click()
    await page.getByRole('link', { name: t('home:links.tracking') }).click()
    await heading(page, t('tracking:title')).waitFor({ timeout: patience })
    const question = page.getByRole('dialog', { name: t('inactivity.title') })
    // In steps, since the watch begins a moment after the screen; three minutes, as before, would not be reached.
    for (let steps = 0; steps < 8 && !(await question.isVisible()); steps++) {
      await page.clock.fastForward('00:20')
    }
    await question.waitFor({ timeout: 1000 })
    // The machine sleeps; the touch that wakes it is of someone else.
    await page.clock.setSystemTime(Date.now() + 3_600_000)
    await page.mouse.click(5, sizes.kiosk.height - 5)
    await heading(page, t('home:title')).waitFor({ timeout: patience })
  })
})

/** The Chromium of the tests understands nothing. */
function standInRecognition(state: string): void {
  class Recognition {
    static available = async () => (state === 'is fetched' ? 'downloadable' : state)
    static install = () =>
      new Promise<boolean>((resolve) => {
        if (state !== 'is fetched') resolve(true)
        addEventListener('fetched', () => resolve(true), { once: true })
      })
    onresult?: (event: unknown) => void
    onend?: () => void
    start() {
      if (state === 'waits for words') return
      setTimeout(() => {
        if (state === 'available') this.onresult?.({ results: [[{ transcript: ' lam giay khai sinh ' }]] })
        this.onend?.()
      })
    }
    abort() {
      const { dataset } = document.documentElement
      dataset.stopped = String(Number(dataset.stopped ?? 0) + 1)
      this.onend?.()
    }
  }
  Object.assign(globalThis, { SpeechRecognition: Recognition })
}

/** As if the device had been enrolled anew. @param change in another slot the app does not find it. */
async function changeDevice(change: { readonly role: string } | { readonly slot: number }): Promise<void> {
  const done = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('motcua'))
  const devices = database.transaction('device', 'readwrite').objectStore('device')
  const [row] = await done(devices.getAll())
  await done(devices.clear())
  await done(devices.put({ ...row, ...change }))
  database.close()
}
