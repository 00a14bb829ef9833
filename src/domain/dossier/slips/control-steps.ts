/** Who gave the dossier to whom, when, and whether in time: form 06 of Annex I, Circular 03/2025/TT-VPCP. */
import { vietnamDay } from '../../time/vietnam-time.ts'
import type { SlipDossier, SlipEvent } from './slip-dossier.ts'

/** `applicant`, `leader` and `reception` are roles; anything else is a name. */
export type Party =
  | { readonly role: 'applicant' | 'leader' | 'reception' }
  | { readonly role: null; readonly name: string }

export interface ControlStep {
  /** Type of the event. */
  readonly event: PassingEvent
  readonly from: Party
  readonly to: Party
  readonly at: string
  /** Name of who wrote it down. */
  readonly by: string
  /**
   * `early`: the result a day or more before the due day, `on-time` by the due time. `within` while the dossier is
   * still worked on. Null where nothing was promised.
   */
  readonly timeliness: 'early' | 'on-time' | 'late' | 'within' | null
}

const applicant: Party = { role: 'applicant' }
const leader: Party = { role: 'leader' }
const reception: Party = { role: 'reception' }

interface Passing {
  readonly event: SlipEvent
  readonly by: Party
  /** Has the dossier before. */
  readonly holder: Party
  /** Who last submitted it for signature. */
  readonly submitter: Party
  readonly dossier: SlipDossier
}

/** Events by which a dossier changes hands: from whom, to whom. */
const passing = {
  receive: ({ by }) => [applicant, by],
  'request-supplement': ({ by }) => [by, applicant],
  supplement: ({ by }) => [applicant, by],
  assign: ({ event, by, dossier }) => [by, person(event.details.officer, dossier) ?? by],
  start: ({ holder, by }) => [holder, by],
  transfer: ({ event, by, dossier }) => [by, receiver(event.details.to, dossier) ?? by],
  'accept-transfer': ({ holder, by }) => [holder, by],
  'decline-transfer': ({ holder }) => [holder, reception],
  'submit-for-signature': ({ by }) => [by, leader],
  'send-back': ({ by, submitter }) => [by, submitter],
  sign: ({ by }) => [by, reception],
  finish: ({ by }) => [by, reception],
  stop: ({ by }) => [by, reception],
  withdraw: ({ holder }) => [holder, reception],
  'hand-over': ({ event, by }) => [by, named(event.details.receivedBy) ?? applicant],
} as const satisfies Readonly<Record<string, (passing: Passing) => readonly [Party, Party]>>
export type PassingEvent = keyof typeof passing

export function controlStepsOf(dossier: SlipDossier): readonly ControlStep[] {
  const steps: ControlStep[] = []
  let holder: Party = applicant
  let submitter: Party = reception
  for (const event of dossier.events) {
    const { type, at } = event
    if (!isPassing(type)) continue
    const name = dossier.personName(event.by)
    const by: Party = { role: null, name }
    const [from, to] = passing[type]({ event, by, holder, submitter, dossier })
    if (type === 'submit-for-signature') submitter = by
    steps.push({ event: type, from, to, at, by: name, timeliness: timelinessOf(type, at, dossier.dueAt) })
    holder = to
  }
  return steps
}

function isPassing(type: string): type is PassingEvent {
  return Object.hasOwn(passing, type)
}

function timelinessOf(type: PassingEvent, at: string, dueAt: string | null): ControlStep['timeliness'] {
  // What waits for the person to come for it is no delay of the desk (rules.md §1.4: finished outranks returned).
  if (dueAt === null || type === 'hand-over') return null
  if (Date.parse(at) > Date.parse(dueAt)) return 'late'
  if (type !== 'sign' && type !== 'finish') return 'within'
  return vietnamDay(at) < vietnamDay(dueAt) ? 'early' : 'on-time'
}

function named(value: unknown): Party | null {
  return typeof value === 'string' && value !== '' ? { role: null, name: value } : null
}

function person(username: unknown, dossier: SlipDossier): Party | null {
  return typeof username === 'string' ? named(dossier.personName(username)) : null
}

/** @param to as an action names it: another unit's code, or an authority that does not work here. */
function receiver(to: unknown, dossier: SlipDossier): Party | null {
  if (typeof to !== 'object' || to === null) return null
  if ('unit' in to && typeof to.unit === 'string') return named(dossier.unitName(to.unit))
  return 'authority' in to ? named(to.authority) : null
}
