/** A draft begun on one version of its form is opened by a build that has the next one (bug case 22). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadForms } from '../../src/catalogue/load.ts'
import type { FormDefinition, Question } from '../../src/domain/form/definition.ts'
import { beginBirth, openDraftAt as openAt, seeDraftSaved, stepOf } from './begun-draft.ts'
import { birthForm, foundChild } from './birth.ts'
import { button, connectKiosk, fillDeclaration, heading, patience } from './citizen.ts'
import { clear, type Weather } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

/** One question removed, one retyped, one added. */
const nextForm: FormDefinition = {
  ...birthForm,
  version: birthForm.version + 1,
  sections: birthForm.sections.map((section) => ({
    ...section,
    steps: section.steps.map((step) => ({
      ...step,
      questions: [
        ...step.questions.filter(({ id }) => id !== 'requester.email').map(retyped),
        ...(step.id === 'child-name' ? [nickname()] : []),
      ],
    })),
  })),
}

function retyped(question: Question): Question {
  if (question.id !== 'requester.idIssuedBy' || question.type === 'group') return question
  const options = ['ministry', 'province'].map((value) => ({ value, label: { vi: value, en: value } }))
  return { ...question, type: 'choice', options }
}

function nickname(): Question {
  const label = { vi: 'Ở nhà gọi bé là gì?', en: 'What is the child called at home?' }
  return { id: 'child.nickname', type: 'text', label, required: false }
}

/** The next build's declarations; everything else as it was. */
const nextForms: Weather = (request, response, pass) => {
  if (!/\/assets\/forms-[^/]+\.js$/.test(request.url ?? '')) return pass()
  const forms = loadForms().map((form) => [form.name, form.name === nextForm.name ? nextForm : form])
  response.writeHead(200, { 'content-type': 'text/javascript' })
  response.end(`export default ${JSON.stringify(Object.fromEntries(forms))}`)
}

let place: Place
beforeAll(async () => {
  place = await openPlace({ installs: true })
  await connectKiosk(place.page, place)
})
afterAll(() => place.close())

test('a draft goes on with the new form: nothing is lost, and what changed is said', async () => {
  const { page } = place
  await beginBirth(page, place)
  const given = {
    ...foundChild,
    'requester.idIssuedBy': 'Công an tỉnh Lào Cai',
    'requester.email': 'hhen.nie@example.vn',
  }
  await fillDeclaration(page, given, { upTo: 'child-name' })
  await seeDraftSaved(page)

  place.network.set(nextForms)
  // As after an update: neither the service worker nor the browser's cache holds the old build.
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations())
      await registration.unregister()
    for (const name of await caches.keys()) await caches.delete(name)
  })
  await (await place.kiosk.newCDPSession(page)).send('Network.clearBrowserCache')
  await openAt(page, place, 'buoc/child-name')

  const dialog = page.getByRole('dialog', { name: t('declaration:changed.title') })
  await dialog.waitFor({ timeout: patience })
  const listUnder = (title: string) =>
    dialog.getByRole('heading', { name: title }).locator('xpath=following-sibling::ul')
  expect(await listUnder(t('declaration:changed.added')).textContent()).toBe('Ở nhà gọi bé là gì?')
  expect(await listUnder(t('declaration:changed.askedAgain')).getByRole('listitem').count()).toBe(1)
  expect(await listUnder(t('declaration:changed.removed')).getByRole('listitem').count()).toBe(1)
  await button(page, t('declaration:changed.goTo')).click()

  // The retyped question comes before the new one.
  await heading(page, stepOf('requester-paper').title.vi).waitFor()
  await page.getByRole('radio', { name: 'province' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await seeDraftSaved(page)

  await openAt(page, place, 'buoc/child-name')
  await page.getByRole('textbox', { name: 'Ở nhà gọi bé là gì?' }).waitFor()
  const name = page.getByRole('textbox', { name: 'Bé tên là gì?' })
  await expect.poll(() => name.inputValue()).toBe(foundChild['child.fullName'])

  await openAt(page, place, 'xem-lai')
  const former = page.getByRole('region', { name: t('declaration:former.title') })
  await former.getByText('hhen.nie@example.vn').waitFor()
  await former.getByText('Công an tỉnh Lào Cai').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  place.network.set(clear)
})
