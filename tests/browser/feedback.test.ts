import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { awaitInstalled, button, connectKiosk, goOn, heading, patience, switchLanguage } from './citizen.ts'
import { sizes } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { goTo, signIn } from './officer.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const words = 'Mưa dột ngay chỗ ngồi chờ cạnh cột số bảy.'
let place: Place

beforeAll(async () => {
  place = await openPlace({ installs: true })
  await connectKiosk(place.page, place)
  await awaitInstalled(place.page)
})
afterAll(() => place.close())

async function look(page: Page, name: string, isOnKiosk = true): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  for (const size of isOnKiosk ? (['kiosk', 'phone'] as const) : (['laptop', 'phone'] as const)) {
    await picture(page, name, size)
    expect.soft(await overflow(page), `${name} ${size}`).toBe(0)
  }
  await page.setViewportSize(sizes.laptop)
}

async function inEnglish(page: Page, name: string): Promise<void> {
  await switchLanguage(page, 'en')
  await setTextSize(page, 'largest')
  await picture(page, `${name}-en-largest`, 'phone')
  expect.soft(await overflow(page), `${name} in English`).toBe(0)
  await setTextSize(page, 'normal')
  await switchLanguage(page, 'vi')
  await page.setViewportSize(sizes.laptop)
}

async function begin(page: Page): Promise<void> {
  await page.goto(`${place.url}phan-anh`)
  await button(page, t('feedback:start.begin')).click({ timeout: patience })
  await button(page, t('declaration:resumeCode.goOn')).click({ timeout: patience })
  await heading(page, t('feedback:topic.title')).waitFor({ timeout: patience })
}

/** Names of what is left of sessions in the device's store. */
function left(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('motcua'))
    const counts: Record<string, number> = {}
    for (const name of [
      'sessions',
      'drafts',
      'draftPhotos',
      'draftPhotoBytes',
      'outboxPartBytes',
      'receipts',
    ])
      counts[name] = await settled(database.transaction(name).objectStore(name).count())
    database.close()
    return counts
  })
}

test('spoken feedback is taken without network, reaches the leaders, and its code shows the answer', async () => {
  const { page, kiosk } = place
  await kiosk.setOffline(true)
  await page.goto(`${place.url}phan-anh`)
  await button(page, t('feedback:start.begin')).waitFor({ timeout: patience })
  await look(page, 'feedback-start')
  await begin(page)
  await goOn(page)
  await page.getByText(t('feedback:topic.missing')).waitFor()
  await look(page, 'feedback-topic')
  await inEnglish(page, 'feedback-topic')
  await page.getByRole('radio', { name: t('feedback:topics.place') }).check()
  await goOn(page)
  await heading(page, t('feedback:words.title')).waitFor({ timeout: patience })
  await goOn(page)
  await page.getByText(t('feedback:words.refused.empty')).waitFor()
  await button(page, t('feedback:voice.begin')).click()
  await page.getByText(t('feedback:voice.running')).waitFor({ timeout: patience })
  await page.getByText(t('feedback:voice.left', { clock: '2:58' })).waitFor({ timeout: patience })
  await button(page, t('feedback:voice.stop')).click()
  const player = page.locator('audio')
  await player.waitFor({ timeout: patience })
  await page.getByLabel(t('feedback:words.text'), { exact: true }).fill(words)
  await look(page, 'feedback-words')
  // A power cut here would lose nothing.
  await page.reload()
  await player.waitFor({ timeout: patience })
  await expect
    .poll(() => page.getByLabel(t('feedback:words.text'), { exact: true }).inputValue(), {
      timeout: patience,
    })
    .toBe(words)
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0)
  await goOn(page)
  await page.getByRole('radio', { name: t('feedback:sender.named') }).check()
  await goOn(page)
  await page.getByText(t('problems:phone-malformed')).waitFor()
  await look(page, 'feedback-sender')
  await inEnglish(page, 'feedback-sender')
  await page.getByRole('radio', { name: t('feedback:sender.anonymous') }).check()
  await goOn(page)
  await button(page, t('feedback:review.send')).click({ timeout: patience })
  await page.getByText(t('feedback:review.consentNeeded')).waitFor()
  await look(page, 'feedback-review')
  await page.getByRole('checkbox').check()
  await button(page, t('feedback:review.send')).click()
  await heading(page, t('feedback:receipt.title')).waitFor({ timeout: patience })
  await page.getByText(t('feedback:receipt.stage.saved')).waitFor({ timeout: patience })
  await look(page, 'feedback-receipt')
  expect(await left(page)).toMatchObject({ sessions: 0, drafts: 0, draftPhotos: 0, draftPhotoBytes: 0 })
  expect(page.url()).not.toContain('phan-anh')

  await kiosk.setOffline(false)
  await page.getByText(t('feedback:state.received')).waitFor({ timeout: patience })
  const code = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? ''
  await button(page, t('receipt:done')).click()

  const officer = await kiosk.newPage()
  await signIn(officer, place.product)
  await goTo(officer, 'feedback')
  await officer.getByText(code).waitFor({ timeout: patience })
  await look(officer, 'feedback-desk-list', false)
  await officer.getByText(code).click()
  await officer.getByText(words).waitFor({ timeout: patience })
  const heard = officer.locator('audio')
  await heard.evaluate((audio: HTMLAudioElement) => audio.load())
  await heard.evaluate((audio: HTMLAudioElement) => audio.play())
  await expect
    .poll(() => heard.evaluate((audio: HTMLAudioElement) => audio.currentTime), { timeout: patience })
    .toBeGreaterThan(0)
  await look(officer, 'feedback-desk-detail', false)
  await button(officer, t('feedback-desk:action.answer')).click()
  const dialog = officer.getByRole('dialog')
  await dialog.getByLabel(t('feedback-desk:field.answer'), { exact: true }).fill('Mái đã được sửa hôm nay.')
  await dialog.getByRole('button', { name: t('feedback-desk:action.answer') }).click()
  await officer
    .getByRole('heading', { name: t('feedback-desk:state.answered') })
    .waitFor({ timeout: patience })
  await officer.close()

  await page.goto(`${place.url}tra-cuu`)
  await page.getByLabel(t('tracking:code.label')).fill(code)
  await button(page, t('tracking:submit')).click()
  await page.getByText('Mái đã được sửa hôm nay.').waitFor({ timeout: patience })
  await look(page, 'feedback-answer')
  await button(page, t('feedback:rating.content')).click()
  await page.getByText(t('feedback:rating.thanks')).waitFor({ timeout: patience })
  await page.goto(`${place.url}ho-so`)
  await page.getByText(t('queue:feedback', { code })).waitFor({ timeout: patience })
  await page.getByText(t('feedback:state.answered')).waitFor({ timeout: patience })
})

test('whoever stops in the middle leaves nothing, and without a microphone one can write', async () => {
  const { page } = place
  const before = await left(page)
  await page.addInitScript(() => {
    const reasons = ['NotFoundError', 'NotAllowedError']
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('refused by the test', reasons.shift()))
  })
  await begin(page)
  await page.getByRole('radio', { name: t('feedback:topics.idea') }).check()
  await goOn(page)
  await button(page, t('feedback:voice.begin')).click({ timeout: patience })
  await page.getByText(t('feedback:voice.problem.microphone-missing')).waitFor({ timeout: patience })
  await button(page, t('feedback:voice.begin')).click()
  await page.getByText(t('feedback:voice.problem.microphone-refused')).waitFor({ timeout: patience })
  await page.getByLabel(t('feedback:words.text'), { exact: true }).fill(words)
  await goOn(page)
  await heading(page, t('feedback:sender.title')).waitFor({ timeout: patience })
  await button(page, t('common:session.end')).first().click()
  await button(page, t('common:session.endSure')).click()
  await expect.poll(() => new URL(page.url()).pathname, { timeout: patience }).toBe('/')
  expect(await left(page)).toEqual(before)
})
