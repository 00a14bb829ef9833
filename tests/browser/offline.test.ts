import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { syncTag } from '../../src/device/delivery/sync-tag.ts'
import { birthProcedure, foundChild, recentBirth } from './birth.ts'
import {
  awaitInstalled,
  button,
  connectKiosk,
  fileBirth,
  finish,
  heading,
  patience,
  type ReceiptOnScreen,
  readReceipt,
  seeArrived,
  seeSavedHere,
  twoPhotos,
} from './citizen.ts'
import { storedDossiers } from './gateway-store.ts'
import { clear, cut } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

/** The cable is pulled, and the gateway is off as well. */
async function goOffline(place: Place): Promise<void> {
  await place.product.stop()
  place.network.set(cut)
  await place.kiosk.setOffline(true)
}

/** The cable is back. */
async function goOnline(place: Place): Promise<void> {
  await place.startGateway()
  place.network.set(clear)
  await place.kiosk.setOffline(false)
}

/** How many dossiers the state line says are waiting. */
async function seeWaiting(page: Page, count: number): Promise<void> {
  const text = count === 0 ? t('queue.none') : t('queue.waiting', { count })
  await page.getByRole('status').filter({ hasText: text }).waitFor({ timeout: patience })
}

const compiling = v.object({
  name: v.literal('v8.compile'),
  args: v.object({
    data: v.object({
      url: v.string(),
      consumedCacheSize: v.optional(v.number(), 0),
      cacheRejected: v.optional(v.boolean()),
    }),
  }),
})

/** What Chromium notes when it makes a script ready to run. @param cause of it */
async function translationOf(page: Page, script: RegExp, cause: () => Promise<unknown>) {
  const session = await page.context().newCDPSession(page)
  const found: v.InferOutput<typeof compiling>['args']['data'][] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) {
      const { success, output } = v.safeParse(compiling, event)
      if (success && script.test(output.args.data.url)) found.push(output.args.data)
    }
  })
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['v8', 'devtools.timeline'] } })
  await cause()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const [once, ...again] = found
  if (once === undefined || again.length > 0) throw new Error(`${script} was compiled ${found.length} times`)
  return once
}

describe('with the cable cut after one visit', () => {
  let place: Place
  let receipt: ReceiptOnScreen
  let translation: Awaited<ReturnType<typeof translationOf>>

  beforeAll(async () => {
    place = await openPlace({ installs: true })
    await connectKiosk(place.page, place)
    await awaitInstalled(place.page)
    await goOffline(place)
    // A new browser process, on a machine that has no network from the start.
    await place.restartKiosk()
    await place.kiosk.setOffline(true)
    // The first time that the worker gives out the script: no earlier run of it can have left anything.
    translation = await translationOf(place.page, /assets\/first-[^/]+\.js$/, () =>
      place.page.goto(place.url),
    )
    await heading(place.page, t('home:title')).waitFor({ timeout: patience })
  })
  afterAll(() => place.close())

  test('every screen opens, also those never opened before', async () => {
    const { page } = place
    const screens: readonly (readonly [string, string])[] = [
      ['', t('home:title')],
      ['su-kien/birth', t('home:lifeEvent.birth')],
      [`thu-tuc/${birthProcedure}`, 'Làm giấy khai sinh cho con'],
      [
        `ke-khai/${birthProcedure}`,
        t('declaration:start.title', { procedure: 'Làm giấy khai sinh cho con' }),
      ],
      ['bien-nhan/01a214d2-308a-7507-975a-53672b4d50b1', t('receipt:unknown.title')],
      ['tra-cuu', t('tracking:title')],
      ['ho-so', t('queue:title')],
      ['ket-noi', t('setup:already.title')],
      ['lam-tiep', t('resume.title')],
      ['can-bo', t('desk:session.unreachable')],
      ['khong-co-trang-nay', t('notFound.title')],
    ]
    for (const [path, title] of screens) {
      await page.goto(`${place.url}${path}`)
      await heading(page, title).waitFor({ timeout: patience })
    }
  })

  test('it starts from what the browser translated at the installation', () => {
    expect(translation.cacheRejected).toBe(false)
    expect(translation.consumedCacheSize).toBeGreaterThan(500_000)
  })

  test('a whole declaration with photos is filed and says that it is saved on this device', async () => {
    const { page } = place
    await page.goto(place.url)
    receipt = await fileBirth(page, { answers: recentBirth, photos: await twoPhotos(page) })
    await seeSavedHere(page)
    await seeWaiting(page, 1)
    await finish(page)
  })

  test('it is still waiting after the browser was closed and started again', async () => {
    await place.restartKiosk()
    await place.kiosk.setOffline(true)
    const { page } = place
    await page.goto(`${place.url}ho-so`)
    await page.getByRole('link', { name: receipt.code }).click({ timeout: patience })
    expect(await readReceipt(page)).toEqual(receipt)
    await seeSavedHere(page)
    await seeWaiting(page, 1)
  })

  test('when the network is back it is delivered by itself, exactly once', async () => {
    const { page } = place
    await goOnline(place)
    await seeArrived(page, 60_000)
    await seeWaiting(page, 0)
    // Acknowledged when stored; opened a moment later.
    await expect
      .poll(() => storedDossiers(place.dataFolder), { timeout: patience })
      .toEqual([
        expect.objectContaining({ receiptCode: receipt.code, subject: recentBirth['child.fullName'] }),
      ])
  })
})

test('with no page of the app open, the worker delivers when the browser calls it', async () => {
  const place = await openPlace({ installs: true })
  try {
    const { page } = place
    await connectKiosk(page, place)
    await awaitInstalled(page)
    await goOffline(place)
    await page.goto(place.url)
    const { code } = await fileBirth(page, { answers: recentBirth, photos: await twoPhotos(page) })
    await seeSavedHere(page)
    await finish(page)
    await page.goto('about:blank')
    await goOnline(place)
    await callWorker(page, place.url)
    await expect
      .poll(() => storedDossiers(place.dataFolder), { timeout: patience })
      .toEqual([expect.objectContaining({ receiptCode: code, subject: recentBirth['child.fullName'] })])
  } finally {
    await place.close()
  }
})

/** As Background Synchronization does once the network is back. */
async function callWorker(page: Page, url: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === url && !isDeleted)
      if (own !== undefined) resolve(own.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin: new URL(url).origin,
    registrationId: await registered,
    tag: syncTag,
    lastChance: false,
  })
  await session.detach()
}

describe('in a browser without Background Sync', () => {
  let place: Place

  beforeAll(async () => {
    place = await openPlace({
      installs: true,
      prepare: (kiosk) =>
        kiosk.addInitScript(() => {
          // Safari and Firefox have neither.
          Reflect.deleteProperty(window, 'SyncManager')
          Reflect.deleteProperty(ServiceWorkerRegistration.prototype, 'sync')
        }),
    })
    await connectKiosk(place.page, place)
  })
  afterAll(() => place.close())

  test('what was filed offline is delivered within a minute after the network is back', async () => {
    const { page } = place
    expect(await page.evaluate(async () => 'sync' in (await navigator.serviceWorker.ready))).toBe(false)
    await goOffline(place)
    const receipt = await fileBirth(page, { answers: foundChild })
    await seeSavedHere(page)
    await goOnline(place)
    await seeArrived(page, 60_000)
    await expect
      .poll(() => storedDossiers(place.dataFolder).map(({ receiptCode }) => receiptCode), {
        timeout: patience,
      })
      .toEqual([receipt.code])
    await button(page, t('receipt:done')).click()
  })
})
