/** The account assistant's data, checked when it is loaded: a screen of its own loads it. */
import * as v from 'valibot'
import { type AccountGuide, accountKinds, certainties, guidePictures } from '../../domain/assistance/guide.ts'
import { assistanceNeeds } from '../../domain/assistance/outcome.ts'

const text = v.strictObject({
  vi: v.pipe(v.string(), v.minLength(1)),
  en: v.pipe(v.string(), v.minLength(1)),
})
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/))
const when = v.array(v.record(id, v.pipe(v.array(id), v.minLength(1))))

const accountGuide = v.strictObject({
  version: v.number(),
  sources: v.array(v.strictObject({ id, name: text, readOn: v.pipe(v.string(), v.isoDate()) })),
  questions: v.array(
    v.strictObject({
      id,
      text,
      help: v.optional(text),
      options: v.pipe(v.array(v.strictObject({ value: id, text, when })), v.minLength(2)),
      when,
    }),
  ),
  needs: v.array(v.strictObject({ need: v.picklist(assistanceNeeds), when })),
  accounts: v.array(v.strictObject({ account: v.picklist(accountKinds), when })),
  bring: v.array(v.strictObject({ id, text, when })),
  steps: v.array(
    v.strictObject({
      id,
      text,
      detail: v.optional(text),
      picture: v.picklist(guidePictures),
      source: id,
      certainty: v.picklist(certainties),
      isVisit: v.boolean(),
      when,
    }),
  ),
  safety: v.array(text),
})

/** @throws ValiError for content that does not match: a test reads it whole. */
export async function loadAccountGuide(): Promise<AccountGuide> {
  const { default: content } = await import('./accounts.json', { with: { type: 'json' } })
  return v.parse(accountGuide, content)
}
