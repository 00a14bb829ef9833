import type { Draft } from '../../../../device/drafts.ts'
import type { FormDefinition } from '../../../../domain/form/definition.ts'
import { carryOver, outlineOf } from '../../../../domain/form/earlier-version.ts'
import type { CivilDay } from '../../../../domain/time/civil-day.ts'

/** The draft as it goes on with the form of today; the very same object when nothing has changed since. */
export function onVersionOfToday(draft: Draft, form: FormDefinition, today: CivilDay): Draft {
  if (draft.form.name === form.name && draft.form.version === form.version) return draft
  const { answers, former, changes } = carryOver(form, draft, today)
  const asked = new Set(
    form.sections.flatMap(({ steps }) => steps.flatMap(({ questions }) => questions.map(({ id }) => id))),
  )
  const earlier = draft.changes ?? { added: [], askedAgain: [] }
  // Two versions may have come while the draft lay: the person has seen neither.
  const both = (key: keyof typeof earlier) =>
    [...new Set([...earlier[key], ...changes[key]])].filter((id) => asked.has(id))
  return {
    ...draft,
    form: { name: form.name, version: form.version },
    answers,
    outline: outlineOf(form),
    former: [...(draft.former ?? []), ...former],
    changes: { added: both('added'), askedAgain: both('askedAgain') },
  }
}
