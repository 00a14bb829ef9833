import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { foundChild } from './birth.ts'
import {
  awaitInstalled,
  connectKiosk,
  fileBirth,
  fileButton,
  finish,
  patience,
  prepareBirth,
  readReceipt,
  seeArrived,
  seeSavedHere,
} from './citizen.ts'
import { storedDossiers, storedParts } from './gateway-store.ts'
import { clear, hangingUploads, isDelivery, losingFirstAnswer, notingOffsets, siteOnly } from './network.ts'
import { drawPhoto } from './photo.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

let place: Place
/** Dossiers at the gateway at the start of the test at hand. */
let before: number

beforeAll(async () => {
  place = await openPlace({ installs: true, isWhole: true })
  await connectKiosk(place.page, place)
  await awaitInstalled(place.page)
})
afterAll(() => place.close())

beforeEach(async () => {
  place.network.set(clear)
  await place.page.goto(place.url)
  before = storedDossiers(place.dataFolder).length
})

function arrivedCodes(): readonly string[] {
  return storedDossiers(place.dataFolder)
    .slice(before)
    .map(({ receiptCode }) => receiptCode)
}

describe('a power cut at the kiosk', () => {
  test('in the moment in which the receipt appears loses nothing', async () => {
    place.network.set(siteOnly)
    await prepareBirth(place.page, { answers: foundChild })
    await (await fileButton(place.page)).click()
    const receipt = await readReceipt(place.page)
    await place.killKiosk()

    await place.restartKiosk()
    const { page } = place
    await page.goto(`${place.url}ho-so`)
    await page.getByRole('link', { name: receipt.code }).click({ timeout: patience })
    await seeSavedHere(page)
    expect(arrivedCodes()).toEqual([])
    await place.reconnect()
    await seeArrived(page, 60_000)
    await expect.poll(arrivedCodes, { timeout: patience }).toEqual([receipt.code])
    await finish(page)
  })

  test('between the gateway’s answer and its arrival doubles nothing', async () => {
    const { weather, answered } = losingFirstAnswer(isDelivery, 'silence')
    place.network.set(weather)
    const receipt = await fileBirth(place.page, { answers: foundChild })
    await answered
    await place.killKiosk()
    // It answers when the envelope is on disk, and opens it then.
    await expect.poll(arrivedCodes).toEqual([receipt.code])

    place.network.set(clear)
    await place.restartKiosk()
    const { page } = place
    await page.goto(`${place.url}bien-nhan/${receipt.envelopeId}`)
    await seeArrived(page, 60_000)
    await page
      .getByRole('status')
      .filter({ hasText: t('queue.none') })
      .waitFor({ timeout: patience })
    await expect.poll(arrivedCodes, { timeout: patience }).toEqual([receipt.code])
    await finish(page)
  })
})

describe('a power cut at the gateway', () => {
  test('in the middle of an upload: it goes on where it stopped, and the bytes are right', async () => {
    const { page } = place
    const photo = await drawPhoto(page, { title: 'MẪU LỚN', grain: 60 })
    const { weather, hanging } = hangingUploads(300_000)
    place.network.set(weather)
    const receipt = await fileBirth(page, { answers: foundChild, photos: [photo] })
    await hanging
    await place.product.kill()

    const { weather: noting, offsets } = notingOffsets()
    place.network.set(noting)
    await place.startGateway()
    await seeArrived(page, 90_000)
    expect(offsets.length).toBeGreaterThan(0)
    expect(Math.min(...offsets), 'the first piece is not sent again').toBeGreaterThanOrEqual(256_000)
    const parts = storedParts(place.dataFolder)
    expect(parts).toHaveLength(1)
    for (const { sha256, fileSha256 } of parts) expect(fileSha256).toBe(sha256)
    await expect.poll(arrivedCodes, { timeout: patience }).toEqual([receipt.code])
    await finish(page)
  })
})
