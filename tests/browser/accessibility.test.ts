/** What people need who see little, use no mouse, or have told their device how to look. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviewPlace } from '../../src/app/citizen/declaration/places.ts'
import { themes } from '../../src/app/frame/preferences.ts'
import { beginBirth, endDraft, openDraftAt } from './begun-draft.ts'
import { birthProcedure } from './birth.ts'
import { button, connectKiosk, heading, patience, switchLanguage } from './citizen.ts'
import { press, tabTo } from './keyboard.ts'
import { sizes } from './kiosk.ts'
import { overflow, setTextSize, setTheme, violations } from './look.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const vi = textsIn('vi')
let place: Place
let page: Page

beforeAll(async () => {
  place = await openPlace()
  page = place.page
  await connectKiosk(page, place)
})

afterAll(() => place.close())

const theme = () => page.locator('html').getAttribute('data-theme')

/** By its address, and waits for what the screen is about. */
async function open(path: string): Promise<void> {
  await page.goto(`${place.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: patience })
}

describe('the page of all components', () => {
  beforeAll(() => open('ui'))

  test.each(themes)('keeps the accessibility rules in the %s theme, in both languages', async (name) => {
    await setTheme(page, name)
    expect(await theme()).toBe(name)
    for (const language of ['vi', 'en'] as const) {
      await switchLanguage(page, language)
      expect.soft(await violations(page), `${name}, ${language}`).toEqual([])
    }
    await switchLanguage(page, 'vi')
  })

  test('fits a phone in the largest text', async () => {
    await page.setViewportSize(sizes.phone)
    await setTextSize(page, 'largest')
    for (const language of ['vi', 'en'] as const) {
      await switchLanguage(page, language)
      expect.soft(await overflow(page), language).toBe(0)
    }
    await switchLanguage(page, 'vi')
    await setTextSize(page, 'normal')
    await page.setViewportSize(sizes.laptop)
  })

  test('cuts no choice off, however long', async () => {
    await page.setViewportSize(sizes.phone)
    await setTextSize(page, 'largest')
    const select = page.getByLabel(vi('specimen:fields.list'))
    await select.selectOption({ index: 1 })
    const height = async () => (await select.boundingBox())?.height ?? 0
    const before = await height()
    const long = 'Trung tâm Phục vụ hành chính công phường Lào Cai'
    await select
      .locator('option')
      .nth(1)
      .evaluate((option, text) => {
        option.textContent = text
      }, long)
    await expect.poll(height).toBeGreaterThan(before)

    const commune = page.getByRole('combobox', { name: vi('specimen:choices.commune') })
    await commune.fill('đặc khu')
    await page.locator('[role=listbox]:visible [role=option]').first().click()
    await page
      .locator('p')
      .getByText(await commune.inputValue(), { exact: true })
      .waitFor({ timeout: patience })
    await setTextSize(page, 'normal')
    await page.setViewportSize(sizes.laptop)
    await page.reload()
  })

  test('shows every word in the colours that the system forces', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await unseenWords()).toEqual([])
    await page.emulateMedia({ forcedColors: null })
  })

  test('moves nothing for whoever asked for that', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('body *')].flatMap((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
        const isStill = /^0m?s(, 0m?s)*$/.test(transitionDuration)
        return isStill && (animationName === 'none' || /^0m?s$/.test(animationDuration))
          ? []
          : [element.className]
      }),
    )
    expect(moving).toEqual([])
    await page.emulateMedia({ reducedMotion: null })
  })

  test('gives the focus back when a dialog is closed', async () => {
    const opener = button(page, vi('specimen:folds.ask'))
    await press(page, opener)
    const dialog = page.getByRole('dialog', { name: vi('specimen:folds.dialogTitle') })
    await dialog.waitFor()
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await hasFocus(opener)).toBe(true)
  })
})

describe('text size and colours', () => {
  test('are chosen by keyboard, and Escape leads back to the button', async () => {
    await open('')
    const opener = button(page, vi('display'))
    await press(page, opener)
    expect(await opener.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Tab')
    expect(await hasFocus(button(page, vi('textSize.normal')))).toBe(true)
    await press(page, button(page, vi('theme.dark')))
    expect(await button(page, vi('theme.dark')).getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Escape')
    expect(await opener.getAttribute('aria-expanded')).toBe('false')
    expect(await hasFocus(opener)).toBe(true)
    expect(await theme()).toBe('dark')
  })

  test('are there from the first picture of the page on', async () => {
    const first = page.waitForEvent('domcontentloaded').then(() =>
      page.evaluate(async () => {
        await new Promise((painted) => requestAnimationFrame(painted))
        return document.documentElement.dataset.theme
      }),
    )
    await page.reload()
    expect(await first).toBe('dark')
  })

  test('are those of the device when nothing is chosen, and again when the person has gone', async () => {
    await beginBirth(page, place)
    expect(await theme()).toBe('dark')
    await endDraft(page)
    expect(await theme()).toBe('light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await open('')
    expect(await theme()).toBe('dark')
    await page.emulateMedia({ contrast: 'more' })
    await open('')
    expect(await theme()).toBe('contrast')
    await page.emulateMedia({ colorScheme: null, contrast: null })
    await open('')
  })
})

describe('on the way of a citizen', () => {
  test('each new screen has the focus on its title and the title in the name of the tab', async () => {
    const search = page.getByRole('textbox', { name: vi('home:search.label') })
    await tabTo(page, search)
    await page.keyboard.type('khai sinh')
    await press(
      page,
      page
        .getByRole('list', { name: vi('home:search.results') })
        .getByRole('link')
        .first(),
    )
    await page.getByRole('link', { name: vi('guide:start') }).waitFor({ timeout: patience })
    await seeTitleAnnounced()
    await page.goBack()
    await heading(page, vi('home:title')).waitFor()
    await seeTitleAnnounced()
  })

  test('no bar of actions hides a target for good, and one that did would be found', async () => {
    await page.goto(`${place.url}thu-tuc/${birthProcedure}`)
    await page.getByRole('link', { name: vi('guide:start') }).waitFor({ timeout: patience })
    expect(await violations(page)).toEqual([])
    await page
      .locator('main [class*="_actions_"]')
      .first()
      .evaluate((bar) => {
        bar.style.marginBlockStart = '-12rem'
      })
    expect(await violations(page)).toContainEqual(expect.stringContaining('hidden for good behind its bar'))
  })

  /** 400 % of a window of 1280 × 1024 (WCAG 1.4.10). */
  const zoomed = { width: 320, height: 256 }

  test('everything can be read and reached at 400 % zoom', async () => {
    await beginBirth(page, place)
    await page.setViewportSize(zoomed)
    const lookAt = async (name: string) => {
      await page.getByRole('heading', { level: 1 }).waitFor({ timeout: patience })
      expect.soft(await overflow(page), `${name}, wider than the window`).toBe(0)
      expect.soft(await hiddenStops(), `${name}, focus behind something`).toEqual([])
    }
    await openDraftAt(page, place, 'buoc/relation')
    await lookAt('step')
    await page.goto(`${place.url}ke-khai/${birthProcedure}/${reviewPlace}`)
    await lookAt('review')
    await page.setViewportSize(sizes.laptop)
    await endDraft(page)
    await page.setViewportSize(zoomed)
    await open('')
    await lookAt('home')
    await open(`thu-tuc/${birthProcedure}`)
    await lookAt('guide')
    await page.setViewportSize(sizes.laptop)
  })

  test.each(['', `thu-tuc/${birthProcedure}`])('“%s” shows every word in forced colours', async (path) => {
    await open(path)
    await page.emulateMedia({ forcedColors: 'active' })
    expect(await unseenWords()).toEqual([])
    await page.emulateMedia({ forcedColors: null })
  })
})

async function seeTitleAnnounced(): Promise<void> {
  const seen = await page.evaluate(() => ({
    focused: document.activeElement?.tagName,
    heading: document.querySelector('h1')?.textContent ?? '',
    name: document.title,
  }))
  expect(seen.focused).toBe('H1')
  expect(seen.name.startsWith(seen.heading)).toBe(true)
}

/** The browser lays a sheet of the ground's colour behind text: what is written in that colour cannot be read. */
function unseenWords(): Promise<readonly string[]> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'Canvas'
    const ground = getComputedStyle(probe).color
    probe.remove()
    const hasWords = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const colourBehind = (element: Element | null): string => {
      if (element === null) return ground
      const { backgroundColor } = getComputedStyle(element)
      return backgroundColor === 'rgba(0, 0, 0, 0)' ? colourBehind(element.parentElement) : backgroundColor
    }
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      const { color, forcedColorAdjust } = getComputedStyle(element)
      const isOnSheet = forcedColorAdjust !== 'none'
      const isUnseen = color === (isOnSheet ? ground : colourBehind(element))
      return hasWords(element) && isUnseen ? [element.textContent ?? ''] : []
    })
  })
}

/** Goes through the screen with Tab: each stop must come into view, and not behind something else. */
async function hiddenStops(): Promise<readonly string[]> {
  const hidden: string[] = []
  await page.evaluate(() => document.querySelector<HTMLElement>('h1')?.focus())
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const here = document.activeElement
      if (here === null || here === document.body || here.closest('header') !== null) return null
      const box = here.getBoundingClientRect()
      const x = box.left + box.width / 2
      const y = Math.min(box.top + box.height / 2, box.top + 20)
      const top = document.elementFromPoint(x, y)
      const isSeen =
        top !== null && (here.contains(top) || top.contains(here) || top.closest('label')?.contains(here))
      return {
        name: (here.textContent || here.getAttribute('aria-label')) ?? here.tagName,
        isSeen: isSeen === true,
      }
    })
    if (stop === null) return hidden
    if (!stop.isSeen) hidden.push(stop.name.trim().slice(0, 60))
  }
  return hidden
}

function hasFocus(control: ReturnType<typeof button>): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement)
}
