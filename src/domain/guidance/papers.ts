/** Which papers a person needs, as far as what was answered decides it. */
import type { Condition } from '../form/definition.ts'
import type { LocalizedText } from '../text/localized.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { applies, type CaseAnswers, type CaseQuestion } from './cases.ts'

/** What decides of a paper whether it is shown and where. */
export interface ConditionalPaper {
  readonly id: string
  /** When it is needed, in words only: staff or the person decide it. */
  readonly condition?: LocalizedText | undefined
  /** When it is needed, by the case questions. */
  readonly appliesWhen?: Condition | undefined
  /** Papers of one group replace each other. */
  readonly alternativeGroup?: string | undefined
}

type Groups<Paper> = readonly (readonly Paper[])[]

/**
 * The papers in the order of the record, those that replace each other together. A group is needed when any of its
 * papers is; papers that the answers rule out are left out; the rest depends on what is not known here.
 */
export function papersOf<Paper extends ConditionalPaper>(
  papers: readonly Paper[],
  question: {
    readonly cases: readonly CaseQuestion[]
    readonly answers: CaseAnswers
    readonly today: CivilDay
  },
): { readonly needed: Groups<Paper>; readonly depends: Groups<Paper> } {
  const { cases, answers, today } = question
  const need = (paper: Paper) => {
    if (paper.appliesWhen !== undefined) return applies(paper.appliesWhen, cases, answers, today)
    return paper.condition === undefined ? 'yes' : 'depends'
  }
  const open = papers.map((paper) => ({ paper, need: need(paper) })).filter((each) => each.need !== 'no')
  const groups = [...Map.groupBy(open, ({ paper }) => paper.alternativeGroup ?? `paper ${paper.id}`).values()]
  const isNeeded = (group: (typeof groups)[number]) => group.some((each) => each.need === 'yes')
  const members = (group: (typeof groups)[number]) => group.map(({ paper }) => paper)
  return {
    needed: groups.filter(isNeeded).map(members),
    depends: groups.filter((group) => !isNeeded(group)).map(members),
  }
}
