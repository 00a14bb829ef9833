import type { Component } from '../../../catalogue/schema.ts'

type Groups = readonly (readonly Component[])[]

/**
 * The papers of a procedure in the order of the record: those always needed and those needed only in some cases.
 * Papers that replace each other stand together; a group is always needed when any of its papers is.
 */
export function groupPapers(components: readonly Component[]): {
  readonly always: Groups
  readonly sometimes: Groups
} {
  const groups = [
    ...Map.groupBy(components, ({ id, alternativeGroup }) => alternativeGroup ?? `paper ${id}`).values(),
  ]
  const isAlways = (group: readonly Component[]) => group.some(({ condition }) => condition === undefined)
  return { always: groups.filter(isAlways), sometimes: groups.filter((group) => !isAlways(group)) }
}
