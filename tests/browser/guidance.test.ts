import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadProcedure } from '../../src/catalogue/built-in.ts'
import type { Procedure } from '../../src/catalogue/schema.ts'
import { addDays } from '../../src/domain/time/civil-day.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import { birthProcedure, recentBirth } from './birth.ts'
import {
  beginDeclaration,
  button,
  connectKiosk,
  consent,
  fillDeclaration,
  findProcedure,
  goOn,
  heading,
} from './citizen.ts'
import { tabTo } from './keyboard.ts'
import { violations } from './look.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let place: Place
let page: Page
let procedure: Procedure

beforeAll(async () => {
  const found = await loadProcedure(birthProcedure)
  if (found === undefined) throw new Error(`no procedure ${birthProcedure}`)
  procedure = found
  place = await openPlace()
  page = place.page
  await connectKiosk(page, place)
})
afterAll(() => place.close())

function cases(): Locator {
  return page.getByRole('region', { name: t('guide:cases.title'), exact: true })
}

function question(id: string): string {
  return procedure.cases?.find((asked) => asked.id === id)?.question.vi ?? ''
}

function option(id: string, value: string): Locator {
  const asked = procedure.cases?.find((each) => each.id === id)
  const label = asked?.options.find((each) => each.value === value)?.label.vi ?? ''
  return cases().getByRole('radio', { name: label, exact: true })
}

function answered(id: string): Locator {
  return cases().getByRole('button', { name: t('guide:cases.changeOf', { question: question(id) }) })
}

async function openGuide(): Promise<void> {
  await findProcedure(page, procedure.plainName.vi)
  await heading(page, procedure.plainName.vi).waitFor()
}

const papers = () => page.getByRole('region', { name: t('guide:bring'), exact: true })
const record = () => procedure.components.find(({ id }) => id === 'record-abandoned-child')?.name.vi ?? ''
const attestation = () =>
  procedure.components.find(({ id }) => id === 'birth-attestation-health-facility')?.name.vi ?? ''

describe('the guide', () => {
  test('asks its cases by keyboard: arrows look, Enter answers, the next question follows', async () => {
    await openGuide()
    await tabTo(page, option('birthplace', 'health-facility'))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await answered('birthplace').count()).toBe(0)
    await page.getByText(t('guide:cases.keys')).waitFor()
    await page.keyboard.press('Enter')
    await answered('birthplace').waitFor()
    expect(
      await cases()
        .getByRole('radio')
        .first()
        .evaluate((radio) => radio === document.activeElement),
    ).toBe(true)
  })

  test('shows only the papers of the case', async () => {
    await papers().getByRole('checkbox', { name: attestation(), exact: true }).waitFor()
    expect(await papers().getByText(record(), { exact: true }).count()).toBe(0)
    await answered('birthplace').click()
    await option('birthplace', 'found').click()
    await papers().getByRole('checkbox', { name: record(), exact: true }).waitFor()
    expect(await papers().getByText(attestation(), { exact: true }).count()).toBe(0)
  })

  test('counts the citizen’s own deadline, and knows from it whether it is late', async () => {
    await page.getByText(procedure.citizenDeadline?.event?.vi ?? '', { exact: true }).click()
    const birthday = addDays(vietnamDay(Date.now()), -200)
    const [year = '', month = '', day = ''] = birthday.split('-')
    for (const [name, value] of Object.entries({ day, month, year })) {
      await page.getByRole('textbox', { name: t(`declaration:date.${name}`), exact: true }).fill(value)
    }
    await page.getByText(procedure.citizenDeadline?.late?.vi ?? '').waitFor()
    await answered('onTime').waitFor()
    // The questions of the fee too: folded parts are looked at when they are open.
    await page.getByText(t('guide:fee.grounds'), { exact: true }).click()
    expect(await violations(page)).toEqual([])
  })

  test('forgets what was said at the first screen, also by Back: the next person may stand there', async () => {
    await page.goBack()
    await heading(page, t('home:title')).waitFor()
    await page.goForward()
    await option('birthplace', 'found').waitFor()
    expect(await answered('birthplace').count()).toBe(0)
    expect(await page.evaluate(() => location.href + JSON.stringify(history.state))).not.toContain('found')
  })

  test('goes home as a code for the phone', async () => {
    await button(page, t('guide:takeHome.open')).click()
    const dialog = page.getByRole('dialog', { name: t('guide:takeHome.title') })
    await dialog.getByRole('img', { name: t('guide:takeHome.qrLabel') }).waitFor()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: t('action.close') }).click()
  })

  test('answers the declaration as far as it can; the review shows it and lets it be changed', async () => {
    await option('birthplace', 'health-facility').click()
    await option('parentsMarried', 'yes').click()
    await beginDeclaration(page)
    await fillDeclaration(page, recentBirth, { given: ['child.bornAt', 'parents.areMarried'] })
    await goOn(page)
    await consent(page)
    const form = page.locator('[data-answer="parents.areMarried"]')
    await form.getByText(t('answer.yes'), { exact: true }).waitFor()
    await form.getByRole('button').click()
    await page.getByRole('radio', { name: t('answer.no'), exact: true }).check()
    await button(page, t('declaration:backToReview')).click()
    await form.getByText(t('answer.no'), { exact: true }).waitFor()
  })

  test('has forgotten everything when the session has ended', async () => {
    await button(page, t('session.end')).click()
    await button(page, t('session.endSure')).click()
    await heading(page, t('home:title')).waitFor()
    await openGuide()
    await option('birthplace', 'found').waitFor()
    expect(await answered('birthplace').count()).toBe(0)
  })
})
