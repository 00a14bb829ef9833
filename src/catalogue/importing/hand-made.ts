/** Hand-made content stands over what a record gives, field by field; what it lacks comes from the record. */
import { fold } from '../../domain/text/fold.ts'
import type { Procedure } from '../schema.ts'
import type { OfficialRecord } from './official-record.ts'

/**
 * The hand-made procedure with the record's steps, ways and full text beside it. What follows from the cases (papers,
 * time, fee, place) is always of one hand: a record's conditions mean nothing under other questions.
 */
export function withOfficialRecord(handMade: Procedure, imported: Procedure): Procedure {
  const { official } = imported
  return {
    ...handMade,
    ...(handMade.publishedBy === undefined && imported.publishedBy !== undefined
      ? { publishedBy: imported.publishedBy }
      : {}),
    legalBasis: handMade.legalBasis.length > 0 ? handMade.legalBasis : imported.legalBasis,
    record: { ...imported.record, ...handMade.record },
    ...(official === undefined ? {} : { official: { ...official, guide: 'hand-made' } }),
  }
}

/** What of a record may make a hand-made procedure wrong. */
export const differingFields = [
  'updated',
  'name',
  'publishedBy',
  'level',
  'channels',
  'onlineLevel',
  'timeLimit',
  'fee',
  'papers',
] as const
export type DifferingField = (typeof differingFields)[number]

export interface Difference {
  readonly field: DifferingField
  readonly handMade: string
  readonly official: string
}

/** Did the official record change after the hand-made procedure was checked against it? */
export function hasChangedSince(handMade: Procedure, official: string | undefined): boolean {
  return official !== undefined && official > handMade.verifiedOn
}

/**
 * Where the record says something else than the hand-made procedure: what it leaves open is no difference. `updated`
 * stands first, where the record has changed since `verifiedOn`.
 */
export function differencesOf(
  handMade: Procedure,
  imported: Procedure,
  record: OfficialRecord,
): readonly Difference[] {
  const found: Difference[] = []
  const compare = (
    field: DifferingField,
    mine: string,
    theirs: string,
    isSame = fold(mine) === fold(theirs),
  ) => {
    if (theirs !== '' && !isSame) found.push({ field, handMade: mine, official: theirs })
  }
  if (hasChangedSince(handMade, record.detail?.updatedOn)) {
    compare('updated', handMade.verifiedOn, record.detail?.updatedOn ?? '')
  }
  compare('name', withoutStop(handMade.name.vi), withoutStop(record.name))
  compare('publishedBy', handMade.publishedBy ?? record.publisher ?? '', record.publisher ?? '')
  if (record.detail === undefined) return found
  compare('level', levels(handMade), record.levels.length === 0 ? '' : levels(imported))
  compare('channels', [...handMade.channels].sort().join(', '), [...imported.channels].sort().join(', '))
  if (record.detail.isFullyOnline === true) compare('onlineLevel', handMade.onlineLevel, imported.onlineLevel)
  compare('timeLimit', limits(handMade), imported.timeLimit.value === undefined ? '' : limits(imported))
  const amounts = amountsOf(imported)
  const known = amountsOf(handMade)
  compare(
    'fee',
    known.join(', '),
    amounts.join(', '),
    amounts.every((amount) => known.includes(amount)),
  )
  // Ours are sorted by case and said in fewer papers: a count tells something only of a record that has changed.
  if (!hasChangedSince(handMade, record.detail.updatedOn)) return found
  const papers = (procedure: Procedure) =>
    procedure.components.filter(({ originals, copies }) => originals + copies > 0).length
  const [mine, theirs] = [papers(handMade), papers(imported)]
  compare('papers', String(mine), theirs === 0 ? '' : String(theirs))
  return found
}

function withoutStop(name: string): string {
  return name.replace(/[\s.:;]+$/u, '')
}

function levels({ level, alsoLevels }: Procedure): string {
  return [level, ...alsoLevels].sort().join(', ')
}

function limits({ timeLimit: { value, unit, variants = [] } }: Procedure): string {
  const all = [{ value, unit }, ...variants].flatMap((limit) =>
    limit.value === undefined ? [] : [`${limit.value} ${limit.unit}`],
  )
  return [...new Set(all)].sort().join(', ')
}

function amountsOf({ fee }: Procedure): readonly number[] {
  return [...new Set(fee.rules.flatMap(({ amountVnd }) => amountVnd ?? []))].sort((a, b) => a - b)
}
