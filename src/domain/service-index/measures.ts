/** What is counted of a unit's dossiers in a period, and which component of the index it feeds. */
import { componentIds, type IndexComponent } from './components.ts'
import type { Figure, Figures } from './score.ts'

/**
 * Of the dossiers formally received in the period (Vietnam's days). Late by the rule of the index: the end of the
 * work, or the end of the period where it goes on, is after the date that was promised; a clock that stands still has
 * ended; a second request for more papers is late in any case (dvcqg-exchange.md §5).
 */
export const measures = [
  'received',
  /** Filed on the national portal. */
  'online',
  'counter',
  'post',
  /** At a kiosk or with a community team: electronic, but sent to the portal as of the counter. */
  'kiosk',
  'open',
  'finished',
  /** Finished a calendar day or more before the promised one. */
  'early',
  /** Finished in time, on the promised day. */
  'on-the-day',
  'finished-late',
  /** A date was promised. */
  'dated',
  'undated',
  'on-time',
  'late',
  'supplemented',
  'supplemented-again',
  'with-result',
  'without-result',
  'online-with-result',
  'online-without-result',
  /** Finished with a file among its papers and a file of the result. */
  'digitised',
  'not-digitised',
  'with-fee',
  'paid-online',
  'unpaid',
  /** Of a unit that exchanges with the national portal; `synchronised` when the portal has taken it. */
  'exchanged',
  'synchronised',
  'not-synchronised',
] as const
export type Measure = (typeof measures)[number]

export type DossierCounts = Readonly<Record<Measure, number>> & {
  /** Different procedures with at least one such dossier. */
  readonly procedures: Readonly<Record<'online' | 'with-fee' | 'paid-online', number>>
  /** Calendar days of the promised time, and those left of it at the end, over finished dossiers with a date. */
  readonly limitDays: number
  readonly savedDays: number
}

/** Of the procedures that the catalogue gives a unit of this kind. */
export interface ProcedureCounts {
  readonly all: number
  readonly online: number
  readonly withFee: number
}

/** The dossiers behind a component: which count, of which, and which do not. */
export const dossiersBehind = {
  'dossiers-synchronised': { counted: 'synchronised', of: 'exchanged', missing: 'not-synchronised' },
  'on-time': { counted: 'on-time', of: 'dated', missing: 'late' },
  'filed-online': {
    counted: 'online-with-result',
    of: 'received',
    missing: 'online-without-result',
  },
  'paid-online': { counted: 'paid-online', of: 'with-fee', missing: 'unpaid' },
  'electronic-results': { counted: 'with-result', of: 'finished', missing: 'without-result' },
  digitised: { counted: 'digitised', of: 'finished', missing: 'not-digitised' },
  'reception-satisfied': { counted: 'on-time', of: 'dated', missing: 'late' },
} as const satisfies Partial<
  Readonly<
    Record<IndexComponent, { readonly counted: Measure; readonly of: Measure; readonly missing: Measure }>
  >
>

export type ComponentOfDossiers = keyof typeof dossiersBehind

/** Components that dossiers are behind; the others are about procedures, petitions, or not known here. */
export function behind(component: IndexComponent) {
  return component in dossiersBehind
    ? // `in` has just shown that it is one of the keys.
      dossiersBehind[component as ComponentOfDossiers]
    : undefined
}

/**
 * What the events and the catalogue tell; null for what people must enter.
 * @param disliked answers to the survey about a dossier's step with one of the two lower faces. As answers name no
 *   dossier, one that was late as well, or disliked at two steps, is taken off twice: the lower figure is promised.
 */
export function figuresOf(counts: DossierCounts, procedures: ProcedureCounts, disliked = 0): Figures {
  const known: Partial<Record<IndexComponent, Figure>> = {
    'services-online': { numerator: procedures.online, denominator: procedures.all },
    'services-used-online': { numerator: counts.procedures.online, denominator: procedures.online },
    'payment-offered': { numerator: counts.procedures['with-fee'], denominator: procedures.withFee },
    'payment-used': { numerator: counts.procedures['paid-online'], denominator: procedures.withFee },
  }
  return eachComponent((component) => {
    const dossiers = behind(component)
    if (dossiers === undefined) return known[component] ?? null
    // Without the exchange other systems may have told the portal of the dossiers.
    if (component === 'dossiers-synchronised' && counts.exchanged === 0) return null
    const numerator =
      component === 'reception-satisfied'
        ? Math.max(0, counts[dossiers.counted] - disliked)
        : counts[dossiers.counted]
    return { numerator, denominator: counts[dossiers.of] }
  })
}

/** What is over cannot be made punctual any more. */
const beyondRepair: ReadonlySet<IndexComponent> = new Set(['on-time', 'reception-satisfied'])

/** How many more of each could count: dossiers that miss something, procedures and petitions that do not count yet. */
export function changeableOf(
  figures: Figures,
  counts: DossierCounts,
): Readonly<Record<IndexComponent, number>> {
  return eachComponent((component) => {
    if (beyondRepair.has(component)) return 0
    const dossiers = behind(component)
    const figure = figures[component]
    if (dossiers !== undefined) return counts[dossiers.missing]
    return figure === null ? 0 : Math.max(0, figure.denominator - figure.numerator)
  })
}

export function eachComponent<Value>(
  of: (component: IndexComponent) => Value,
): Readonly<Record<IndexComponent, Value>> {
  // The keys are all components.
  return Object.fromEntries(componentIds.map((component) => [component, of(component)])) as Record<
    IndexComponent,
    Value
  >
}
