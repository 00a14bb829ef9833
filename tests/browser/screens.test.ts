import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { lifeEvents } from '../../src/app/citizen/pictures/life-events.ts'
import { loadSummaries } from '../../src/catalogue/built-in.ts'
import { birthForm, birthPapers, birthProcedure, recentBirth } from './birth.ts'
import {
  addPhoto,
  button,
  connectKiosk,
  consent,
  fileButton,
  fillStep,
  finish,
  goOn,
  heading,
  patience,
  type ReceiptOnScreen,
  readReceipt,
  seeArrived,
  stepsFor,
  switchLanguage,
} from './citizen.ts'
import { sizes } from './kiosk.ts'
import { everyLook, overflow, picture, pictures, setTextSize, violations } from './look.ts'
import { goTo, openAction, openDossier, signIn } from './officer.ts'
import { drawPhoto } from './photo.ts'
import { openPlace, type Place } from './place.ts'
import { type Language, textsIn } from './texts.ts'

const vi = textsIn('vi')
let place: Place
let page: Page
let receipt: ReceiptOnScreen
const errors: string[] = []

beforeAll(async () => {
  place = await openPlace()
  page = place.page
  page.on('pageerror', (error) => errors.push(error.message))
})

afterAll(() => place.close())

/**
 * The screen that is open now, in both languages: accessibility, the three sizes, and a phone with the largest text.
 * Ends as it began: in Vietnamese, on a laptop.
 */
async function looksRight(name: string): Promise<void> {
  expect.soft(await violations(page), `${name}, Vietnamese`).toEqual([])
  await everyLook(page, name, ['kiosk', 'laptop', 'phone'])
  await page.setViewportSize(sizes.phone)
  await setTextSize(page, 'largest')
  await narrow(name, 'vi')
  await pictures(page, `${name}-largest-vi`, ['phone'])
  await switchLanguage(page, 'en')
  await narrow(name, 'en')
  expect.soft(await violations(page), `${name}, English, phone, largest text`).toEqual([])
  await pictures(page, `${name}-largest-en`, ['phone'])
  await setTextSize(page, 'normal')
  await page.setViewportSize(sizes.laptop)
  await switchLanguage(page, 'vi')
}

/** Nothing may need scrolling sideways on a phone with the largest text. */
async function narrow(name: string, language: Language): Promise<void> {
  expect.soft(await overflow(page), `${name}, ${language}, wider than the phone`).toBe(0)
  await switchesOnOneLine(name, language)
}

/** Languages and sizes stay beside each other, also while a session can be ended. */
async function switchesOnOneLine(name: string, language: Language): Promise<void> {
  const middles = await page.locator('header fieldset').evaluateAll((all) =>
    all.map((each) => {
      const { top, bottom } = each.getBoundingClientRect()
      return Math.round((top + bottom) / 2)
    }),
  )
  const apart = Math.max(...middles) - Math.min(...middles)
  expect.soft(apart, `${name}, ${language}, switches on two lines`).toBeLessThanOrEqual(2)
}

/** By its address, and waits for the title. */
async function open(path: string, title: string): Promise<void> {
  await page.goto(`${place.url}${path}`)
  await heading(page, title).waitFor({ timeout: patience })
}

/** As a link in the app does, without loading it again. */
function goInside(path: string): Promise<void> {
  return page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `/${path}`)
}

describe('before the device is connected', () => {
  test('the connection screen is right', async () => {
    await open('ket-noi', vi('setup:title'))
    await looksRight('connect')
  })

  test('a wrong code is explained beside the field', async () => {
    await page.getByRole('textbox', { name: vi('setup:code') }).fill('XXXX-XXXX')
    await button(page, vi('setup:connect')).click()
    await page.getByText(vi('setup:problem.enrolment-code-invalid')).waitFor()
    await looksRight('connect-wrong-code')
  })

  test('the first screen says that nothing can be filed yet', async () => {
    await open('', vi('home:title'))
    await page.getByText(vi('notEnrolled')).waitFor()
    await looksRight('home-not-connected')
  })
})

describe('for the citizen', () => {
  test('the first screen is right', async () => {
    await connectKiosk(page, place)
    await looksRight('home')
  })

  test('search results are right', async () => {
    await page.getByRole('textbox', { name: vi('home:search.label') }).fill('khai sinh')
    await page.getByRole('list', { name: vi('home:search.results') }).waitFor()
    await looksRight('search')
  })

  test('a search without results is right', async () => {
    await page.getByRole('textbox', { name: vi('home:search.label') }).fill('zzzz')
    await page.getByText(vi('home:search.none')).waitFor()
    await looksRight('search-nothing')
  })

  test.each(lifeEvents)('the life event %s is right', async (event) => {
    await open(`su-kien/${event}`, vi(`home:lifeEvent.${event}`))
    await page.getByRole('main').getByRole('list').first().waitFor()
    if (event === 'birth') await looksRight('life-event')
    else {
      expect(await violations(page)).toEqual([])
      await page.setViewportSize(sizes.phone)
      expect(await overflow(page)).toBe(0)
    }
  })

  const answers = [
    'guide:bring',
    'guide:howLong',
    'guide:howMuch',
    'guide:where',
    'guide:result',
    'guide:record.title',
  ] as const

  const screensOfPhone = 3 * sizes.phone.height

  /**
   * The whole height of the guide that is open, everything foldable closed, in the normal text size: with no case
   * answered and with the first option of every case. Ends as it began.
   */
  async function guideHeights() {
    const phone = [await heightWith('normal'), await answerEveryCase()]
    await page.setViewportSize(sizes.kiosk)
    const kiosk = [await heightWith('normal'), await takeAnswersBack()]
    await page.setViewportSize(sizes.phone)
    await heightWith('largest')
    return { phone, kiosk }
  }

  function heightWith(size: 'normal' | 'largest'): Promise<number> {
    return page.evaluate(
      (scale) => {
        document.documentElement.style.setProperty('--text-scale', scale)
        return document.documentElement.scrollHeight
      },
      size === 'normal' ? '1' : '1.6',
    )
  }

  function answerEveryCase(): Promise<number> {
    return clickAll('section[aria-labelledby="cases"] form input')
  }

  function takeAnswersBack(): Promise<number> {
    return clickAll('section[aria-labelledby="cases"] li button')
  }

  /** The first that fits, again and again until there is none. */
  function clickAll(selector: string): Promise<number> {
    return page.evaluate(async (wanted) => {
      for (;;) {
        const next = document.querySelector<HTMLElement>(wanted)
        if (next === null) return document.documentElement.scrollHeight
        next.click()
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      }
    }, selector)
  }

  test('every procedure has a guide without empty sections, essentials on one screen or three', async () => {
    const summaries = await loadSummaries()
    expect(summaries.length).toBe(105)
    await page.setViewportSize(sizes.phone)
    await open('', vi('home:title'))
    await setTextSize(page, 'largest')
    for (const language of ['vi', 'en'] as const) {
      await switchLanguage(page, language)
      for (const { code, plainName } of summaries) {
        await goInside(`thu-tuc/${code}`)
        await heading(page, plainName[language]).waitFor()
        const found = await page.evaluate(() => {
          const main = document.querySelector('main')
          const isEmpty = (part: Element) => part.textContent?.trim() === ''
          return {
            empty: [...(main?.querySelectorAll('h2, h3, p, li, dd, dt, section, ul') ?? [])]
              .filter((part) => isEmpty(part) && part.getAttribute('role') !== 'status')
              .map((part) => part.outerHTML.slice(0, 120)),
            text: main?.textContent ?? '',
            unfilled: /undefined|NaN|\{\{|\[object/.exec(main?.textContent ?? '')?.[0] ?? null,
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          }
        })
        expect.soft(found, `${code}, ${language}`).toMatchObject({ empty: [], unfilled: null, overflow: 0 })
        const unsaid = answers.filter((answer) => !found.text.includes(textsIn(language)(answer)))
        expect.soft(unsaid, `${code}, ${language}`).toEqual([])
        const heights = await guideHeights()
        expect
          .soft(Math.max(...heights.phone), `${code}, ${language}, phone`)
          .toBeLessThanOrEqual(screensOfPhone)
        expect
          .soft(Math.max(...heights.kiosk), `${code}, ${language}, kiosk`)
          .toBeLessThanOrEqual(sizes.kiosk.height)
      }
    }
    await setTextSize(page, 'normal')
    await switchLanguage(page, 'vi')
    expect(errors).toEqual([])
  })

  test.each([
    ['guide', birthProcedure],
    ['guide-without-form', '1.000894'],
  ])('the %s is right', async (name, code) => {
    const procedure = (await loadSummaries()).find((summary) => summary.code === code)
    await open(`thu-tuc/${code}`, procedure?.plainName.vi ?? '')
    await looksRight(name)
  })

  test('an unknown procedure leads on', async () => {
    await open('thu-tuc/9.999999', vi('guide:unknown.title'))
    await looksRight('guide-unknown')
  })

  test('an address that does not exist leads on', async () => {
    await open('khong-co', vi('notFound.title'))
    await looksRight('not-found')
  })
})

describe('in a declaration', () => {
  test('its start and the code to go on with are right', async () => {
    const birth = (await loadSummaries()).find(({ code }) => code === birthProcedure)
    const procedure = birth?.plainName.vi ?? ''
    await open(`thu-tuc/${birthProcedure}`, procedure)
    await page.getByRole('link', { name: vi('guide:start') }).click()
    await heading(page, vi('declaration:start.title', { procedure })).waitFor()
    await looksRight('start')
    await button(page, vi('declaration:start.begin')).click()
    await heading(page, vi('declaration:resumeCode.title')).waitFor()
    await looksRight('resume-code')
    await button(page, vi('declaration:resumeCode.goOn')).click()
  })

  const steps = stepsFor(birthForm, recentBirth)
  test.each(steps.map((step, index) => [step.id, step, index] as const))(
    'the step %s is right, empty, refused and filled in',
    async (id, step, index) => {
      const number = String(index + 1).padStart(2, '0')
      await heading(page, step.title.vi).waitFor()
      const isRefused = step.questions.some(
        (question) =>
          question.required !== false && (question.type === 'group' || question.initial === undefined),
      )
      if (isRefused) {
        await goOn(page)
        expect.soft(await violations(page), `${id}, refused`).toEqual([])
        await picture(page, `step-${number}-${id}-refused-vi`, 'phone')
      }
      await page.setViewportSize(sizes.laptop)
      await fillStep(page, step, recentBirth)
      await looksRight(`step-${number}-${id}`)
      await goOn(page)
    },
  )

  test('the papers and the camera are right', async () => {
    await heading(page, vi('declaration:papers.title')).waitFor()
    const [first, second] = await birthPapers()
    if (first === undefined || second === undefined) throw new Error('two papers are photographed')
    await addPhoto(page, first, await drawPhoto(page, { title: 'Trang 1', width: 2480, height: 3508 }))
    await addPhoto(page, first, await drawPhoto(page, { title: 'Trang 2', width: 800, height: 600 }))
    const card = page.getByRole('listitem', { name: second.name.vi, exact: true })
    await card
      .getByLabel(vi('declaration:papers.fileFor', { paper: second.name.vi }))
      .setInputFiles({ name: 'ghi-chu.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('không phải ảnh') })
    await card.getByText(vi('declaration:photoProblem.photo-not-an-image')).waitFor()
    await looksRight('papers')

    await card.getByRole('button', { name: vi('declaration:papers.takePhoto') }).click()
    const camera = page.getByRole('dialog')
    await camera.getByRole('button', { name: vi('declaration:camera.take') }).waitFor()
    expect(await violations(page)).toEqual([])
    await pictures(page, 'camera-vi', ['kiosk', 'laptop', 'phone'])
    await camera.getByRole('button', { name: vi('declaration:camera.take') }).click()
    await camera.getByRole('button', { name: vi('declaration:camera.use') }).waitFor()
    expect(await violations(page)).toEqual([])
    await pictures(page, 'camera-taken-vi', ['kiosk', 'phone'])
    await camera.getByRole('button', { name: vi('action.close') }).click()
    await goOn(page)
  })

  test('the review is right, refused and complete', async () => {
    await heading(page, vi('declaration:review.title')).waitFor()
    await (await fileButton(page)).click()
    await page.getByText(vi('declaration:consent.needed')).first().waitFor()
    await looksRight('review')
    await consent(page)
    expect(await violations(page)).toEqual([])
  })

  test('ending it asks first', async () => {
    await button(page, vi('session.end')).click()
    const dialog = page.getByRole('dialog', { name: vi('session.endTitle') })
    await dialog.waitFor()
    expect(await violations(page)).toEqual([])
    await pictures(page, 'end-session-vi', ['kiosk', 'phone'])
    await dialog.getByRole('button', { name: vi('session.endStay') }).click()
  })

  test('another tab finds it locked and asks for the code', async () => {
    const other = await place.kiosk.newPage()
    onTestFinished(() => other.close())
    const mine = page
    page = other
    onTestFinished(() => {
      page = mine
    })
    await open('', vi('home:title'))
    await other.getByRole('link', { name: vi('resume.open') }).click()
    await heading(other, vi('resume.title')).waitFor()
    await looksRight('resume')
    await other.getByRole('textbox', { name: vi('resume.code') }).fill('12')
    await button(other, vi('action.continue')).click()
    await other.getByText(vi('resume.sixDigits')).waitFor()
    expect(await violations(other)).toEqual([])
  })
})

describe('after filing', () => {
  test('the receipt is right', async () => {
    await (await fileButton(page)).click()
    receipt = await readReceipt(page)
    await seeArrived(page)
    await looksRight('receipt')
    await finish(page)
  })

  test('the queue is right, empty and filled', async () => {
    await open('ho-so', vi('queue:title'))
    await page.getByRole('list').first().waitFor()
    await looksRight('queue')
  })

  test('tracking is right: empty, refused, not found, found', async () => {
    await open('tra-cuu', vi('tracking:title'))
    await looksRight('tracking')
    const submit = button(page, vi('tracking:submit'))
    await submit.click()
    await page.getByText(vi('tracking:code.empty')).waitFor()
    await looksRight('tracking-refused')
    await page.getByRole('textbox', { name: vi('tracking:code.label') }).fill(receipt.code)
    await page.getByRole('textbox', { name: vi('tracking:lastFour.label') }).fill('0000')
    await submit.click()
    await page.getByText(vi('tracking:problem.not-found')).waitFor()
    await looksRight('tracking-not-found')
    const number = String(recentBirth['requester.idNumber'])
    await page.getByRole('textbox', { name: vi('tracking:lastFour.label') }).fill(number.slice(-4))
    await submit.click()
    await button(page, vi('tracking:submitAgain')).waitFor()
    await looksRight('tracking-found')
  })
})

describe('at the desk', () => {
  /** The desk has its own frame: no text switch, and it is not made for a kiosk. */
  async function deskLooksRight(name: string): Promise<void> {
    for (const language of ['vi', 'en'] as const) {
      await switchLanguage(page, language)
      await page.setViewportSize(sizes.laptop)
      expect.soft(await violations(page), `${name}, ${language}`).toEqual([])
      await page.setViewportSize(sizes.phone)
      expect.soft(await overflow(page), `${name}, ${language}, wider than the phone`).toBe(0)
      await page.setViewportSize(sizes.laptop)
    }
    await switchLanguage(page, 'vi')
    await everyLook(page, name, ['kiosk', 'phone', 'laptop'])
  }

  test('signing in is right', async () => {
    await open('can-bo', vi('desk:signIn.title'))
    await deskLooksRight('desk-sign-in')
    await button(page, vi('desk:signIn.submit')).click()
    await page.getByText(vi('desk:signIn.passwordMissing')).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('the list and a dossier are right', async () => {
    await signIn(page, place.product)
    await page.getByRole('link', { name: receipt.code }).waitFor()
    await deskLooksRight('desk-dossiers')
    await openDossier(page, receipt.code)
    await deskLooksRight('desk-dossier')
    const { dialog } = await openAction(page, 'receive')
    await dialog.waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'desk-receive-vi', 'laptop')
    await page.keyboard.press('Escape')
  })

  test.each(['devices', 'quarantine'] as const)('%s is right', async (name) => {
    await goTo(page, name)
    await heading(page, vi(`desk:${name}.title`)).waitFor()
    await deskLooksRight(`desk-${name}`)
  })

  test('the navigation unfolds with the keyboard, and gives the focus back', async () => {
    const navigation = page.getByRole('navigation', { name: vi('desk:navigation.label') })
    const group = navigation.getByRole('button', { name: vi('desk:navigation.group.counter'), exact: true })
    const entry = navigation.getByRole('link', { name: vi('desk:navigation.carried'), exact: true })
    expect(await group.getAttribute('aria-current')).toBe('true')
    await group.focus()
    await page.keyboard.press('Enter')
    await entry.waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'desk-navigation-vi', 'laptop')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await entry.waitFor({ state: 'hidden' })
    expect(await group.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.setViewportSize(sizes.phone)
    await navigation.getByRole('button', { name: vi('desk:navigation.all') }).press('Enter')
    await entry.waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'desk-navigation-vi', 'phone')
    await entry.press('Enter')
    await heading(page, vi('carried:desk.title')).waitFor()
    await entry.waitFor({ state: 'hidden' })
    await page.setViewportSize(sizes.laptop)
  })

  test('no screen has thrown an error', () => {
    expect(errors).toEqual([])
  })
})
