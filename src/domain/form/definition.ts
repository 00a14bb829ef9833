/**
 * A declaration as data. One definition drives the kiosk's steps, the gateway's validation,
 * the printed declaration and the desk's view.
 */
import type { LocalizedText } from '../text/localized.ts'

export type QuestionType =
  | 'text'
  | 'name'
  | 'long-text'
  | 'date'
  | 'choice'
  | 'yes-no'
  | 'number'
  | 'citizen-number'
  | 'phone'
  | 'email'
  | 'address'
  | 'ethnic-group'
  | 'nationality'

/** Two levels since 1 July 2025: commune and province by code (Decision 19/2025/QĐ-TTg), the rest as people say it. */
export interface AddressAnswer {
  /** Two digits, e.g. `15` for Lào Cai; empty for an address abroad or not yet found. */
  readonly province: string
  /** Five digits, e.g. `02647`. */
  readonly commune: string
  /** Village, hamlet, group, street, health facility: free text. */
  readonly detail: string
}

export type AnswerValue = string | number | boolean | AddressAnswer

/** Answers by question id. A question without an answer has no key. Dates are `PartialDate` strings. */
export type Answers = Readonly<Record<string, AnswerValue>>

/** What a date is held against: another question's answer, or the day of filing. */
export type DateReference = { readonly question: string } | 'today'

/**
 * Conditions are data and are evaluated by one pure evaluator on kiosk and gateway. Whether a question is asked
 * may depend on earlier questions only.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly question: string; readonly is: string | number | boolean }
  | { readonly question: string; readonly isOneOf: readonly (string | number)[] }
  | { readonly question: string; readonly isAnswered: true }
  /** True while it cannot be decided (a year only, an unanswered question): a doubt never blocks a person. */
  | { readonly question: string; readonly isNotAfter: DateReference }
  /** The date lies at least `years` before the other one. True while undecidable. */
  | { readonly question: string; readonly isBefore: DateReference; readonly byYears: number }
  | { readonly question: string; readonly isBefore: DateReference; readonly byDays: number }

export interface Option {
  readonly value: string
  readonly label: LocalizedText
}

export interface Question {
  /** Dotted, unique in the form, e.g. `child.fullName`. */
  readonly id: string
  readonly type: QuestionType
  /** Plain words, as one would ask a person. */
  readonly label: LocalizedText
  /** The official wording of the paper form, shown small beside the question and on the printed declaration. */
  readonly official?: LocalizedText
  readonly help?: LocalizedText
  /** Required whenever the question applies, or only when the condition holds. */
  readonly required: boolean | Condition
  readonly visibleWhen?: Condition
  readonly options?: readonly Option[]
  /** Bounds for `number`. */
  readonly min?: number
  readonly max?: number
  /** For `date`: may the month and day be left out? */
  readonly partial?: boolean
  /** Answer offered at the start, e.g. `VN` as nationality. */
  readonly initial?: string | number | boolean
  /** Offer to copy this answer from another question of the same type. */
  readonly sameAs?: string
  /**
   * While `when` holds, this question has the same answer as an earlier one and is not asked: a mother who files is
   * not asked for her own name twice. The answer is given and sent once; `completeAnswers` fills it in.
   */
  readonly takenFrom?: { readonly question: string; readonly when: Condition }
  /** For `citizen-number`: what else is known of the person, to be held against the digits as a doubt. */
  readonly holder?: {
    readonly birthDate?: string
    readonly sex?: 'male' | 'female' | { readonly question: string }
  }
}

/** One screen with one idea. */
export interface Step {
  readonly id: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  readonly visibleWhen?: Condition
  readonly questions: readonly Question[]
}

export interface Section {
  readonly id: string
  readonly title: LocalizedText
  readonly steps: readonly Step[]
}

/** A rule that spans questions. `error` blocks filing; `ask` only asks the citizen to look again and is shown to staff. */
export interface Check {
  readonly id: string
  readonly severity: 'error' | 'ask'
  readonly when?: Condition
  readonly assert: Condition
  readonly message: LocalizedText
  /** Where the message is shown; the first one is the field to mend. */
  readonly questions: readonly string[]
}

export interface FormDefinition {
  /** File name without ending, e.g. `birth-registration`. */
  readonly name: string
  /** Raised with each change of questions; a dossier keeps the version under which it was filed. */
  readonly version: number
  readonly title: LocalizedText
  readonly officialName: string
  readonly legalBasis: readonly string[]
  readonly sections: readonly Section[]
  readonly checks: readonly Check[]
  /** Question ids that name the person filing, for the desk's list and the second factor of tracking. */
  readonly applicant: {
    readonly name: string
    readonly number: string
    /** Used where `number` has no answer: the number of a passport or another paper. */
    readonly otherNumber?: string
    readonly phone?: string
  }
  /** Question id naming the person the dossier is about (a child, a deceased person). */
  readonly subject?: string
}
