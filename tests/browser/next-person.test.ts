import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '../../src/domain/form/definition.ts'
import { beginBirth, openDraftAt, seeDraftSaved } from './begun-draft.ts'
import { birthForm, birthProcedure, foundChild, recentBirth } from './birth.ts'
import {
  beginDeclaration,
  button,
  connectKiosk,
  fileButton,
  fillDeclaration,
  findProcedure,
  finish,
  heading,
  patience,
  prepareBirth,
  readReceipt,
  seeSavedHere,
  stepsFor,
  twoPhotos,
} from './citizen.ts'
import { siteOnly } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

/** What was typed and is found nowhere else in the product. */
const typed = [
  'requester.fullName',
  'requester.idNumber',
  'requester.phone',
  'child.fullName',
  'father.fullName',
  'father.idNumber',
].map((question) => String(recentBirth[question]))

/** Three who do not file: one ends the session, one walks away, and under one the power is cut. */
const people = [
  { requester: 'Vàng Thị Sính', idNumber: '066190007731', child: 'Sùng A Khua' },
  { requester: 'Lò Thị Hặc', idNumber: '066190008842', child: 'Quàng Văn Ún' },
  { requester: 'Rơ Châm H’Yớt', idNumber: '066190009953', child: 'Đinh Thị Trưng' },
].map(({ requester, idNumber, child }) => ({
  answers: {
    ...foundChild,
    'requester.fullName': requester,
    'requester.idNumber': idNumber,
    'child.fullName': child,
  } satisfies Answers,
  typed: [requester, idNumber, child],
}))
const [cancelling, leaving, cutOff] = people
if (cancelling === undefined || leaving === undefined || cutOff === undefined) throw new Error('three people')

let place: Place
/** What the page has told a developer, or would have reported. */
const told: string[] = []
beforeAll(async () => {
  place = await openPlace({
    installs: true,
    isWhole: true,
    prepare: async (kiosk) => {
      const listen = (page: Page) => {
        page.on('console', (message) => told.push(message.text()))
        page.on('pageerror', (error) => told.push(String(error.stack)))
        page.on('request', (request) => told.push(request.url()))
      }
      kiosk.pages().forEach(listen)
      kiosk.on('page', listen)
      await kiosk.clock.install()
    },
  })
  await connectKiosk(place.page, place)
  place.network.set(siteOnly)
})
afterAll(() => place.close())

/** Everything that a page of this origin can read of the device: the database, storages, history and the screen. */
function readableHere(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [document.documentElement.outerHTML, document.title, location.href]
    texts.push(
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      ...performance.getEntries().map(({ name }) => name),
    )
    for (const cacheName of await caches.keys()) {
      const cache = await caches.open(cacheName)
      for (const request of await cache.keys()) {
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
    }
    const collect = async (value: unknown): Promise<void> => {
      if (typeof value === 'string') texts.push(value)
      else if (value instanceof Blob) await collect(await value.arrayBuffer())
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        for (const encoding of ['utf-8', 'utf-16le']) texts.push(new TextDecoder(encoding).decode(value))
      } else if (typeof value === 'object' && value !== null) {
        for (const each of Object.values(value)) await collect(each)
      }
    }
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        await collect(await settled(database.transaction(store).objectStore(store).getAll()))
      }
      database.close()
    }
    return texts.join('\n')
  })
}

/** In each of the forms and encodings that a browser writes. */
function patternsOf(text: string): readonly Buffer[] {
  const forms = new Set(
    [text.normalize('NFC'), text.normalize('NFD')].flatMap((form) => [form, encodeURIComponent(form)]),
  )
  return [...forms].flatMap((form) => [Buffer.from(form, 'utf8'), Buffer.from(form, 'utf16le')])
}

/** Which texts are in which files of the profile, as `file: text`. */
function findsIn(folder: string, texts: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      const found = texts.filter((text) => patternsOf(text).some((pattern) => bytes.includes(pattern)))
      return found.map((text) => `${entry.name}: ${text}`)
    })
}

/** In a declaration up to the child's name, everything typed and kept. */
async function typeUpToChild(page: Page, answers: Answers): Promise<void> {
  await heading(page, t('home:title')).waitFor({ timeout: patience })
  await findProcedure(page, 'khai sinh')
  await beginDeclaration(page)
  await fillDeclaration(page, answers, { upTo: 'child-name' })
  await seeDraftSaved(page)
}

async function expectNothingReadable(page: Page, texts: readonly string[]): Promise<void> {
  await heading(page, t('home:title')).waitFor({ timeout: patience })
  const readable = await readableHere(page)
  const all = [readable, readable.normalize('NFC'), ...told].join('\n')
  expect(texts.filter((text) => all.includes(text))).toEqual([])
  // Back does not lead into the form.
  for (let steps = 0; steps < 6; steps++) {
    await page.goBack()
    const screen = await page.locator('body').textContent()
    expect(texts.filter((text) => screen?.includes(text) === true)).toEqual([])
  }
  await page.goto(place.url)
}

/** A place of each kind that a declaration can be left at; `MOTCUA_FORMS=all` leaves it at each of its steps. */
const steps = stepsFor(birthForm, {}).map(({ id }) => `buoc/${id}`)
const leftAt = [
  'start',
  'code',
  ...(process.env.MOTCUA_FORMS === 'all' ? steps : ['buoc/requester-name', 'buoc/child-birth-date']),
  'giay-to',
  'xem-lai',
]

async function goAsFarAs(page: Page, stop: string, name: string): Promise<void> {
  if (stop.includes('/') || stop === 'giay-to' || stop === 'xem-lai') {
    await beginBirth(page, { url: place.url })
    await openDraftAt(page, { url: place.url }, 'buoc/requester-name')
    await page.getByRole('textbox').first().fill(name)
    await seeDraftSaved(page)
    await openDraftAt(page, { url: place.url }, stop)
    return
  }
  await page.goto(`${place.url}ke-khai/${birthProcedure}`)
  await button(page, t('declaration:start.begin')).waitFor({ timeout: patience })
  if (stop === 'start') return
  await button(page, t('declaration:start.begin')).click()
  await heading(page, t('declaration:resumeCode.title')).waitFor({ timeout: patience })
}

describe('the next person at the screen', () => {
  test.each(leftAt)('goes on from the first screen where somebody has left at %s', async (stop) => {
    const { page } = place
    const name = 'Lầu Thị Mẩy'
    await goAsFarAs(page, stop, name)
    const digits = await page.getByText(/^\d{3} \d{3}$/).allTextContents()
    // The watch begins a moment after the screen.
    const home = heading(page, t('home:title'))
    for (let minutes = 0; minutes < 10 && !(await home.isVisible()); minutes++) {
      await page.clock.fastForward('01:00')
    }
    await home.waitFor({ timeout: patience })
    const readable = await readableHere(page)
    const personal = [name, ...digits]
    expect(personal.filter((text) => readable.includes(text))).toEqual([])
    expect(await button(page, t('session.end')).count()).toBe(0)
    await findProcedure(page, 'khai sinh')
    await page.getByRole('link', { name: t('guide:start'), exact: true }).waitFor({ timeout: patience })
    // To the first screen, and beyond it to what this test has loaded by its address.
    for (let back = 0; back < 3; back++) {
      await page.goBack()
      const screen = await page.locator('body').textContent()
      expect(personal.filter((text) => screen?.includes(text) === true)).toEqual([])
    }
    await page.goto(place.url)
  })

  test('can read nothing of a declaration that was cancelled', async () => {
    const { page } = place
    await typeUpToChild(page, cancelling.answers)
    // So the search does look at the right place.
    expect(await page.getByRole('textbox').first().inputValue()).toBe(cancelling.typed[2])
    await button(page, t('session.end')).click()
    await button(page, t('session.endSure')).click()
    await expectNothingReadable(page, cancelling.typed)
  })

  test('can read nothing of a declaration that was left alone', async () => {
    const { page } = place
    await typeUpToChild(page, leaving.answers)
    await page.clock.fastForward('03:05')
    await page.getByRole('dialog', { name: t('inactivity.title') }).waitFor()
    await page.clock.fastForward('01:05')
    await expectNothingReadable(page, leaving.typed)
  })

  test('finds the camera off, nobody speaking, nothing marked or copied, and no way back', async () => {
    const { page } = place
    await place.kiosk.grantPermissions(['camera', 'clipboard-read', 'clipboard-write'])
    await findProcedure(page, 'khai sinh')
    await beginDeclaration(page)
    await fillDeclaration(page, leaving.answers, { upTo: 'requester-name' })
    await seeDraftSaved(page)
    await page.evaluate(async () => {
      const kept: { streams: MediaStream[]; hasHushed: boolean } = { streams: [], hasHushed: false }
      const { mediaDevices } = navigator
      const open = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await open(wanted)
        kept.streams.push(stream)
        return stream
      }
      speechSynthesis.cancel = () => {
        kept.hasHushed = true
      }
      Object.assign(window, { kept })
      const field = document.querySelector<HTMLInputElement>('input[type="text"]')
      await navigator.clipboard.writeText(field?.value ?? '')
      getSelection()?.selectAllChildren(document.body)
    })
    await button(page, t('declaration:scanCard')).click()
    await page.locator('video').waitFor({ timeout: patience })
    await page.clock.fastForward('03:05')
    await page.getByRole('dialog', { name: t('inactivity.title') }).waitFor()
    await page.clock.fastForward('01:05')
    await heading(page, t('home:title')).waitFor({ timeout: patience })
    await expect.poll(() => page.evaluate(() => history.state.idx)).toBe(1)
    const left = await page.evaluate(async () => {
      const { kept } = window as unknown as { kept: { streams: MediaStream[]; hasHushed: boolean } }
      return {
        cameras: kept.streams.length,
        running: kept.streams
          .flatMap((stream) => stream.getTracks())
          .filter((track) => track.readyState === 'live').length,
        hasHushed: kept.hasHushed,
        marked: String(getSelection()),
        copied: await navigator.clipboard.readText(),
        scrolled: scrollY,
      }
    })
    expect(left).toEqual({ cameras: 1, running: 0, hasHushed: true, marked: '', copied: '', scrolled: 0 })
    await page.goBack()
    expect(page.url()).toBe(place.url)
    await page.goForward()
    expect(page.url()).toBe(place.url)
    await expectNothingReadable(page, leaving.typed)
  })

  test('can read nothing of a dossier that is still waiting on the device', async () => {
    const { page } = place
    await prepareBirth(page, { answers: recentBirth, photos: await twoPhotos(page) })
    await (await fileButton(page)).click()
    const receipt = await readReceipt(page)
    await seeSavedHere(page)
    await finish(page)
    // The receipt is there for whoever asks by its code; so the search does look at the right place.
    expect(await readableHere(page)).toContain(receipt.code)
    await expectNothingReadable(page, typed)

    await place.kiosk.close()
    expect(findsIn(place.profileFolder, [receipt.code])).not.toEqual([])
    expect(findsIn(place.profileFolder, [...typed, ...cancelling.typed, ...leaving.typed])).toEqual([])
  })

  test('can read nothing on the disk of a kiosk whose power was cut in the middle of a declaration', async () => {
    await place.restartKiosk()
    await place.page.goto(place.url)
    await typeUpToChild(place.page, cutOff.answers)
    await place.killKiosk()
    expect(findsIn(place.profileFolder, cutOff.typed)).toEqual([])
  })
})
