import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAccountGuide } from '../../src/catalogue/assistance/account-guide.ts'
import { loadTraining } from '../../src/catalogue/training/training-content.ts'
import { factsThatCount, questionsFor } from '../../src/domain/assistance/advise.ts'
import type { Facts } from '../../src/domain/assistance/guide.ts'
import { bySection } from '../../src/domain/form/by-section.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { birthForm, foundChild } from './birth.ts'
import {
  awaitInstalled,
  button,
  connectKiosk,
  consent,
  fileButton,
  fillDeclaration,
  goOn,
  heading,
} from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { countPages } from './pdf-pages.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const guide = await loadAccountGuide()
const training = await loadTraining()

let gateway: TestGateway
let profile: Awaited<ReturnType<typeof temporaryFolder>>
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  const { units, unitDays } = gateway.gateway.storage
  const home = await units.find('H38.20')
  if (home === undefined) throw new Error('the first unit is there')
  await units.addTeam(home, 'Tổ Phìn Hồ Thầu')
  const day = { day: '2099-01-05', from: '08:00', until: '11:00', place: 'Nhà văn hóa Phìn Hồ Thầu' }
  const made = { by: 'admin', at: '2026-11-26T01:00:00.000Z' }
  await unitDays.add('H38.20', { id: 'day-1', kind: 'mobile-police', ...day }, made)
  profile = await temporaryFolder('assistance')
  phone = await openKiosk(profile.path, { viewport: sizes.phone, installs: true })
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

const see = (words: string) => page.getByText(words).first().waitFor({ state: 'visible' })
const rows = (table: string) =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('motcua')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count()
          counting.onsuccess = () => {
            opening.result.close()
            resolve(counting.result)
          }
        }
      }),
    table,
  )

async function look(name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  await picture(page, name, 'phone')
  await setTextSize(page, 'largest')
  expect.soft(await overflow(page), name).toBe(0)
  await setTextSize(page, 'normal')
}

/** Answers each question as it is asked. */
async function walk(facts: Facts): Promise<void> {
  let answered: Facts = {}
  for (const [id, value] of Object.entries(facts)) {
    const question = questionsFor(guide, answered).find((each) => each.id === id)
    const option = question?.options.find((each) => each.value === value)
    if (question === undefined || option === undefined) throw new Error(`nobody asks ${id} ${value}`)
    await heading(page, question.text.vi).waitFor({ state: 'visible' })
    await page.getByRole('radio', { name: option.text.vi, exact: true }).check()
    await goOn(page)
    answered = factsThatCount(guide, { ...answered, [id]: value })
  }
}

test('without a network the assistant finds the answer, and what came of it is delivered later', async () => {
  await expect.poll(() => rows('settings')).toBeGreaterThan(1)
  await phone.setOffline(true)
  await page.getByRole('link', { name: t('home:links.assistance'), exact: true }).click()
  await see('Nhà văn hóa Phìn Hồ Thầu')
  await look('assistance-start-vi')
  await button(page, t('assistance:start')).click()
  await walk({ who: 'self', need: 'new', card: 'valid', phone: 'smart', sim: 'other' })
  await see(guide.steps.find(({ id }) => id === 'own-sim')?.text.vi ?? '')
  await see(t('assistance:account.level-2'))
  await look('assistance-advice-vi')

  await button(page, t('assistance:visit.open')).click()
  await page.getByRole('radio', { name: /Phìn Hồ Thầu/ }).check()
  await look('assistance-visit-vi')
  expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(1)
  await button(page, t('action.back')).click()

  await button(page, t('assistance:outcome.open')).click()
  await page.getByRole('radio', { name: t('assistance:outcome.is.not-done'), exact: true }).check()
  await page.getByRole('radio', { name: t('assistance:reason.sim-of-another'), exact: true }).check()
  await page.getByRole('radio', { name: t('assistance:next.network-shop'), exact: true }).check()
  await page.getByRole('combobox').selectOption({ label: 'Tổ Phìn Hồ Thầu' })
  expect(await page.getByRole('textbox').count()).toBe(0)
  await look('assistance-outcome-vi')
  await button(page, t('assistance:outcome.keep')).click()
  await heading(page, t('assistance:outcome.noted')).waitFor()
  expect(await rows('outbox')).toBe(1)
  await phone.setOffline(false)
  await expect.poll(() => rows('outbox'), { timeout: 20_000 }).toBe(0)
  await gateway.gateway.settled()
  const { assistance } = gateway.gateway.storage
  expect(
    await assistance.groups({ units: ['H38.20'], from: '2000-01-01', until: '2999-12-31' }),
  ).toMatchObject([
    { village: 'H38.20-T1', need: 'new-account', outcome: 'not-done', reason: 'sim-of-another', people: 1 },
  ])
})

test('a lesson is passed, a practice filing is marked everywhere and leaves nothing', async () => {
  await phone.setOffline(true)
  await page.goto(`${gateway.url}tap-huan`)
  await heading(page, t('training:title')).waitFor()
  await look('training-vi')
  const [first] = training.lessons
  if (first === undefined) throw new Error('there is a lesson')
  await page.getByRole('link', { name: first.title.vi }).click()
  const wrong = first.check.options.find(({ isRight }) => !isRight)
  const right = first.check.options.find(({ isRight }) => isRight)
  await page.getByRole('radio', { name: wrong?.text.vi ?? '', exact: true }).check()
  await button(page, t('training:answer')).click()
  await see(t('training:wrong'))
  await page.getByRole('radio', { name: right?.text.vi ?? '', exact: true }).check()
  await button(page, t('training:answer')).click()
  await see(t('training:right'))
  await look('training-lesson-vi')
  await button(page, t('action.back')).click()
  await see(t('training:passed', { done: 1, total: 10 }))

  await page.getByRole('link', { name: t('training:practice.open'), exact: true }).click()
  await button(page, t('training:practice.start')).click()
  await button(page, t('declaration:start.begin')).click()
  await look('training-practice-vi')
  // Half-way the device goes off and on again: it is practice still.
  await button(page, t('declaration:resumeCode.goOn')).click()
  const mark = page.getByRole('note').filter({ hasText: t('training:mark') })
  await mark.waitFor()
  await page.reload()
  await mark.waitFor()
  await fillDeclaration(page, foundChild, { form: bySection(birthForm) })
  await goOn(page)
  await consent(page)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText(t('training:mark')).last().isVisible()).toBe(true)
  await page.emulateMedia({ media: null })
  await (await fileButton(page)).click()
  await heading(page, t('training:filed.title')).waitFor()
  await mark.waitFor()
  for (const table of ['outbox', 'outboxParts', 'outboxPartBytes', 'receipts', 'sessions', 'drafts'])
    expect(await rows(table), table).toBe(0)
  await page.getByRole('link', { name: t('training:filed.end'), exact: true }).click()
  await heading(page, t('home:title')).waitFor()
  await expect.poll(() => mark.count()).toBe(0)
  await phone.setOffline(false)
})
