/** What an event tells beside its type, as far as this version of the app knows it; the rest is not shown raw. */
import * as v from 'valibot'
import type { DossierDetail } from '../../../contract/desk.ts'
import { paperCount, returnWay } from '../../../contract/dossier-action.ts'

/** What is no longer of the shape that is known counts as not told. */
function told<Value>(schema: v.GenericSchema<unknown, Value>) {
  return v.fallback(v.optional(schema), undefined)
}

const addedPaper = v.object({ component: v.string(), pages: v.array(v.string()) })
const facts = v.object({
  reason: told(v.string()),
  officer: told(v.string()),
  to: told(v.union([v.object({ unit: v.string() }), v.object({ authority: v.string() })])),
  dueAt: told(v.pipe(v.string(), v.isoTimestamp())),
  returnWay: told(returnWay),
  way: told(returnWay),
  receivedBy: told(v.nullable(v.string())),
  isSecondMeant: told(v.boolean()),
  consent: told(v.object({ text: v.string(), givenAt: v.pipe(v.string(), v.isoTimestamp()) })),
  amountVnd: told(v.number()),
  amountReason: told(v.string()),
  papers: told(v.array(v.union([paperCount, addedPaper]))),
})

type EventFacts = Omit<v.InferOutput<typeof facts>, 'papers'> & {
  /** Asked for or handed in, with numbers. */
  readonly papers: readonly v.InferOutput<typeof paperCount>[]
  /** Photographed and sent. */
  readonly added: readonly v.InferOutput<typeof addedPaper>[]
}

export function eventFacts(details: DossierDetail['events'][number]['details']): EventFacts {
  const { papers = [], ...rest } = v.parse(facts, details)
  return {
    ...rest,
    papers: papers.flatMap((paper) => ('pages' in paper ? [] : [paper])),
    added: papers.flatMap((paper) => ('pages' in paper ? [paper] : [])),
  }
}
