/** What one content file says of another: procedures and declarations must exist and be finished. */
import type { FormDefinition } from '../domain/form/definition.ts'
import { lineOf, type Mistake } from './mistake.ts'
import { procedureMistakes } from './procedure-references.ts'
import type { Procedure } from './schema.ts'

interface Entry<T> {
  readonly value: T
  readonly isDraft: boolean
}

/** One line a mistake, over the whole catalogue. */
export function crossMistakes(
  procedures: readonly Entry<Procedure>[],
  forms: readonly Entry<FormDefinition>[],
): string[] {
  const formByName = new Map(forms.map((entry) => [entry.value.name, entry]))
  const definitions = new Map(forms.map(({ value }) => [value.name, value]))
  const procedureByCode = new Map(procedures.map((entry) => [entry.value.code, entry]))
  return procedures.flatMap(({ value, isDraft }) => {
    const ownForm = value.form === undefined ? undefined : formByName.get(value.form)
    const mistakes: Mistake[] = procedureMistakes(value, definitions)
    if (ownForm?.isDraft === true && !isDraft) {
      mistakes.push({ path: 'form', message: `forms/${ownForm.value.name}.json is still a draft` })
    }
    for (const key of ['notes', 'components'] as const) {
      for (const code of new Set(JSON.stringify(value[key]).match(/\b\d\.\d{6}\b/g))) {
        const named = procedureByCode.get(code)
        if (named === undefined)
          mistakes.push({ path: key, message: `names procedure ${code}, which is not here` })
        else if (named.isDraft && !isDraft) {
          mistakes.push({ path: key, message: `names procedure ${code}, which is still a draft` })
        }
      }
    }
    return mistakes.map((mistake) => lineOf(`${value.code}.json`, mistake))
  })
}
