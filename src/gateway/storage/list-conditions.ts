/** The desk's views as conditions on one dossier, for the indexes of `migrations/0010-lists.ts`. */
import { type RawBuilder, sql } from 'kysely'
import type { ListView } from '../../contract/desk-lists.ts'
import type { DueTimes } from '../../domain/dossier/due-times.ts'
import { searchWords } from '../../domain/dossier/search-words.ts'
import type { Stage } from '../../domain/dossier/workflow.ts'

export interface Narrowing {
  /** For `mine` and to narrow any list. */
  readonly officer: string | null
  readonly procedure: string | null
  /** Words of names and numbers; empty for none. */
  readonly search: string
}

type ByStage = 'new' | 'awaiting-citizen' | 'to-hand-over' | 'closed'

export const stagesOf = {
  new: ['arrived', 'checked'],
  'awaiting-citizen': ['supplement-requested', 'supplement-in-processing', 'payment-requested'],
  'to-hand-over': ['finished'],
  closed: ['returned', 'refused', 'withdrawn', 'stopped'],
} as const satisfies Record<ByStage, readonly Stage[]>

/** What is worked on: the condition of the partial indexes, word for word. */
export const isOpen = sql<boolean>`received_at is not null and finished_at is null and closed_at is null`

/** Received elsewhere and worked on here: word for word as in the index as well. */
export const isFromElsewhere = sql<boolean>`(handler_unit <> unit) is true`

/** One or the other: each is read from an index in the order of the list. */
export function viewConditions(view: ListView, now: DueTimes): readonly RawBuilder<boolean>[] {
  switch (view) {
    case 'all':
      return [sql`1 = 1`]
    case 'new':
    case 'awaiting-citizen':
    case 'to-hand-over':
    case 'closed':
      return stagesOf[view].map((stage) => sql`stage = ${stage}`)
    case 'supplemented':
      return [sql`supplement_arrived_at is not null`]
    case 'late':
      return [sql`${isOpen} and due_at <= ${now.now}`]
    case 'step-late':
      return [sql`${isOpen} and ${isStepLate(now)}`]
    case 'due-today':
      return [sql`${isOpen} and due_at > ${now.now} and due_at <= ${now.endOfToday}`]
    case 'due-soon':
      return [sql`${isOpen} and due_at > ${now.endOfToday} and due_at <= ${now.endOfSoon}`]
    case 'unassigned':
      return [sql`${isOpen} and officer is null`]
    case 'open':
    case 'mine':
      return [isOpen]
  }
}

/** The step is over its time, the dossier is not. */
export function isStepLate({ now }: DueTimes): RawBuilder<boolean> {
  return sql`due_at > ${now} and step_due_at <= ${now}`
}

export function narrowing({ officer, procedure, search }: Narrowing): readonly RawBuilder<boolean>[] {
  return [
    ...(officer === null ? [] : [sql<boolean>`officer = ${officer}`]),
    ...(procedure === null ? [] : [sql<boolean>`procedure = ${procedure}`]),
    ...wordRanges(search).map(
      ([from, until]) => sql<boolean>`exists (select 1 from dossier_words
        where dossier_words.dossier = dossiers.id and dossier_words.unit = dossiers.unit
        and word >= ${from} and word <= ${until})`,
    ),
  ]
}

/** First and last of the words looked for; the same for a whole word. */
export type WordRange = readonly [from: string, until: string]

/** First and last word that each typed one stands for: only the last may still be being typed. */
export function wordRanges(search: string): readonly WordRange[] {
  const words = searchWords(search)
  return words.map((word, index) => [word, index === words.length - 1 ? `${word}\u{10ffff}` : word] as const)
}

export function allOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join([...conditions], sql` and `)})`
}
