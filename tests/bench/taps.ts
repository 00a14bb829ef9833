/**
 * `npm run bench -- taps`: what it takes a community team to register a birth for an invented family on a phone without
 * network: taps besides those into a field to type, and screens that ask for one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bySection } from '../../src/domain/form/by-section.ts'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { birthForm } from '../browser/birth.ts'
import { awaitInstalled, connectKiosk, fileBirth, seeSavedHere } from '../browser/citizen.ts'
import { drawPhoto } from '../browser/photo.ts'
import { readCounted, startCounting } from '../browser/taps.ts'
import { startGateway } from '../gateway/start-gateway.ts'
import { openProfile } from './bench-browser.ts'

const phone = { width: 360, height: 740 }
/** @param args none */
export async function benchTaps(_args: readonly string[]): Promise<object> {
  await buildIfMissing()
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-taps-'))
  try {
    const gateway = await startGateway({ site: 'built', now: () => new Date() })
    const enrolmentLink = `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode('team')}`
    const context = await openProfile(join(folder, 'profile'), {
      viewport: phone,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    const [page = await context.newPage()] = context.pages()
    await connectKiosk(page, { enrolmentLink })
    await awaitInstalled(page)
    const photo = await drawPhoto(page, { title: 'Giấy chứng sinh', width: 1240, height: 1754 })
    const { url } = gateway
    await gateway.close()
    await page.goto(url)
    await startCounting(page)
    await fileBirth(page, { photos: [photo], form: bySection(birthForm) })
    await seeSavedHere(page)
    const { taps, fields, screens } = await readCounted(page)
    await context.close()
    console.table(screens.map((title) => ({ screen: title })))
    return { taps, fields, screens: screens.length }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
