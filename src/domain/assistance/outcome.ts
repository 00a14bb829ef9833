/**
 * What may be noted down of help with an account: closed lists only, so that no password, code, number or picture of a
 * card has a place to be written in (rules.md §4: never ask for, read or store them).
 */

/** What a person came for. */
export const assistanceNeeds = [
  'new-account',
  'raise-level',
  'portal',
  'lost-passcode',
  'new-phone',
  'changed-sim',
  'blocked',
  'late-activation',
  'mismatch',
  'child',
  'dependent',
] as const
export type AssistanceNeed = (typeof assistanceNeeds)[number]

/** What came of it; `prepared`: all is ready for the police, who alone can do the rest. */
export const assistanceOutcomes = ['done', 'prepared', 'not-done'] as const
export type AssistanceOutcome = (typeof assistanceOutcomes)[number]

/** What the person does next. */
export const nextSteps = [
  'nothing',
  'police-visit',
  'mobile-police-day',
  'network-shop',
  'new-card',
  'come-again',
] as const
export type NextStep = (typeof nextSteps)[number]

/** Why it could not be done. */
export const hindrances = [
  'no-phone',
  'no-smartphone',
  'sim-of-another',
  'card-missing',
  'card-expired',
  'data-differ',
  'code-not-arriving',
  'no-network',
  'app-fault',
  'guardian-missing',
  'not-wanted',
  'rule-unclear',
] as const
export type Hindrance = (typeof hindrances)[number]
