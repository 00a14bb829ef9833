/** The account assistant as data: questions, what to bring, steps; each rule with its source (rules.md §4). */
import type { LocalizedText } from '../text/localized.ts'
import type { AssistanceNeed } from './outcome.ts'

/** Answers by the id of the question: values of the question's options, nothing that a person typed. */
export type Facts = Readonly<Record<string, string>>

/** All of one alternative must hold; no alternative at all: always. A question that has no answer holds nothing. */
export type When = readonly Readonly<Record<string, readonly string[]>>[]

export interface GuideOption {
  readonly value: string
  readonly text: LocalizedText
  readonly when: When
}

export interface GuideQuestion {
  readonly id: string
  readonly text: LocalizedText
  readonly help?: LocalizedText | undefined
  readonly options: readonly GuideOption[]
  readonly when: When
}

/** `law`: read in the text; `told`: one secondary source, may have changed; `ask`: not known, the police say. */
export const certainties = ['law', 'told', 'ask'] as const
export type Certainty = (typeof certainties)[number]

/** What a step is drawn as. */
export const guidePictures = [
  'phone',
  'sim',
  'card',
  'police',
  'app',
  'clock',
  'family',
  'desk',
  'shield',
] as const
export type GuidePicture = (typeof guidePictures)[number]

export interface GuideStep {
  readonly id: string
  readonly text: LocalizedText
  readonly detail?: LocalizedText | undefined
  readonly picture: GuidePicture
  /** Id of its source. */
  readonly source: string
  readonly certainty: Certainty
  /** The commune's police do it: it is worth a slip. */
  readonly isVisit: boolean
  readonly when: When
}

export interface GuideItem {
  readonly id: string
  readonly text: LocalizedText
  readonly when: When
}

/** Which account; the first that holds counts. */
export const accountKinds = ['level-1', 'level-2', 'existing'] as const
export type AccountKind = (typeof accountKinds)[number]

export interface GuideSource {
  readonly id: string
  readonly name: LocalizedText
  /** When it was last read, `YYYY-MM-DD`. */
  readonly readOn: string
}

export interface AccountGuide {
  readonly version: number
  readonly sources: readonly GuideSource[]
  readonly questions: readonly GuideQuestion[]
  readonly needs: readonly { readonly need: AssistanceNeed; readonly when: When }[]
  readonly accounts: readonly { readonly account: AccountKind; readonly when: When }[]
  readonly bring: readonly GuideItem[]
  readonly steps: readonly GuideStep[]
  /** Advice against fraud. */
  readonly safety: readonly LocalizedText[]
}
