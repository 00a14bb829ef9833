import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bySection } from '../../src/domain/form/by-section.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { birthForm, recentBirth } from './birth.ts'
import {
  awaitInstalled,
  beginDeclaration,
  connectKiosk,
  fileBirth,
  fillStep,
  findProcedure,
  finish,
  goOn,
  seeSavedHere,
  stepsFor,
} from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { drawPhoto } from './photo.ts'
import { readCounted, startCounting } from './taps.ts'

let gateway: TestGateway
let profile: Awaited<ReturnType<typeof temporaryFolder>>
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  profile = await temporaryFolder('team')
  phone = await openKiosk(profile.path, { viewport: sizes.phone })
  page = phone.pages()[0] ?? (await phone.newPage())
  await connectKiosk(page, {
    enrolmentLink: `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode('team')}`,
  })
  await awaitInstalled(page)
})
afterAll(async () => {
  await phone?.close()
  await gateway?.close()
  await profile?.remove()
})

test('a birth is registered without network in at most 60 taps and 12 screens besides typing', async () => {
  const photo = await drawPhoto(page, { title: 'Giấy chứng sinh', width: 1240, height: 1754 })
  await phone.setOffline(true)
  await startCounting(page)
  await fileBirth(page, { photos: [photo], form: bySection(birthForm) })
  await seeSavedHere(page)
  const { taps, screens } = await readCounted(page)
  expect(taps).toBeLessThanOrEqual(60)
  expect(screens.length).toBeLessThanOrEqual(12)
  await finish(page)
})

test('on a team’s phone each section is one screen, with its parts named', async () => {
  const form = bySection(birthForm)
  await findProcedure(page, 'đăng ký khai sinh')
  await beginDeclaration(page)
  for (const step of stepsFor(form, recentBirth)) {
    await fillStep(page, step, recentBirth)
    expect.soft(await violations(page), step.id).toEqual([])
    await picture(page, `team-${step.id}-vi`, 'phone')
    await setTextSize(page, 'largest')
    expect.soft(await overflow(page), step.id).toBe(0)
    await setTextSize(page, 'normal')
    const asked = step.questions.map(({ id }) => id)
    const parts = step.parts?.filter(({ questions }) => questions.some((id) => asked.includes(id))) ?? []
    expect(await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()).toEqual(
      expect.arrayContaining(parts.map(({ title }) => title.vi)),
    )
    await goOn(page)
  }
})
