/**
 * The index by which provinces are ranked (Decision 766/QĐ-TTg of 23 June 2022): six parts, their components, and how
 * each becomes points. Maxima as on the national portal; formulas as others re-derived them from its answers (error at
 * most 0.015, rules.md §3): what the portal shows is official, this is how to get there.
 */

export const indexParts = [
  'transparency',
  'progress',
  'online',
  'payment',
  'digitisation',
  'satisfaction',
] as const
export type IndexPart = (typeof indexParts)[number]

/**
 * Where a figure comes from. `events`: counted from this gateway's own events. `approximate`: counted as well, but the
 * portal counts something wider or elsewhere. `by-hand`: this product cannot know it; people enter it with its source.
 */
export type Basis = 'events' | 'approximate' | 'by-hand'

/** Of what a numerator counts; decides what one more of it means. */
export type Counted = 'dossiers' | 'procedures' | 'petitions'

interface ComponentRule {
  /** As the portal numbers it. */
  readonly number: string
  readonly part: IndexPart
  readonly maximum: number
  /** Share of the denominator from which the maximum is given. */
  readonly fullAt: number
  /** Points when there is nothing to count: all, none, or not measured. */
  readonly whenEmpty: 'full' | 'none' | 'unmeasured'
  readonly basis: Basis
  readonly counted: Counted
}

const ratio = { fullAt: 1, whenEmpty: 'unmeasured' } as const
const byHand = { ...ratio, basis: 'by-hand' } as const
const publishing = { ...byHand, part: 'transparency', counted: 'procedures' } as const
const petitions = {
  part: 'satisfaction',
  maximum: 6,
  fullAt: 1,
  whenEmpty: 'full',
  basis: 'by-hand',
  counted: 'petitions',
} as const

export const indexComponents = {
  'published-on-time': { ...publishing, number: '1.1', maximum: 6 },
  'updated-on-time': { ...publishing, number: '1.2', maximum: 4 },
  'content-complete': { ...publishing, number: '1.3', maximum: 2 },
  /** Counted where this gateway exchanges with the portal; other systems may do so beside it. */
  'dossiers-synchronised': {
    ...ratio,
    basis: 'approximate',
    number: '1.4',
    part: 'transparency',
    maximum: 6,
    counted: 'dossiers',
  },
  'on-time': {
    ...ratio,
    number: '2.1',
    part: 'progress',
    maximum: 20,
    basis: 'events',
    counted: 'dossiers',
  },
  'services-online': {
    number: '3.1',
    part: 'online',
    maximum: 2,
    fullAt: 0.8,
    whenEmpty: 'unmeasured',
    basis: 'approximate',
    counted: 'procedures',
  },
  'services-used-online': {
    ...ratio,
    number: '3.2',
    part: 'online',
    maximum: 4,
    basis: 'approximate',
    counted: 'procedures',
  },
  /** Counts only with the electronic result, where the portal wants it. */
  'filed-online': {
    number: '3.3',
    part: 'online',
    maximum: 6,
    fullAt: 0.5,
    whenEmpty: 'unmeasured',
    basis: 'events',
    counted: 'dossiers',
  },
  /** The cap at 2 is inferred from the threshold of 80 % (rules-facts, 3.5). */
  'payment-offered': {
    number: '3.5',
    part: 'payment',
    maximum: 2,
    fullAt: 0.8,
    whenEmpty: 'unmeasured',
    basis: 'approximate',
    counted: 'procedures',
  },
  'payment-used': {
    number: '3.5b',
    part: 'payment',
    maximum: 2,
    fullAt: 0.8,
    whenEmpty: 'unmeasured',
    basis: 'approximate',
    counted: 'procedures',
  },
  /** A transfer to the commune's account is what we see; the portal counts what its own platform saw. */
  'paid-online': {
    ...ratio,
    number: '3.6',
    part: 'payment',
    maximum: 6,
    basis: 'approximate',
    counted: 'dossiers',
  },
  'electronic-results': {
    ...ratio,
    number: '4.1',
    part: 'digitisation',
    maximum: 6,
    basis: 'events',
    counted: 'dossiers',
  },
  /** The portal's note says full marks from 80 %; what it gave was the plain share. We promise the lower of the two. */
  digitised: {
    ...ratio,
    number: '4.2',
    part: 'digitisation',
    maximum: 4,
    basis: 'events',
    counted: 'dossiers',
  },
  'certified-copies': {
    ...byHand,
    number: '4.x',
    part: 'digitisation',
    maximum: 2,
    counted: 'dossiers',
  },
  'data-reused': {
    number: '4.3',
    part: 'digitisation',
    maximum: 2,
    fullAt: 0.8,
    whenEmpty: 'unmeasured',
    basis: 'by-hand',
    counted: 'dossiers',
  },
  /** Its formula is not established; the plain share is assumed. */
  'personal-store': {
    ...byHand,
    number: '4.4',
    part: 'digitisation',
    maximum: 4,
    counted: 'dossiers',
  },
  'population-procedures': {
    ...byHand,
    number: '4.5a',
    part: 'digitisation',
    maximum: 2,
    counted: 'procedures',
  },
  'population-dossiers': {
    ...byHand,
    number: '4.5b',
    part: 'digitisation',
    maximum: 2,
    counted: 'dossiers',
  },
  'petitions-on-time': { ...petitions, number: '5.2' },
  'petitions-satisfied': { ...petitions, number: '5.3' },
  /** 100 % less what was late, complained of or disliked: lateness by events, dislike by the survey, no complaints. */
  'reception-satisfied': {
    number: '5.4',
    part: 'satisfaction',
    maximum: 6,
    fullAt: 0.9,
    whenEmpty: 'none',
    basis: 'approximate',
    counted: 'dossiers',
  },
} as const satisfies Readonly<Record<string, ComponentRule>>

export type IndexComponent = keyof typeof indexComponents

/** In the portal's order. */
export const componentIds = Object.keys(indexComponents) as readonly IndexComponent[]

export function ruleOf(component: IndexComponent): ComponentRule {
  return indexComponents[component]
}

export function maximumOf(part: IndexPart): number {
  return componentIds.map(ruleOf).reduce((sum, rule) => (rule.part === part ? sum + rule.maximum : sum), 0)
}

/** Counted exactly from events: a figure typed by hand would only hide a mistake. */
export function mayBeEntered(component: IndexComponent): boolean {
  return ruleOf(component).basis !== 'events'
}
