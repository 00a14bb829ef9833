/** Findings for staff: which answers they are about, and the sentence that says what to look at. */
import type { FormDefinition } from '../../../domain/form/definition.ts'
import type { LocalizedText } from '../../../domain/text/localized.ts'

export interface Doubt {
  /** As the gateway names it: the id of a check, or `<place>: <code>` with the place as `problemPlace` writes it. */
  readonly id: string
  readonly questions: readonly string[]
  readonly text:
    | { readonly kind: 'message'; readonly message: LocalizedText }
    /** A code of `domain/form/problem.ts`; the sentences in `problems` speak to the citizen, the desk has its own. */
    | { readonly kind: 'code'; readonly code: string }
}

export function doubtsOf(ids: readonly string[], form: FormDefinition | undefined): readonly Doubt[] {
  return ids.map((id) => {
    const check = form?.checks.find((candidate) => candidate.id === id)
    if (check !== undefined) {
      return { id, questions: check.questions, text: { kind: 'message', message: check.message } }
    }
    const [place = '', code] = id.split(': ')
    const [question = ''] = place.split('[')
    return code === undefined
      ? { id, questions: [], text: { kind: 'code', code: id } }
      : { id, questions: [question], text: { kind: 'code', code } }
  })
}
