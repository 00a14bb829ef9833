/**
 * A declaration as data. One definition drives the kiosk's steps, the gateway's validation,
 * the printed declaration and the desk's view.
 */
import type { LocalizedText } from '../text/localized.ts'
import type { Unit } from './quantity.ts'

/** Types of questions with one answer each: alone in a step, or inside a repeated group. */
export type FieldType =
  | 'text'
  | 'name'
  | 'long-text'
  | 'date'
  | 'choice'
  /** Any number of `options`. */
  | 'choices'
  | 'yes-no'
  | 'number'
  /** Whole đồng. */
  | 'money'
  | 'citizen-number'
  /** Nine digits, on identity cards issued before 2016 and in papers that quote them. */
  | 'old-id-number'
  | 'identity-document'
  | 'phone'
  | 'email'
  | 'address'
  | 'ethnic-group'
  | 'nationality'
  /** To the head of the household or whoever the label names: a code of `catalogue/lists/relations.json`. */
  | 'relation'
  /** Drawn on the screen, or the full name typed in its place. */
  | 'signature'

/** Two levels since 1 July 2025: commune and province by code (Decision 19/2025/QĐ-TTg), the rest as people say it. */
export interface AddressAnswer {
  /** Two digits, e.g. `15` for Lào Cai; empty for an address abroad or not yet found. */
  readonly province: string
  /** Five digits, e.g. `02647`. */
  readonly commune: string
  /** Village, hamlet, group, street, health facility: free text. */
  readonly detail: string
  /** The place as it was called before July 2025, as the person said it, e.g. `xã Bản Hồ, huyện Sa Pa`. */
  readonly formerly?: string
}

export const documentKinds = [
  'identity-card',
  'citizen-card',
  'old-id',
  'passport',
  'birth-certificate',
  'electronic-id',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface IdentityDocumentAnswer {
  readonly kind: DocumentKind
  /** 12 digits for cards of today, 9 for `old-id`, letters and digits for a passport. */
  readonly number: string
  /** A partial date where the question allows it. */
  readonly issuedOn?: string
  readonly issuedBy?: string
}

/** The answer to one question that is not a group; several choices are a list of option values. */
export type FieldValue =
  | string
  | number
  | boolean
  | AddressAnswer
  | IdentityDocumentAnswer
  | readonly string[]

/** One member, child or line of a group, by the group's own question ids. Groups hold no groups. */
export type GroupItem = Readonly<Record<string, FieldValue>>

export type AnswerValue = FieldValue | readonly GroupItem[]

/** Answers by question id. A question without an answer has no key. Dates are `PartialDate` strings. */
export type Answers = Readonly<Record<string, AnswerValue>>

/** What a date is held against: another question's answer, or the day of filing. */
export type DateReference = { readonly question: string } | 'today'

/**
 * Conditions are data and are evaluated by one pure evaluator on kiosk and gateway. Whether a question is asked
 * may depend on earlier questions only. Inside a group, an id that begins with `./` means the same item.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly question: string; readonly is: string | number | boolean }
  | { readonly question: string; readonly isOneOf: readonly (string | number)[] }
  | { readonly question: string; readonly isAnswered: true }
  /** For `choices`: this option is among those chosen. */
  | { readonly question: string; readonly includes: string }
  /** For `number` and `money`. True while there is no number. */
  | { readonly question: string; readonly isAtLeast: number }
  | { readonly question: string; readonly isAtMost: number }
  /** How many items of a group there are for which `countWhere` holds, or how many there are at all. */
  | { readonly group: string; readonly countWhere?: Condition; readonly atLeast: number }
  | { readonly group: string; readonly countWhere?: Condition; readonly atMost: number }
  /** True while it cannot be decided (a year only, an unanswered question): a doubt never blocks a person. */
  | { readonly question: string; readonly isNotAfter: DateReference }
  /** The date lies at least `years` before the other one. True while undecidable. */
  | { readonly question: string; readonly isBefore: DateReference; readonly byYears: number }
  | { readonly question: string; readonly isBefore: DateReference; readonly byDays: number }

export interface Option {
  readonly value: string
  readonly label: LocalizedText
}

/** What a scanned identity card knows of its holder. */
export type CardFact = 'name' | 'number' | 'birthDate' | 'sex' | 'address' | 'issuedOn' | 'oldNumber' | 'kind'

export interface FieldQuestion {
  /** Dotted, unique in the form, e.g. `child.fullName`; in a group unique in the group, e.g. `fullName`. */
  readonly id: string
  readonly type: FieldType
  /** Plain words, as one would ask a person. */
  readonly label: LocalizedText
  /** The official wording of the paper form, shown small beside the question and on the printed declaration. */
  readonly official?: LocalizedText
  readonly help?: LocalizedText
  /** Required whenever the question applies, or only when the condition holds. */
  readonly required: boolean | Condition
  readonly visibleWhen?: Condition
  readonly options?: readonly Option[]
  /** Bounds for `number` and `money`. */
  readonly min?: number
  readonly max?: number
  /** For `number`: digits that may follow the decimal comma; whole numbers when left out. */
  readonly decimals?: 1 | 2
  /** For `number`: what it is measured in, shown after the value. */
  readonly unit?: Unit
  /** For `date`, and the day of issue of an `identity-document`: may the month and day be left out? */
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
  /** For a number of a card of today: what else is known of the person, to be held against the digits as a doubt. */
  readonly holder?: {
    readonly birthDate?: string
    readonly sex?: 'male' | 'female' | { readonly question: string }
  }
  /** The source of this question is not certain: it is never required, and the desk sees that it must confirm. */
  readonly uncertain?: true
  /** What a scanned identity card fills in here; `person` tells apart the people a form asks about. */
  readonly fill?: { readonly person: string; readonly from: CardFact }
  /**
   * For the printed declaration, where it differs from the order of the questions and from `official`. Where one
   * question has an order all are printed as one list: those without follow the question they are asked after.
   */
  readonly printed?: { readonly order?: number; readonly label?: LocalizedText }
}

/** Questions asked again for each member, child or line. */
export interface GroupQuestion {
  readonly id: string
  readonly type: 'group'
  readonly label: LocalizedText
  readonly official?: LocalizedText
  readonly help?: LocalizedText
  /** At least one item, or `minItems`. */
  readonly required: boolean | Condition
  readonly visibleWhen?: Condition
  readonly questions: readonly FieldQuestion[]
  readonly minItems?: number
  readonly maxItems?: number
  /** What one item is, e.g. "Thành viên"; its number is added. */
  readonly itemTitle: LocalizedText
  readonly uncertain?: true
  readonly printed?: { readonly order?: number; readonly label?: LocalizedText }
}

export type Question = FieldQuestion | GroupQuestion

/** More items than any household or list has; the gateway takes no more in one group. */
export const groupMaximumItems = 60

/** One screen with one idea. */
export interface Step {
  readonly id: string
  readonly title: LocalizedText
  readonly help?: LocalizedText
  readonly visibleWhen?: Condition
  readonly questions: readonly Question[]
  /** Of a step that was made of several (`by-section.ts`): what each was called, and its questions by their ids. */
  readonly parts?: readonly StepPart[]
}

export interface StepPart {
  readonly title: LocalizedText
  readonly help?: LocalizedText
  readonly questions: readonly string[]
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
  /** Questions that only earlier versions asked: dossiers filed and drafts begun then are read by their words. */
  readonly retired?: readonly Question[]
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
