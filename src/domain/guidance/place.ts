/** Where it is handed in, as far as what was answered decides it. */
import type { Condition } from '../form/definition.ts'
import type { LocalizedText } from '../text/localized.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { applies, type CaseAnswers, type CaseQuestion } from './cases.ts'

interface StatedPlace {
  readonly where: LocalizedText
  /** The first one that holds replaces `where`. */
  readonly whereVariants?: readonly { readonly when: Condition; readonly text: LocalizedText }[] | undefined
}

/** `isOpen`: the answers so far may still lead elsewhere; the usual place is given. */
export function placeOf(
  { where, whereVariants = [] }: StatedPlace,
  question: {
    readonly cases: readonly CaseQuestion[]
    readonly answers: CaseAnswers
    readonly today: CivilDay
  },
): { readonly text: LocalizedText; readonly isOpen: boolean } {
  for (const { when, text } of whereVariants) {
    const held = applies(when, question.cases, question.answers, question.today)
    if (held === 'yes') return { text, isOpen: false }
    if (held === 'depends') return { text: where, isOpen: true }
  }
  return { text: where, isOpen: false }
}
