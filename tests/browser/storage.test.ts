import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { beginBirth, questionOf, seeDraftSaved, stepOf } from './begun-draft.ts'
import { birthPapers, birthProcedure, foundChild, recentBirth } from './birth.ts'
import {
  awaitInstalled,
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
  seeArrived,
  seeSavedHere,
  seeStep,
} from './citizen.ts'
import { openKiosk, temporaryFolder } from './kiosk.ts'
import { drawPhoto } from './photo.ts'
import { freePort, type Product, startProduct } from './product.ts'
import { questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const wrongCodesAllowed = 5
const cleanUps: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

async function startGateway(): Promise<Product & { startAgain(): Promise<Product> }> {
  const data = await temporaryFolder('storage-data')
  const port = await freePort()
  const start = async () => {
    const product = await startProduct({ dataFolder: data.path, port })
    cleanUps.unshift(() => product.stop())
    return product
  }
  cleanUps.push(() => data.remove())
  return { ...(await start()), startAgain: start }
}

interface Kiosk {
  readonly page: Page
  readonly context: BrowserContext
  /** The same profile in a new browser, as after a power cut. */
  restart(): Promise<Kiosk>
}

async function startKiosk(
  prepare?: (page: Page) => Promise<unknown>,
  { installs = false }: { readonly installs?: boolean } = {},
): Promise<Kiosk> {
  const profile = await temporaryFolder('storage-profile')
  cleanUps.push(() => profile.remove())
  const start = async (): Promise<Kiosk> => {
    const context = await openKiosk(profile.path, { installs })
    cleanUps.unshift(() => context.close())
    const page = context.pages()[0] ?? (await context.newPage())
    await prepare?.(page)
    return {
      page,
      context,
      async restart() {
        await context.close()
        return start()
      },
    }
  }
  return start()
}

const fullName = (page: Page) => questionOn(page, questionOf('requester.fullName'), 'vi')

/** From a new declaration to its second step, with a name typed and kept. */
async function typeName(page: Page, product: Product, name: string): Promise<string> {
  const code = await beginBirth(page, product)
  await fillStep(page, stepOf('relation'), recentBirth)
  await goOn(page)
  await seeStep(page, stepOf('requester-name'))
  await fullName(page).fill(name)
  await seeDraftSaved(page)
  return code
}

/** Rows with anything of a citizen's draft on this device. */
function draftRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('motcua')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const names = ['sessions', 'drafts', 'draftEnvelopes', 'draftPhotos', 'draftPhotoBytes']
    const counts = names.map(
      (name) =>
        new Promise<number>((resolve, reject) => {
          const counting = database.transaction(name).objectStore(name).count()
          counting.onsuccess = () => resolve(counting.result)
          counting.onerror = () => reject(counting.error)
        }),
    )
    const total = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
    database.close()
    return total
  })
}

describe('a browser that does not let the app store anything', () => {
  test.each(['throws', 'rejects'])('shows why and the guides, and starts no form (open %s)', async (way) => {
    const product = await startGateway()
    const { page } = await startKiosk((opened) =>
      opened.addInitScript((how) => {
        Object.assign(IDBFactory.prototype, {
          open() {
            if (how === 'throws') throw new DOMException('denied', 'SecurityError')
            const error = new DOMException('Internal error opening backing store', 'UnknownError')
            const request = Object.assign(new EventTarget(), { error, onerror: (_: Event) => undefined })
            request.addEventListener('error', (event) => request.onerror(event))
            setTimeout(() => request.dispatchEvent(new Event('error', { cancelable: true })))
            return request
          },
        })
      }, way),
    )
    await page.goto(product.url)
    await heading(page, t('home:title')).waitFor({ timeout: patience })
    await page.getByRole('alert').getByText(t('storage.unavailable')).waitFor({ timeout: patience })
    await findProcedure(page, 'khai sinh')
    await page.getByText(t('guide:bring')).waitFor({ timeout: patience })
    expect(await button(page, t('guide:start')).getAttribute('aria-disabled')).toBe('true')

    await page.goto(`${product.url}ke-khai/${birthProcedure}`)
    await page.getByText(t('declaration:start.cannot')).waitFor({ timeout: patience })
    expect(await button(page, t('declaration:start.begin')).count()).toBe(0)
    expect(await page.getByText(t('queue.none')).count()).toBe(0)

    await page.goto(`${product.url}ket-noi`)
    await heading(page, t('setup:storageFailed.title')).waitFor({ timeout: patience })
  })
})

/** From now on nothing larger than a page of text can be written, and no dossier. */
async function fillDisk(page: Page): Promise<void> {
  await page.evaluate(() => {
    const limitBytes = 20_000
    const isLarge = (value: unknown): boolean =>
      typeof value === 'string' || value instanceof Uint8Array
        ? value.length > limitBytes
        : typeof value === 'object' && value !== null && Object.values(value).some(isLarge)
    const { add, put } = IDBObjectStore.prototype
    Object.assign(globalThis, { isDiskFull: true })
    for (const [name, write] of Object.entries({ add, put })) {
      Object.assign(IDBObjectStore.prototype, {
        [name](this: IDBObjectStore, value: unknown, ...key: [IDBValidKey?]) {
          const isRefused = isLarge(value) || this.name === 'outboxBodies'
          if (Reflect.get(globalThis, 'isDiskFull') === true && isRefused) {
            throw new DOMException('no room', 'QuotaExceededError')
          }
          return write.call(this, value, ...key)
        },
      })
    }
  })
}

function freeDisk(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.assign(globalThis, { isDiskFull: false })
  })
}

test('a full disk loses nothing: the photo is named, text is kept, filing waits, the queue goes on', async () => {
  const product = await startGateway()
  const { page } = await startKiosk(undefined, { installs: true })
  await connectKiosk(page, product)
  await awaitInstalled(page)
  const photo = await drawPhoto(page, { title: 'Giấy chứng sinh', width: 1754, height: 2480 })
  await product.stop()
  await fileBirth(page, { photos: [photo] })
  await seeSavedHere(page)
  await finish(page)

  await prepareBirth(page, { photos: [photo] })
  await button(page, t('declaration:review.editPapers')).click()
  await fillDisk(page)
  const [, paper] = await birthPapers()
  if (paper === undefined) throw new Error('two papers are photographed')
  const card = page.getByRole('listitem', { name: paper.name.vi, exact: true })
  await card
    .getByLabel(t('declaration:papers.fileFor', { paper: paper.name.vi }))
    .setInputFiles({ ...photo, name: 'trang-hai.jpg' })
  const refusal = card.getByRole('alert')
  await refusal.getByText(t('declaration:photoProblem.storage-full')).waitFor({ timeout: patience })
  expect(await refusal.textContent()).toContain('trang-hai.jpg')

  await button(page, t('declaration:backToReview')).click()
  await heading(page, t('declaration:review.title')).waitFor()
  for (const name of ['data', 'truth'] as const) {
    await page.getByRole('checkbox', { name: t(`declaration:consent.${name}`) }).check()
  }
  await (await fileButton(page)).click()
  const failed = page.getByRole('alert').filter({ hasText: t('declaration:review.failed') })
  await failed.getByText(t('declaration:saving.problem.storage-full')).waitFor({ timeout: patience })
  // Whoever pressed the button at the foot sees why nothing came of it, above the bar that it stands in.
  await expect
    .poll(async () => {
      const bar = await (await fileButton(page)).boundingBox()
      const said = await failed.boundingBox()
      return said !== null && bar !== null && said.y + said.height <= bar.y
    })
    .toBe(true)

  const nameRow = page.getByRole('button', {
    name: t('declaration:review.editAnswer', {
      edit: t('action.edit'),
      question: questionOf('requester.fullName').label.vi,
    }),
  })
  await nameRow.click()
  await fullName(page).fill('Lò Thị Pành Mới')
  await seeDraftSaved(page)
  await button(page, t('declaration:backToReview')).click()

  await product.startAgain()
  await page.getByText(t('queue.none')).waitFor({ timeout: 90_000 })

  await freeDisk(page)
  await page.getByText('Lò Thị Pành Mới', { exact: true }).filter({ visible: true }).waitFor()
  for (const name of ['data', 'truth'] as const) {
    await page.getByRole('checkbox', { name: t(`declaration:consent.${name}`) }).check()
  }
  await (await fileButton(page)).click()
  await readReceipt(page)
  await seeArrived(page)
})

test('a connected kiosk whose store was wiped says so, files nothing, and works after it is connected again', async () => {
  const product = await startGateway()
  const { page, context } = await startKiosk()
  await connectKiosk(page, product)
  await fileBirth(page, { answers: foundChild })
  await seeArrived(page)
  const client = await context.newCDPSession(page)
  await client.send('Storage.clearDataForOrigin', {
    origin: new URL(product.url).origin,
    storageTypes: 'all',
  })

  await page.goto(product.url)
  await page.getByText(t('notEnrolled')).waitFor({ timeout: patience })
  await page.getByRole('status').getByText(t('network.notConnected')).waitFor()
  expect(await page.getByText(t('queue.none')).count()).toBe(0)
  await findProcedure(page, 'khai sinh')
  await page.getByText(t('guide:cannotStart')).waitFor({ timeout: patience })
  expect(await button(page, t('guide:start')).getAttribute('aria-disabled')).toBe('true')
  await page.goto(`${product.url}ho-so`)
  await page.getByRole('main').getByText(t('notEnrolled')).waitFor({ timeout: patience })
  // "0 waiting" would be a claim about dossiers that nobody can know of any more.
  expect(await page.getByText(t('queue:waiting'), { exact: true }).count()).toBe(0)

  await product.stop()
  await connectKiosk(page, await product.startAgain())
  await fileBirth(page, { answers: foundChild })
  await seeArrived(page)
})

describe('a draft that was left behind', () => {
  test('is gone on with after a crash by its code, with all answers, at its place', async () => {
    const product = await startGateway()
    const kiosk = await startKiosk()
    await connectKiosk(kiosk.page, product)
    const code = await typeName(kiosk.page, product, "H'Hen Niê")
    const { page } = await kiosk.restart()
    await page.goto(product.url)
    await page.getByRole('link', { name: t('resume.open') }).click({ timeout: patience })
    const field = page.getByRole('textbox', { name: t('resume.code') })
    await field.fill(wrongCode(code))
    await button(page, t('action.continue')).click()
    await page.getByText(t('resume.wrongCode', { count: wrongCodesAllowed - 1 })).waitFor()
    await field.fill(code)
    await button(page, t('action.continue')).click()
    await button(page, t('declaration:start.goOn')).click({ timeout: patience })
    await seeStep(page, stepOf('requester-name'))
    expect(await fullName(page).inputValue()).toBe("H'Hen Niê")
  })

  test('is destroyed by five wrong codes', async () => {
    const product = await startGateway()
    const kiosk = await startKiosk()
    await connectKiosk(kiosk.page, product)
    const code = await typeName(kiosk.page, product, 'Giàng A Páo')
    const { page } = await kiosk.restart()
    await page.goto(`${product.url}lam-tiep`)
    const field = page.getByRole('textbox', { name: t('resume.code') })
    for (let left = wrongCodesAllowed - 1; left > 0; left -= 1) {
      await field.fill(wrongCode(code))
      await button(page, t('action.continue')).click({ timeout: patience })
      await page.getByText(t('resume.wrongCode', { count: left })).waitFor()
    }
    await field.fill(wrongCode(code))
    await button(page, t('action.continue')).click()
    await page.getByText(t('resume.session-destroyed')).waitFor()
    expect(await draftRows(page)).toBe(0)
    await field.fill(code)
    await button(page, t('action.continue')).click()
    await page.getByText(t('resume.no-session')).waitFor()
  })

  test('is ended in another tab: the first says so and keeps what is on the screen', async () => {
    const product = await startGateway()
    const { page, context } = await startKiosk()
    await connectKiosk(page, product)
    const code = await typeName(page, product, 'Giàng A Páo')
    const other = await context.newPage()
    await other.goto(`${product.url}lam-tiep`)
    await other.getByRole('textbox', { name: t('resume.code') }).fill(code)
    await button(other, t('action.continue')).click()
    await button(other, t('session.end')).click({ timeout: patience })
    await button(other, t('session.endSure')).click()
    await heading(other, t('home:title')).waitFor({ timeout: patience })

    await page.bringToFront()
    await fullName(page).fill('Giàng A Páo Lớn')
    await page.getByText(t('declaration:saving.problem.session-ended')).waitFor({ timeout: patience })
    expect(await fullName(page).inputValue()).toBe('Giàng A Páo Lớn')
    expect(await draftRows(page)).toBe(0)
    // Trying again would never help: the way on is the first screen.
    await page
      .getByRole('alert')
      .getByRole('button', { name: t('action.home') })
      .click()
    await heading(page, t('home:title')).waitFor({ timeout: patience })
  })

  function wrongCode(code: string): string {
    return code === '123456' ? '654321' : '123456'
  }
})

test('a screen left alone asks, counts down, and then wipes what was typed and goes to the first screen', async () => {
  const product = await startGateway()
  const { page } = await startKiosk((opened) => opened.clock.install())
  await connectKiosk(page, product)
  await typeName(page, product, 'Lò Thị Pành')
  const stillHere = page.getByRole('dialog', { name: t('inactivity.title') })
  await page.clock.fastForward('03:05')
  await stillHere.getByRole('timer').waitFor()
  await button(page, t('inactivity.stay')).click()
  await stillHere.waitFor({ state: 'hidden' })
  expect(await fullName(page).inputValue()).toBe('Lò Thị Pành')

  await page.clock.fastForward('03:05')
  await stillHere.waitFor()
  await page.clock.fastForward('01:05')
  await heading(page, t('home:title')).waitFor({ timeout: patience })
  await expect.poll(() => draftRows(page)).toBe(0)

  await fileBirth(page)
  await page.evaluate(() => {
    window.print = () => {
      throw new Error('no printer')
    }
  })
  await button(page, t('receipt:print.a4')).click()
  await page.clock.fastForward('03:05')
  await stillHere.waitFor()
  await page.clock.fastForward('01:05')
  await heading(page, t('home:title')).waitFor({ timeout: patience })
})
