/** What can be wrong with an answer. Each code has a sentence saying what to do in `locales/<language>/problems.json`. */
import type { CitizenNumberDoubt, CitizenNumberProblem } from '../person/citizen-number.ts'
import type { NameProblem } from '../person/name.ts'
import type { DateProblem } from '../time/partial-date.ts'

/** Values for the placeholders of a sentence. */
export type ProblemParameters = Readonly<Record<string, string | number>>

export type AnswerProblemCode =
  | NameProblem
  | DateProblem
  | CitizenNumberProblem
  | 'answer-missing'
  /** Not the kind of value the question takes: only a faulty device sends it. */
  | 'answer-malformed'
  | 'text-too-long'
  | 'date-must-be-complete'
  | 'date-too-early'
  | 'date-too-late'
  | 'choice-unknown'
  | 'number-malformed'
  | 'decimal-malformed'
  | 'decimal-ambiguous'
  | 'decimal-too-fine'
  | 'number-too-small'
  | 'number-too-large'
  | 'phone-malformed'
  | 'email-malformed'
  | 'address-incomplete'
  | 'address-code-malformed'
  | 'list-code-malformed'
  | 'money-malformed'
  | 'old-id-number-malformed'
  | 'document-kind-unknown'
  | 'document-number-missing'
  | 'document-number-malformed'
  | 'signature-malformed'
  | 'signature-too-large'
  | 'group-too-few'
  | 'group-too-many'

export type FormProblemCode =
  | AnswerProblemCode
  | CitizenNumberDoubt
  | 'question-unknown'
  /** A rule of the form itself; its message is in the form. */
  | 'check-failed'

/** Names the place of a problem in one text: `child.birthDate`, `members[0].idNumber`. */
export function problemPlace({ question, item }: Pick<FormProblem, 'question' | 'item'>): string {
  return item === undefined ? question : `${question}[${item.index}].${item.question}`
}

export interface FormProblem {
  /** Id of the question to mend: one that is asked, except for `question-unknown`. */
  readonly question: string
  /** Where `question` is a group: the item, counted from 0, and the question in it. Absent for the group itself. */
  readonly item?: { readonly index: number; readonly question: string }
  readonly code: FormProblemCode
  readonly parameters?: ProblemParameters
  /** `error` blocks filing; `ask` only asks the citizen to look again and is shown to staff. */
  readonly severity: 'error' | 'ask'
  /** For `check-failed`: id of the check, whose message says what to do. */
  readonly check?: string
}
