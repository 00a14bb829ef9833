/**
 * What each slip of the desk must say (Circular 03/2025/TT-VPCP, Annex I; minimum contents in rules.md §1.2), from a
 * dossier and its events. The words around it belong to the sheet; the official layout is not verified.
 */
import { type ControlShare, controlSharesOf } from './control-shares.ts'
import { type ControlStep, controlStepsOf } from './control-steps.ts'
import type { SlipDossier, SlipEvent } from './slip-dossier.ts'

/** In the order of the annex: forms 01 to 06. */
export const slipKinds = ['receipt', 'supplement', 'refusal', 'apology', 'stop', 'control'] as const
export type SlipKind = (typeof slipKinds)[number]

/** Numbers of the forms in Annex I. */
export const formNumbers = {
  receipt: '01',
  supplement: '02',
  refusal: '03',
  apology: '04',
  stop: '05',
  control: '06',
} as const satisfies Record<SlipKind, string>

export interface SlipPaper {
  readonly name: string
  /** Null where nobody counted: photos that came with the declaration. */
  readonly counts: { readonly originals: number; readonly certified: number; readonly copies: number } | null
}

interface Common {
  /** When what the slip tells was decided. */
  readonly at: string
  /** Name of who decided it. */
  readonly officer: string
}

export type Slip =
  | (Common & {
      readonly kind: 'receipt'
      readonly papers: readonly SlipPaper[]
      /** As promised at reception; null where the rules could promise nothing. */
      readonly dueAt: string | null
      readonly returnWay: string
    })
  | (Common & {
      readonly kind: 'supplement'
      readonly papers: readonly SlipPaper[]
      readonly reason: string
      readonly until: string | null
    })
  | (Common & { readonly kind: 'refusal'; readonly reason: string })
  | (Common & {
      readonly kind: 'apology'
      readonly reason: string
      readonly previousDueAt: string | null
      readonly dueAt: string | null
    })
  | (Common & {
      readonly kind: 'stop'
      /** Decided by the desk, wished by the citizen, or because nothing came in time. */
      readonly cause: 'stop' | 'withdraw' | 'lapse'
      readonly reason: string | null
    })
  | (Common & {
      readonly kind: 'control'
      readonly dueAt: string | null
      readonly steps: readonly ControlStep[]
      readonly shares: readonly ControlShare[]
    })

/** Events that a slip tells of; the last one counts. */
const told = {
  receipt: ['receive'],
  supplement: ['request-supplement'],
  refusal: ['refuse'],
  apology: ['extend'],
  stop: ['stop', 'withdraw', 'lapse'],
  control: ['receive'],
} as const satisfies Record<SlipKind, readonly string[]>

/** The slips that there is something to print for. */
export function slipsOf(events: readonly Pick<SlipEvent, 'type'>[]): readonly SlipKind[] {
  return slipKinds.filter((kind) => events.some(({ type }) => isTold(kind, type)))
}

/** Undefined where the dossier has no such event. */
export function slipOf(kind: SlipKind, dossier: SlipDossier): Slip | undefined {
  const event = dossier.events.findLast(({ type }) => isTold(kind, type))
  if (event === undefined) return undefined
  const { details } = event
  const common = { at: event.at, officer: dossier.personName(event.by) }
  const reason = textIn(details.reason)
  switch (kind) {
    case 'receipt': {
      const listed = papersIn(details.papers)
      const photographed = dossier.filedPapers.map((name) => ({ name, counts: null }))
      return {
        kind,
        ...common,
        papers: listed.length === 0 ? photographed : listed,
        dueAt: promisedFirst(dossier),
        returnWay: textIn(details.returnWay) ?? dossier.returnWay,
      }
    }
    case 'supplement':
      return {
        kind,
        ...common,
        papers: papersIn(details.papers),
        reason: reason ?? '',
        until: dossier.supplementUntil,
      }
    case 'refusal':
      return { kind, ...common, reason: reason ?? '' }
    case 'apology':
      return {
        kind,
        ...common,
        reason: reason ?? '',
        previousDueAt: textIn(details.previousDueAt),
        dueAt: textIn(details.dueAt),
      }
    case 'stop': {
      const cause = event.type === 'withdraw' || event.type === 'lapse' ? event.type : 'stop'
      return { kind, ...common, cause, reason }
    }
    case 'control':
      return {
        kind,
        ...common,
        dueAt: dossier.dueAt,
        steps: controlStepsOf(dossier),
        shares: controlSharesOf(dossier),
      }
  }
}

function isTold(kind: SlipKind, type: string): boolean {
  const types: readonly string[] = told[kind]
  return types.includes(type)
}

/** A slip printed again after a new appointment still says what was promised at reception. */
function promisedFirst({ events, dueAt }: SlipDossier): string | null {
  const extended = events.find(({ type }) => type === 'extend')
  return extended === undefined ? dueAt : textIn(extended.details.previousDueAt)
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function papersIn(value: unknown): readonly SlipPaper[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((paper: unknown): SlipPaper[] => {
    if (typeof paper !== 'object' || paper === null || !('name' in paper)) return []
    const name = textIn(paper.name)
    if (name === null) return []
    const count = (of: unknown) => (typeof of === 'number' && Number.isInteger(of) ? of : 0)
    return [
      {
        name,
        counts: {
          originals: count('originals' in paper ? paper.originals : 0),
          certified: count('certified' in paper ? paper.certified : 0),
          copies: count('copies' in paper ? paper.copies : 0),
        },
      },
    ]
  })
}
