import { afterAll, beforeAll, describe, test } from 'vitest'
import { loadForm, loadProcedure, loadSummaries } from '../../src/catalogue/built-in.ts'
import type { Procedure } from '../../src/catalogue/schema.ts'
import type { Answers } from '../../src/domain/form/definition.ts'
import { isDrawnSignature } from '../../src/domain/form/signature.ts'
import { addDays, dayNumberOf, isCivilDay } from '../../src/domain/time/civil-day.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import { examples } from '../domain/form/all-examples.ts'
import type { FormExample } from '../domain/form/form-example.ts'
import {
  beginDeclaration,
  button,
  connectKiosk,
  consent,
  fileButton,
  fillDeclaration,
  goOn,
  heading,
  patience,
  readReceipt,
  seeArrived,
} from './citizen.ts'
import { storedDossiers } from './gateway-store.ts'
import { sizes } from './kiosk.ts'
import { openPlace, type Place } from './place.ts'
import { strokesOf } from './questions.ts'
import { textsIn } from './texts.ts'
import { wordsOf } from './words-of-answers.ts'

const t = textsIn('vi')
const today = vietnamDay(Date.now())
const procedures = (await Promise.all((await loadSummaries()).map(({ code }) => loadProcedure(code)))).filter(
  (procedure) => procedure !== undefined,
)

/** A procedure that uses the form and decides nothing in it that the example answers otherwise. */
function procedureFor(form: string, answers: Answers): Procedure {
  const found = procedures.find(
    (procedure) =>
      procedure.form === form &&
      Object.entries(procedure.formAnswers ?? {}).every(([id, answer]) => answers[id] === answer),
  )
  if (found === undefined) throw new Error(`no procedure files ${form} as in the example`)
  return found
}

/** Every type of question, alone and in a group, and what people file most. `MOTCUA_FORMS=all` files the others too. */
const usual = new Set([
  'certified-copies',
  'household-business-registration',
  'house-building-permit',
  'land-registration',
  'linked-birth-registration',
  'marriage-registration',
  'residence-change',
  'social-pension',
  'stay-notice',
])
const walked = examples.filter(({ name }) => process.env.MOTCUA_FORMS === 'all' || usual.has(name))

/** Two people at two kiosks: while one screen settles, the other is answered. */
const places = [0, 1].map((number) => ({
  number: number + 1,
  filed: walked.filter((_, index) => index % 2 === number),
}))

/** An appointment or a child of a few weeks moves with the day on which the test runs. */
function asFiledToday({ answers, filedOn }: FormExample): Answers {
  const late = dayNumberOf(today) - dayNumberOf(filedOn)
  const recently = addDays(filedOn, -365)
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      typeof answer === 'string' && isCivilDay(answer) && answer > recently ? addDays(answer, late) : answer,
    ]),
  )
}

function filedAs(place: Place, code: string): Readonly<Record<string, unknown>> | undefined {
  const dossier = storedDossiers(place.dataFolder).find(({ receiptCode }) => receiptCode === code)
  return dossier?.answers
}

/** A hand is not as steady as a number: points near enough count as drawn there. */
function withoutDrawings(value: unknown): unknown {
  if (typeof value === 'string' && isDrawnSignature(value)) {
    return strokesOf(value).map((stroke) => stroke.map(([x, y]) => [Math.round(x / 50), Math.round(y / 50)]))
  }
  if (Array.isArray(value)) return value.map(withoutDrawings)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutDrawings(part)]))
}

describe.each(places)('at kiosk $number', { concurrent: true }, ({ filed }) => {
  let place: Place

  beforeAll(async () => {
    place = await openPlace({ viewport: sizes.kiosk })
    await connectKiosk(place.page, place)
  })
  afterAll(() => place.close())

  test.for(filed)(
    '$name is answered, read again and filed, and arrives as it was answered',
    { concurrent: false },
    async ({ name, example }, { expect }) => {
      const { page } = place
      const form = await loadForm(name)
      if (form === undefined) throw new Error(`no form ${name}`)
      const answers = asFiledToday(example)
      const procedure = procedureFor(name, answers)

      await page.goto(`${place.url}thu-tuc/${procedure.code}`)
      await beginDeclaration(page)
      await fillDeclaration(page, answers, { form, given: Object.keys(procedure.formAnswers ?? {}) })
      if (procedure.components.some(({ photograph }) => photograph)) {
        await heading(page, t('declaration:papers.title')).waitFor({ timeout: patience })
        await goOn(page)
      }
      await heading(page, t('declaration:review.title')).waitFor({ timeout: patience })
      // Names of communes and countries come with lists that load after the screen.
      const read = () => page.getByRole('main').textContent()
      for (const words of wordsOf(form, answers, 'vi')) {
        await expect.poll(read, { timeout: patience }).toContain(words)
      }

      await consent(page)
      await (await fileButton(page)).click()
      const { code } = await readReceipt(page)
      await seeArrived(page)
      // The gateway says that it has an envelope before it opens it.
      await expect.poll(() => filedAs(place, code), { timeout: patience }).toBeDefined()
      expect(withoutDrawings(filedAs(place, code))).toEqual(withoutDrawings(answers))
      await button(page, t('receipt:done')).click()
      await heading(page, t('home:title')).waitFor({ timeout: patience })
    },
  )
})
