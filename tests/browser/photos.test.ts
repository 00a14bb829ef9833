import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Component } from '../../src/catalogue/schema.ts'
import { beginBirth, openDraftAt, seeDraftSaved } from './begun-draft.ts'
import { birthPapers, recentBirth } from './birth.ts'
import {
  addPhoto,
  connectKiosk,
  consent,
  fileButton,
  fillDeclaration,
  goOn,
  patience,
  readReceipt,
  seeArrived,
} from './citizen.ts'
import { picture } from './look.ts'
import { openDossier, signIn } from './officer.ts'
import { drawPhoto, type PhotoFile } from './photo.ts'
import { corners, heicBytes, orientations, orientedPhoto, uprightSize } from './pictures.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const maximumBytes = 900_000
const a4At300Dpi = 3508
let place: Place
let page: Page
let paper: Component

beforeAll(async () => {
  place = await openPlace()
  page = place.page
  // What an <img> shows from memory cannot be fetched back; here the pages of the draft are kept at hand.
  await page.addInitScript(() => {
    const pictures = new Map<string, Blob>()
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (object) => {
      const address = make(object)
      if (object instanceof Blob) pictures.set(address, object)
      return address
    }
    Object.assign(globalThis, { pictureAt: (address: string) => pictures.get(address) })
  })
  await connectKiosk(page, place)
  const [first] = await birthPapers()
  if (first === undefined) throw new Error('a paper is photographed')
  paper = first
  await beginBirth(page, place)
  await fillDeclaration(page, recentBirth)
  await seeDraftSaved(page)
})

afterAll(() => place.close())

const card = () => page.getByRole('listitem', { name: paper.name.vi, exact: true })
const pages = () => card().getByRole('img')
/** Pages of the paper so far. */
let taken = 0

/** Opens the papers again, and waits for the pages that are kept. */
async function openPapers(): Promise<void> {
  await openDraftAt(page, place, 'giay-to')
  if (taken > 0)
    await pages()
      .nth(taken - 1)
      .waitFor({ timeout: patience })
}

/** Waits for nothing. */
function choose(files: PhotoFile | PhotoFile[] | string): Promise<void> {
  return card()
    .getByLabel(t('declaration:papers.fileFor', { paper: paper.name.vi }), { exact: true })
    .setInputFiles(files)
}

/** The page as the draft keeps it. */
async function keptPage(image: Locator): Promise<{ bytes: Buffer; width: number; height: number }> {
  const { base64, width, height } = await image.evaluate(async (element: HTMLImageElement) => {
    await element.decode()
    const find: unknown = Reflect.get(globalThis, 'pictureAt')
    const blob: unknown = typeof find === 'function' ? find(element.src) : undefined
    if (!(blob instanceof Blob)) throw new Error('the picture is not known')
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return {
      base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
      width: element.naturalWidth,
      height: element.naturalHeight,
    }
  })
  return { bytes: Buffer.from(base64, 'base64'), width, height }
}

/** Nearest named colour in the middle of each quarter, clockwise from the upper left. */
function cornerColours(image: Locator): Promise<string[]> {
  return image.evaluate((element: HTMLImageElement) => {
    const canvas = new OffscreenCanvas(element.naturalWidth, element.naturalHeight)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(element, 0, 0)
    const places = [
      [1, 1],
      [3, 1],
      [3, 3],
      [1, 3],
    ] as const
    return places.map(([x, y]) => {
      const [red = 0, green = 0, blue = 0] = context.getImageData(
        (x * canvas.width) / 4,
        (y * canvas.height) / 4,
        1,
        1,
      ).data
      const high = (level: number) => (level > 128 ? 1 : 0)
      const named = new Map([
        ['100', 'red'],
        ['010', 'lime'],
        ['111', 'white'],
        ['001', 'blue'],
      ])
      return named.get(`${high(red)}${high(green)}${high(blue)}`) ?? 'another'
    })
  })
}

/** Segments before the picture data of a JPEG, by their markers. */
function segmentMarkers(jpeg: Buffer): number[] {
  const markers: number[] = []
  for (let at = 2; at < jpeg.length && jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0
    if (marker === 0xda) break
    markers.push(marker)
  }
  return markers
}

function isRealJpeg(bytes: Buffer): boolean {
  return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) && bytes.at(-1) === 0xd9
}

describe('a bad picture', () => {
  beforeEach(openPapers)

  const text = Buffer.from('Đây không phải là ảnh.\n'.repeat(50))
  test.each([
    ['a HEIC file', 'anh.heic', heicBytes, 'photo-format-unsupported'],
    ['a HEIC file renamed .jpg', 'anh.jpg', heicBytes, 'photo-format-unsupported'],
    ['a text renamed .jpg', 'ghi-chu.jpg', () => text, 'photo-not-an-image'],
    ['an empty file', 'trong.jpg', () => Buffer.alloc(0), 'photo-not-an-image'],
  ] as const)('%s is refused at its paper, by its name', async (_, name, bytes, problem) => {
    await choose({ name, mimeType: 'image/jpeg', buffer: bytes() })
    await seeRefused(name, problem)
  })

  test.each([
    ['cut off in its head', 200],
    ['cut off in the middle', 30_000],
  ])('a JPEG %s is refused at its paper', async (_, length) => {
    const whole = await drawPhoto(page, { title: 'Nửa trang' })
    await choose({ ...whole, name: 'nua.jpg', buffer: whole.buffer.subarray(0, length) })
    await seeRefused('nua.jpg', 'photo-unreadable')
  })

  test('of 40 MB is refused at its paper', async () => {
    const path = join(place.dataFolder, 'lon.jpg')
    await writeFile(path, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40_000_000)]))
    await choose(path)
    await seeRefused('lon.jpg', 'photo-too-large')
  })

  test('leaves the good ones of the same choice alone', async () => {
    const good = await drawPhoto(page, { title: 'Tốt', width: 1754, height: 2480 })
    const before = taken
    await choose([
      { ...good, name: 'tot-1.jpg' },
      { name: 'hong.jpg', mimeType: 'image/jpeg', buffer: text },
      { ...good, name: 'tot-2.jpg' },
    ])
    await seeRefused('hong.jpg', 'photo-not-an-image')
    await pages()
      .nth(before + 1)
      .waitFor({ timeout: patience })
    await page.reload()
    await pages()
      .nth(before + 1)
      .waitFor({ timeout: patience })
    expect(await pages().count()).toBe(before + 2)
    taken += 2
  })

  async function seeRefused(name: string, problem: string): Promise<void> {
    const notice = card().getByRole('alert').filter({ hasText: name })
    await notice.waitFor({ timeout: patience })
    expect(await notice.textContent()).toContain(t('declaration:papers.refused', { name }))
    expect(await notice.textContent()).toContain(
      t(`declaration:photoProblem.${problem}`, { defaultValue: problem }),
    )
  }
})

describe('a doubtful picture', () => {
  const marks = (number: number) => card().getByRole('listitem').nth(number)

  beforeEach(openPapers)

  test('too small to read is taken with a warning, a good one without', async () => {
    const before = taken
    await addPhoto(page, paper, await drawPhoto(page, { title: 'Nhỏ', width: 800, height: 600 }))
    await marks(before).getByText(t('declaration:papers.lowResolution')).waitFor()
    await addPhoto(page, paper, await drawPhoto(page, { title: 'Rõ', width: 2480, height: 3508 }))
    const good = await marks(before + 1).textContent()
    expect(good).not.toContain(t('declaration:papers.lowResolution'))
    expect(good).not.toContain(t('declaration:papers.blurred'))
    taken += 2
  })

  test('out of focus is taken with a warning', async () => {
    const before = taken
    await addPhoto(page, paper, await blurred(page))
    await marks(before).getByText(t('declaration:papers.blurred')).waitFor()
    taken += 1
  })
})

/** Lines of text as a camera out of focus sees them. */
async function blurred(on: Page): Promise<PhotoFile> {
  const base64 = await on.evaluate(async () => {
    const canvas = new OffscreenCanvas(2480, 3508)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = '#f4f1e8'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.filter = 'blur(24px)'
    context.fillStyle = '#202020'
    context.font = '60px serif'
    for (let y = 200; y < 3300; y += 90) context.fillText('Giấy chứng sinh của trạm y tế xã Bản Hồ', 200, y)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  })
  return { name: 'mo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}

test('a very large, grainy photo becomes a page of at most 900 kB and 300 dpi', async () => {
  await openPapers()
  const before = taken
  const large = await drawPhoto(page, { title: 'Lớn', width: 5000, height: 3600, grain: 160 })
  expect(large.buffer.length).toBeGreaterThan(3_000_000)
  await addPhoto(page, paper, large)
  const { bytes, width, height } = await keptPage(pages().nth(before))
  expect(bytes.length).toBeLessThanOrEqual(maximumBytes)
  expect(Math.max(width, height)).toBeLessThanOrEqual(a4At300Dpi)
  expect(width / height).toBeCloseTo(5000 / 3600, 2)
  taken += 1
})

/** Tries again, and looks whether a picture can be taken the moment that the button for it is there. */
function canTakeAtOnce(camera: Locator): Promise<boolean> {
  return camera.evaluate(
    (dialog, { retry, take }) => {
      const named = (name: string) =>
        [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === name)
      return new Promise<boolean>((resolve) => {
        new MutationObserver((_changes, observer) => {
          const button = named(take)
          if (button === undefined) return
          observer.disconnect()
          resolve(button.ariaDisabled !== 'true')
        }).observe(dialog, { childList: true, subtree: true })
        named(retry)?.click()
      })
    },
    { retry: t('action.retry'), take: t('declaration:camera.take') },
  )
}

test('a picture just taken is cut at the corners that were set by arrow keys or a finger', async () => {
  await openPapers()
  await card()
    .getByRole('button', { name: t('declaration:papers.takePhoto') })
    .click()
  const camera = page.getByRole('dialog')
  // Unplugged while it shows its picture, and plugged in again.
  await camera.locator('video').evaluate((video: HTMLVideoElement) => {
    if (!(video.srcObject instanceof MediaStream)) throw new Error('the camera is on')
    for (const track of video.srcObject.getTracks()) track.dispatchEvent(new Event('ended'))
  })
  await camera.getByText(t('declaration:camera.problem.camera-unplugged')).waitFor()
  expect(await canTakeAtOnce(camera)).toBe(false)
  await camera.getByRole('button', { name: t('declaration:camera.take') }).click()
  const shot = camera.getByRole('img')
  await shot.waitFor()
  const whole = await keptPage(shot)
  const corner = (name: string) =>
    camera.getByRole('button', { name: new RegExp(`^${t(`declaration:camera.corner.${name}`)}`) })
  const shown = await shot.boundingBox()
  if (shown === null) throw new Error('the picture is on the screen')
  const scale = Math.min(shown.width / whole.width, shown.height / whole.height)
  const left = shown.x + (shown.width - scale * whole.width) / 2
  const top = shown.y + (shown.height - scale * whole.height) / 2
  /** To a place in shares of the picture. */
  async function drag(name: string, x: number, y: number): Promise<void> {
    const handle = await corner(name).boundingBox()
    if (handle === null) throw new Error(`${name} is on the screen`)
    expect(Math.min(handle.width, handle.height)).toBeGreaterThanOrEqual(44)
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
    await page.mouse.down()
    await page.mouse.move(left + x * scale * whole.width, top + y * scale * whole.height, { steps: 2 })
    await page.mouse.up()
  }
  await drag('lowerLeft', 0, 1)
  await drag('lowerRight', 1, 1)
  await drag('upperRight', 1, 0.2)
  await drag('upperLeft', 0, 0)
  for (let pressed = 0; pressed < 4; pressed++) await corner('upperLeft').press('Shift+ArrowDown')
  await picture(page, 'camera-corners', 'laptop')
  await camera.getByRole('button', { name: t('declaration:camera.use'), exact: true }).click()
  await pages().nth(taken).waitFor({ timeout: patience })
  const cut = await keptPage(pages().nth(taken))
  taken += 1
  expect(cut.width / cut.height).toBeCloseTo(whole.width / (0.8 * whole.height), 1)
})

test('photos held all eight ways arrive upright, without EXIF, byte for byte as they were kept', async () => {
  await openPapers()
  const before = taken
  const photos: PhotoFile[] = []
  for (const orientation of orientations) photos.push(await orientedPhoto(page, orientation))
  expect(photos.every(({ buffer }) => segmentMarkers(buffer).includes(0xe1))).toBe(true)
  await choose(photos)
  await pages()
    .nth(before + photos.length - 1)
    .waitFor({ timeout: patience })

  for (const [index, orientation] of orientations.entries()) {
    const image = pages().nth(before + index)
    const { bytes, width, height } = await keptPage(image)
    expect.soft({ width, height }, `size with orientation ${orientation}`).toEqual(uprightSize)
    expect.soft(await cornerColours(image), `orientation ${orientation}`).toEqual(corners)
    expect.soft(segmentMarkers(bytes), `segments with orientation ${orientation}`).not.toContain(0xe1)
  }
  const kept: string[] = []
  for (const image of await pages().all()) kept.push((await keptPage(image)).bytes.toString('base64'))

  await goOn(page)
  await consent(page)
  await (await fileButton(page)).click()
  const { code } = await readReceipt(page)
  await seeArrived(page)
  const arrived = await pagesAtTheDesk(code)
  expect(arrived.map((bytes) => bytes.toString('base64'))).toEqual(kept)
  for (const bytes of arrived) {
    expect(isRealJpeg(bytes)).toBe(true)
    expect(bytes.includes('Exif\0\0')).toBe(false)
    expect(bytes.length).toBeLessThanOrEqual(maximumBytes)
  }
})

/** The pages of the paper as the desk downloads them, in their order. */
async function pagesAtTheDesk(receiptCode: string): Promise<Buffer[]> {
  const desk = await place.kiosk.newPage()
  await signIn(desk, place.product)
  await openDossier(desk, receiptCode)
  const encoded = await desk.evaluate(async () => {
    const id = location.pathname.split('/').at(-1)
    const api = `/api/desk/dossiers/${id}`
    const dossier: { papers: { pages: string[] }[] } = await (await fetch(api)).json()
    const found: string[] = []
    for (const digest of dossier.papers.flatMap(({ pages: digests }) => digests)) {
      const response = await fetch(`${api}/parts/${digest}`)
      if (!response.ok) throw new Error(`${response.status} for ${digest}`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      found.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')))
    }
    return found
  })
  await desk.close()
  return encoded.map((page64) => Buffer.from(page64, 'base64'))
}
