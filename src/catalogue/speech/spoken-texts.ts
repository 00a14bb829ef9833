/** Which texts are heard most: what a citizen meets on the way through the app, then the procedures most people need. */

import type { FormDefinition } from '../../domain/form/definition.ts'
import { type Sentence, type SentenceSource, sentencesOf } from '../../domain/speech/sentence.ts'
import type { Procedure } from '../schema.ts'

/** Namespaces of `locales` on the citizen's way, in its order; what only staff read is not said aloud. */
export const spokenNamespaces = [
  'home',
  'common',
  'listen',
  'guide',
  'declaration',
  'card',
  'receipt',
  'supplement',
  'tracking',
  'ticket',
  'notices',
  'messages',
  'survey',
  'feedback',
  'assistance',
  'training',
] as const

/** Of this one citizens meet the invitation only; the rest is the staff corner. */
const attractNamespace = 'kiosk'
/** All whose Vietnamese texts are asked for. */
export const textNamespaces = [...spokenNamespaces, attractNamespace] as const

export interface SpokenTexts {
  /** The Vietnamese texts by namespace. */
  readonly locales: Readonly<Record<string, unknown>>
  readonly procedures: readonly Procedure[]
  readonly forms: readonly FormDefinition[]
  /** The account assistant's questions and steps (`assistance/accounts.json`). */
  readonly assistance: unknown
}

/** The sentences that matter, most used first: the interface, then each essential procedure with its declaration. */
export function spokenSentences({
  locales,
  procedures,
  forms,
  assistance,
}: SpokenTexts): readonly Sentence[] {
  const essential = procedures.filter((procedure) => procedure.essential)
  const rest = procedures.filter((procedure) => !procedure.essential)
  const formSource = (name: string | undefined): SentenceSource[] =>
    forms
      .filter((form) => form.name === name)
      .map((tree) => ({ name: `form:${name}`, tree, isContent: true }))
  const ofGuide = (procedure: Procedure): SentenceSource => ({
    name: `procedure:${procedure.code}`,
    tree: procedure,
    isContent: true,
  })
  const names = (list: readonly Procedure[]): SentenceSource[] =>
    list.map(({ code, plainName }) => ({
      name: `procedure:${code}`,
      tree: { plainName },
      isContent: true,
    }))
  const ofScreen = (name: string): SentenceSource => ({ name, tree: locales[name], isContent: false })
  const corner = locales[attractNamespace]
  const attract: SentenceSource = {
    name: attractNamespace,
    tree: typeof corner === 'object' && corner !== null && 'attract' in corner ? corner.attract : null,
    isContent: false,
  }
  return sentencesOf([
    ...spokenNamespaces.flatMap((name) => (name === 'home' ? [ofScreen(name), attract] : [ofScreen(name)])),
    ...names(essential),
    ...essential.flatMap((procedure) => [ofGuide(procedure), ...formSource(procedure.form)]),
    { name: 'accounts', tree: assistance, isContent: true },
    ...rest.flatMap((procedure) => [ofGuide(procedure), ...formSource(procedure.form)]),
  ])
}
