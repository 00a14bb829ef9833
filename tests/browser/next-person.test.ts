import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recentBirth } from './birth.ts'
import {
  connectKiosk,
  fileButton,
  finish,
  prepareBirth,
  readReceipt,
  seeSavedHere,
  twoPhotos,
} from './citizen.ts'
import { siteOnly } from './network.ts'
import { openPlace, type Place } from './place.ts'

/** What was typed and is found nowhere else in the product. */
const typed = [
  'requester.fullName',
  'requester.idNumber',
  'requester.phone',
  'child.fullName',
  'father.fullName',
  'father.idNumber',
].map((question) => String(recentBirth[question]))

let place: Place
beforeAll(async () => {
  place = await openPlace()
  await connectKiosk(place.page, place)
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
    )
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

/** Files of the profile that have one of these texts, in any of the encodings a browser writes. */
function filesWith(folder: string, texts: readonly string[]): readonly string[] {
  const patterns = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return patterns.some((pattern) => bytes.includes(pattern))
    })
}

describe('the next person at the screen', () => {
  test('can read nothing of a dossier that is still waiting on the device', async () => {
    const { page } = place
    place.network.set(siteOnly)
    await prepareBirth(page, { answers: recentBirth, photos: await twoPhotos(page) })
    await (await fileButton(page)).click()
    const receipt = await readReceipt(page)
    await seeSavedHere(page)
    await finish(page)

    const readable = await readableHere(page)
    // The receipt is there for whoever asks by its code; so the search does look at the right place.
    expect(readable).toContain(receipt.code)
    expect(typed.filter((text) => readable.includes(text))).toEqual([])

    // Back does not lead into the form.
    for (let steps = 0; steps < 6; steps++) {
      await page.goBack()
      const screen = await page.locator('body').textContent()
      expect(typed.filter((text) => screen?.includes(text) === true)).toEqual([])
    }

    await place.kiosk.close()
    expect(filesWith(place.profileFolder, [receipt.code]).length).toBeGreaterThan(0)
    expect(filesWith(place.profileFolder, typed)).toEqual([])
  })
})
