/**
 * Typing by every hand at once: input methods that compose (Telex of the system, ibus), that send backspaces and letters
 * (UniKey), that take a word back and replace it, and fingers on the keys of the screen, in every kind of field. Random
 * words; no letter is doubled or dropped.
 */
import fc from 'fast-check'
import type { CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TypingMethod, withCharacter } from '../../src/domain/text/typing.ts'
import { beginBirth, questionOf, stepOf } from './begun-draft.ts'
import { recentBirth } from './birth.ts'
import { connectKiosk, fillStep, goOn, seeStep } from './citizen.ts'
import { sizes } from './kiosk.ts'
import { signIn } from './officer.ts'
import { openPlace, type Place } from './place.ts'
import { questionOn } from './questions.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
let place: Place
let page: Page
let session: CDPSession

beforeAll(async () => {
  place = await openPlace({ viewport: sizes.kiosk, hasTouch: true })
  page = place.page
  session = await page.context().newCDPSession(page)
  await connectKiosk(page, place)
})

afterAll(() => place.close())

const panel = () => page.getByRole('region', { name: t('keyboard:label') })

interface Written {
  readonly by: 'composed' | 'backspaced' | 'replaced' | 'fingers' | 'interrupted'
  readonly method: 'telex' | 'vni'
  /** As pressed, one after the other. */
  readonly keys: readonly string[]
}

/** The word after each key, as the input method shows it. */
function states(keys: readonly string[], method: TypingMethod): readonly string[] {
  let text = { before: '', after: '' }
  return keys.map((key) => {
    text = withCharacter(text, key, method)
    return text.before
  })
}

async function compose(text: string, replaced?: readonly [start: number, end: number]): Promise<void> {
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    windowsVirtualKeyCode: 229,
  })
  await session.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
    ...(replaced === undefined ? {} : { replacementStart: replaced[0], replacementEnd: replaced[1] }),
  })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Process', windowsVirtualKeyCode: 229 })
}

const commit = (text: string) => session.send('Input.insertText', { text })

async function pressLetter(text: string): Promise<void> {
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: text, text })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: text })
}

async function toEnd(field: Locator): Promise<void> {
  await field.evaluate((element: HTMLInputElement) =>
    element.setSelectionRange(element.value.length, element.value.length),
  )
}

async function touch(field: Locator): Promise<void> {
  await field.tap()
  await panel().waitFor()
  await toEnd(field)
}

const tapKey = (key: string) =>
  panel()
    .locator(`[data-skbtn="{${key === ' ' ? 'gap' : key}}"]`)
    .tap()

/** Writes one word, and a space after it. @returns the word that must now be there. */
async function write(field: Locator, { by, method, keys }: Written): Promise<string> {
  const words = states(keys, method)
  const word = words.at(-1) ?? ''
  switch (by) {
    case 'composed':
      for (const state of words) await compose(state)
      await commit(word)
      await pressLetter(' ')
      return word
    case 'backspaced': {
      let shown = ''
      for (const state of words) {
        let same = 0
        while (same < shown.length && shown[same] === state[same]) same += 1
        for (let left = shown.length; left > same; left--) await page.keyboard.press('Backspace')
        for (const letter of state.slice(same)) await pressLetter(letter)
        shown = state
      }
      await pressLetter(' ')
      return word
    }
    case 'replaced': {
      // What was committed is taken back into a composition, as for a tone that comes late.
      const start = (await field.inputValue()).length
      const [first = ''] = words
      await compose(first)
      await commit(first)
      await compose(word, [start, start + first.length])
      await commit(word)
      await pressLetter(' ')
      return word
    }
    case 'fingers': {
      await touch(field)
      const plain = keys.filter((key) => /^[a-z]$/.test(key))
      for (const key of plain) await tapKey(key)
      await tapKey(' ')
      return plain.join('')
    }
    case 'interrupted': {
      for (const state of words) await compose(state)
      await touch(field)
      await tapKey(' ')
      return word
    }
  }
}

const letters = fc.constantFrom(...'aeiouybcdghklmnpqrstvx')
const written: fc.Arbitrary<Written> = fc.constantFrom('telex' as const, 'vni' as const).chain((method) =>
  fc.record({
    by: fc.constantFrom('composed', 'backspaced', 'replaced', 'fingers', 'interrupted'),
    method: fc.constant(method),
    keys: fc.array(
      method === 'telex'
        ? fc.oneof(
            { weight: 4, arbitrary: letters },
            { weight: 1, arbitrary: fc.constantFrom('w', 's', 'f', 'j') },
          )
        : fc.oneof(
            { weight: 4, arbitrary: letters },
            { weight: 1, arbitrary: fc.constantFrom(...'12356789') },
          ),
      { minLength: 1, maxLength: 5 },
    ),
  }),
)
/** Digits alone are no word of VNI. */
const text = fc
  .array(written, { minLength: 3, maxLength: 4 })
  .map((words) => words.map((word) => ({ ...word, keys: ['n', ...word.keys] })))

const byKeys = text.map((words) => words.filter(({ by }) => by !== 'fingers' && by !== 'interrupted'))

async function expectEveryLetter(field: Locator, runs: number, texts = text): Promise<void> {
  await fc.assert(
    fc.asyncProperty(texts, async (words) => {
      await field.focus()
      await field.evaluate((element: HTMLInputElement) => element.select())
      await page.keyboard.press('Backspace')
      const expected: string[] = []
      for (const word of words) expected.push(await write(field, word))
      const shown = (await field.inputValue()).toLowerCase().trim()
      expect(shown).toBe(expected.join(' ').toLowerCase())
    }),
    { numRuns: runs, seed: 7, endOnFailure: true },
  )
}

test('in the search of the first screen', async () => {
  await expectEveryLetter(page.getByRole('textbox', { name: t('home:search.label') }), 2)
})

test('in a line and in a box of several lines', async () => {
  await page.goto(`${place.url}ui`)
  await expectEveryLetter(page.getByRole('textbox', { name: t('specimen:fields.note') }), 2)
  await page.goto(place.url)
})

test('in a name, that is saved as it is typed', async () => {
  await beginBirth(page, place)
  await fillStep(page, stepOf('relation'), recentBirth)
  await goOn(page)
  await seeStep(page, stepOf('requester-name'))
  await expectEveryLetter(questionOn(page, questionOf('requester.fullName'), 'vi'), 3)
})

test('in a field of the desk, that has no keys on the screen', async () => {
  await signIn(page, place.product)
  await expectEveryLetter(page.getByRole('searchbox', { name: t('desk:dossiers.search.label') }), 3, byKeys)
})
