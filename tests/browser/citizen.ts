/**
 * A person at the kiosk: everything goes through what the screen shows, in the language that it is in. The steps of
 * a declaration come from the form itself.
 */
import type { Locator, Page } from 'playwright-core'
import { loadProcedure } from '../../src/catalogue/built-in.ts'
import type { Component } from '../../src/catalogue/schema.ts'
import type { Answers, AnswerValue, FormDefinition, Step } from '../../src/domain/form/definition.ts'
import { visibleSteps } from '../../src/domain/form/evaluate.ts'
import { vietnamDay } from '../../src/domain/time/vietnam-time.ts'
import { birthForm, birthPapers, birthProcedure, recentBirth } from './birth.ts'
import { drawPhoto, type PhotoFile } from './photo.ts'
import type { Product } from './product.ts'
import { answerQuestion } from './questions.ts'
import { languageOf, textsIn, textsOf } from './texts.ts'

/** CI has two slow cores and the first visit loads everything. */
export const patience = 30_000

export function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name, exact: true })
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true })
}

/** Says what is on the screen instead when it is not there in time. */
async function see(place: Locator, timeout = patience): Promise<void> {
  try {
    await place.waitFor({ state: 'visible', timeout })
  } catch (error) {
    const page = place.page()
    const shown = await page.locator('main').allInnerTexts()
    throw new Error(`${String(error)}\non the screen at ${page.url()}:\n${shown.join('\n')}`, {
      cause: error,
    })
  }
}

/** Opens the printed link and joins this browser to the gateway. Ends at the first screen. */
export async function connectKiosk(page: Page, product: Pick<Product, 'enrolmentLink'>): Promise<void> {
  await page.goto(product.enrolmentLink)
  const t = await textsOf(page)
  await button(page, t('setup:connect')).click({ timeout: patience })
  await see(heading(page, t('setup:done.title')))
  await page.getByRole('link', { name: t('setup:done.start'), exact: true }).click()
  await see(heading(page, t('home:title')))
}

/**
 * From now on the app opens without a network: the service worker holds it and serves this page. The browser was
 * opened as one that `installs`.
 */
export async function awaitInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller !== null) return
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    })
  })
}

export async function switchLanguage(page: Page, language: 'vi' | 'en'): Promise<void> {
  const t = await textsOf(page)
  // Its name begins with what is to be seen: the short form.
  await page.getByRole('button', { name: t(`language.${language}`) }).click()
  await see(page.locator(`html[lang="${language}"]`))
}

/** Types on the first screen and opens the first procedure found. */
export async function findProcedure(page: Page, words: string): Promise<void> {
  const t = await textsOf(page)
  await page.getByRole('textbox', { name: t('home:search.label') }).fill(words)
  const results = page.getByRole('list', { name: t('home:search.results') })
  await results.getByRole('link').first().click({ timeout: patience })
}

/**
 * From the guide to the first question.
 * @param heardBy on a team's phone: who heard the citizen agree
 * @returns the six digits to go on with after a power cut
 */
export async function beginDeclaration(page: Page, heardBy?: string): Promise<string> {
  const t = await textsOf(page)
  await page.getByRole('link', { name: t('guide:start'), exact: true }).click({ timeout: patience })
  if (heardBy !== undefined) {
    await page.getByRole('radio', { name: t('team:consent.spoken') }).check({ timeout: patience })
    await page.getByRole('textbox', { name: t('team:consent.heardBy') }).fill(heardBy)
  }
  await button(page, t('declaration:start.begin')).click({ timeout: patience })
  await see(heading(page, t('declaration:resumeCode.title')))
  const shown = await page.getByText(/^\d{3} \d{3}$/).textContent()
  await button(page, t('declaration:resumeCode.goOn')).click()
  return (shown ?? '').replace(/\D/g, '')
}

interface Declaration {
  readonly form?: FormDefinition
  /** The step that is on the screen already; the first one when left out. */
  readonly from?: string
  /** Stops on this step, answered but not left. */
  readonly upTo?: string
  /** Questions answered in the guide: they are not asked again. */
  readonly given?: readonly string[]
}

/**
 * Walks the declaration from its first step, answering what is asked, and ends at the place after the last step.
 * Offered answers (`initial`) that are meant are left as they stand.
 */
export async function fillDeclaration(
  page: Page,
  answers: Answers,
  { form = birthForm, from, upTo, given = [] }: Declaration = {},
): Promise<void> {
  const steps = stepsFor(form, answers)
    .map((step) => ({ ...step, questions: step.questions.filter(({ id }) => !given.includes(id)) }))
    .filter(({ questions }) => questions.length > 0)
  const first = from === undefined ? 0 : steps.findIndex(({ id }) => id === from)
  for (const step of steps.slice(first)) {
    await fillStep(page, step, answers)
    if (step.id === upTo) return
    await goOn(page)
  }
}

/** The steps that a person with these answers is shown. */
export function stepsFor(form: FormDefinition, answers: Answers): readonly Step[] {
  const questions = form.sections.flatMap(({ steps }) => steps.flatMap((step) => step.questions))
  const initial: Record<string, AnswerValue> = {}
  for (const question of questions) {
    if (question.type !== 'group' && question.initial !== undefined) initial[question.id] = question.initial
  }
  return visibleSteps(form, { ...initial, ...answers }, vietnamDay(Date.now()))
}

export async function seeStep(page: Page, step: Step): Promise<void> {
  await see(heading(page, step.title[await languageOf(page)]))
}

/** Answers the step that is on the screen. */
export async function fillStep(page: Page, step: Step, answers: Answers): Promise<void> {
  const language = await languageOf(page)
  await seeStep(page, step)
  for (const question of step.questions) {
    const answer = answers[question.id]
    if (answer !== undefined && (question.type === 'group' || answer !== question.initial)) {
      await answerQuestion(page, question, answer, language)
    }
  }
}

export async function goOn(page: Page): Promise<void> {
  await button(page, (await textsOf(page))('action.continue')).click()
}

/** Adds a page to a paper through its file input, and waits until it is kept. */
export async function addPhoto(page: Page, component: Component, file: PhotoFile): Promise<void> {
  const language = await languageOf(page)
  const t = textsIn(language)
  const paper = component.name[language]
  const card = page.getByRole('listitem', { name: paper, exact: true })
  const kept = card.getByRole('img')
  const before = await kept.count()
  await card.getByLabel(t('declaration:papers.fileFor', { paper }), { exact: true }).setInputFiles(file)
  await see(card.getByRole('img', { name: t('declaration:papers.page', { paper, number: before + 1 }) }))
}

/** On the review: gives both consents. */
export async function consent(page: Page): Promise<void> {
  const t = await textsOf(page)
  await see(heading(page, t('declaration:review.title')))
  await page.getByRole('checkbox', { name: t('declaration:consent.data') }).check()
  await page.getByRole('checkbox', { name: t('declaration:consent.truth') }).check()
}

/** The button that files the dossier. */
export async function fileButton(page: Page): Promise<Locator> {
  return button(page, (await textsOf(page))('declaration:review.file'))
}

export interface ReceiptOnScreen {
  /** `XXXXX-XXXXX` */
  readonly code: string
  readonly envelopeId: string
}

/** Waits for the receipt and reads what a person takes away from it. */
export async function readReceipt(page: Page): Promise<ReceiptOnScreen> {
  const t = await textsOf(page)
  await see(heading(page, t('receipt:title')))
  const card = page.getByRole('region', { name: t('receipt:codeLabel'), exact: true })
  const code = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec((await card.textContent()) ?? '')?.[0]
  const envelopeId = /bien-nhan\/([0-9a-f-]{36})$/.exec(page.url())?.[1]
  if (code === undefined || envelopeId === undefined) throw new Error(`no receipt at ${page.url()}`)
  return { code, envelopeId }
}

/** Waits until the receipt says that the dossier has come to the desk. */
export async function seeArrived(page: Page, timeout = patience): Promise<void> {
  const t = await textsOf(page)
  await see(notice(page, beginningOf(t('receipt:stage.arrived', { time: gap, day: '' }))), timeout)
}

/** Waits until the receipt says that the dossier is kept on this device. */
export async function seeSavedHere(page: Page): Promise<void> {
  const t = await textsOf(page)
  await see(notice(page, beginningOf(t('receipt:stage.saved', { time: gap, day: '' }))))
}

/** Stands where the screen names a time. */
const gap = '%'

function beginningOf(text: string): string {
  return text.split(gap)[0]?.trim() ?? ''
}

/** A live message on the screen, not on the paper that is printed. */
function notice(page: Page, words: string): Locator {
  return page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words })
}

interface Filing {
  readonly answers?: Answers
  /** As this device asks it. */
  readonly form?: FormDefinition
  /** One page for each paper of the procedure, as far as they go. */
  readonly photos?: readonly PhotoFile[]
  /** On a team's phone. */
  readonly heardBy?: string
}

/** From the first screen to the review of a birth registration, both consents given. */
export async function prepareBirth(
  page: Page,
  { answers = recentBirth, photos = [], form = birthForm, heardBy }: Filing = {},
): Promise<string> {
  const t = await textsOf(page)
  const procedure = await loadProcedure(birthProcedure)
  if (procedure === undefined) throw new Error(`no procedure ${birthProcedure}`)
  await see(heading(page, t('home:title')))
  await findProcedure(page, procedure.plainName[await languageOf(page)])
  const code = await beginDeclaration(page, heardBy)
  await fillDeclaration(page, answers, { form })
  await see(heading(page, t('declaration:papers.title')))
  const papers = await birthPapers()
  for (const [index, photo] of photos.entries()) {
    const paper = papers[index]
    if (paper !== undefined) await addPhoto(page, paper, photo)
  }
  await goOn(page)
  await consent(page)
  return code
}

/** Files a whole birth registration from the first screen on. Ends at the receipt. */
export async function fileBirth(page: Page, filing: Filing = {}): Promise<ReceiptOnScreen> {
  await prepareBirth(page, filing)
  await (await fileButton(page)).click()
  return readReceipt(page)
}

/** "Done" on the receipt: back to the first screen for the next person. */
export async function finish(page: Page): Promise<void> {
  const t = await textsOf(page)
  await button(page, t('receipt:done')).click()
  await see(heading(page, textsIn('vi')('home:title')))
}

/** Two different sheets. */
export async function twoPhotos(page: Page): Promise<readonly PhotoFile[]> {
  return [await drawPhoto(page, { title: 'MẪU 1' }), await drawPhoto(page, { title: 'MẪU SỐ 2' })]
}
