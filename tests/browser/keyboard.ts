/** A person without mouse or touch: Tab, Enter, Space, arrow keys and letters. */
import type { Locator, Page } from 'playwright-core'
import { loadCommunes, loadCountries, loadEthnicGroups } from '../../src/catalogue/lists.ts'
import type { AnswerValue, Question } from '../../src/domain/form/definition.ts'
import { fold } from '../../src/domain/text/fold.ts'
import { questionOn } from './questions.ts'
import { type Language, textsIn } from './texts.ts'

/** More than any screen has. */
const stopsAtMost = 150

/** Presses Tab until the control has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let stops = 0; stops < stopsAtMost; stops++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${control}`)
}

/** Goes to a button or link and presses Enter. */
export async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control)
  await page.keyboard.press('Enter')
}

/** Goes to a checkbox and presses Space. */
export async function tick(page: Page, checkbox: Locator): Promise<void> {
  await tabTo(page, checkbox)
  await page.keyboard.press('Space')
}

export async function answerByKeyboard(
  page: Page,
  question: Question,
  answer: AnswerValue,
  language: Language,
): Promise<void> {
  const t = textsIn(language)
  const control = questionOn(page, question, language)
  switch (question.type) {
    case 'yes-no':
      return choose(page, control, answer === true ? 0 : 1)
    case 'choice':
      return choose(page, control, question.options?.findIndex(({ value }) => value === answer) ?? -1)
    case 'date': {
      const [year = '', month = '', day = ''] = String(answer).split('-')
      const parts = { day, month, year }
      for (const part of ['day', 'month', 'year'] as const) {
        await tabTo(page, control.getByRole('textbox', { name: t(`declaration:date.${part}`), exact: true }))
        await page.keyboard.type(parts[part])
      }
      return
    }
    case 'address': {
      if (typeof answer !== 'object' || !('commune' in answer))
        throw new Error(`${question.id} is answered with an address`)
      const commune = (await loadCommunes()).find(({ code }) => code === answer.commune)
      await tabTo(page, control.getByRole('combobox'))
      await pickTyped(page, fold(commune?.name ?? ''))
      if (answer.detail === '') return
      await tabTo(page, control.getByRole('textbox', { name: t('declaration:address.detail') }))
      return page.keyboard.type(answer.detail)
    }
    case 'ethnic-group':
    case 'nationality': {
      const list = question.type === 'nationality' ? await loadCountries() : await loadEthnicGroups()
      await tabTo(page, control)
      return pickTyped(page, fold(list.find(({ code }) => code === answer)?.name.vi ?? ''))
    }
    default:
      await tabTo(page, control)
      return page.keyboard.type(String(answer))
  }
}

/** In a group of radio buttons Space takes the first and the arrows go on from it. */
async function choose(page: Page, group: Locator, index: number): Promise<void> {
  await tabTo(page, group.getByRole('radio').first())
  await page.keyboard.press('Space')
  for (let below = 0; below < index; below++) await page.keyboard.press('ArrowDown')
}

/** Types, goes down to the best match and takes it. */
async function pickTyped(page: Page, typed: string): Promise<void> {
  await page.keyboard.type(typed)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}
