/** Reads a dossier with its events, documents and fees as the messages to the portal need it. */
import * as v from 'valibot'
import { exchangeCodesOf } from '../../catalogue/exchange-codes.ts'
import { dossierStateCode } from '../../contract/changes.ts'
import { answers } from '../../contract/payload.ts'
import type { DossierState } from '../../domain/dossier/states.ts'
import { isStep } from '../../domain/exchange/progress-messages.ts'
import type {
  OwnerKind,
  SharedDocument,
  SharedDossier,
  SharedStep,
  SharedSupplement,
} from '../../domain/exchange/shared-dossier.ts'
import { currentFees } from '../../domain/fee/fee-rows.ts'
import { applicantNumber, applicantOf } from '../../domain/form/applicant.ts'
import { completeAnswers } from '../../domain/form/evaluate.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { StoredDocument } from '../storage/documents.ts'
import type { Dossier, DossierEvent } from '../storage/dossiers.ts'
import type { Unit } from '../storage/units.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

type Reading = Pick<GatewayContext, 'storage' | 'catalogue'>

export interface SharedHistory {
  readonly dossier: SharedDossier
  readonly unit: Unit
  /** By the number of the event; events that are no step are left out. */
  readonly steps: ReadonlyMap<number, SharedStep>
  /** Every state that the dossier has had. */
  readonly states: readonly DossierState[]
  readonly documents: readonly StoredDocument[]
  /** Its time is over: what was declared is no longer known. */
  readonly isContentRemoved: boolean
}

const eventData = v.object({
  changes: v.optional(
    v.object({
      state: v.optional(dossierStateCode),
      due_at: v.optional(v.nullable(v.string())),
      handler_unit: v.optional(v.string()),
    }),
    {},
  ),
  details: v.optional(v.record(v.string(), v.unknown()), {}),
})
const told = v.object({
  reason: v.optional(v.string()),
  papers: v.optional(v.array(v.object({ name: v.string() })), []),
})

/** @param urlOf where the portal fetches a document; null where it cannot. */
export async function readShared(
  { storage, catalogue }: Reading,
  id: string,
  urlOf: (document: StoredDocument) => Promise<string | null>,
  surroundings: Surroundings = surroundingsOf({ storage }, () => 0),
): Promise<SharedHistory | null> {
  const dossier = await storage.dossiers.find(id)
  if (dossier === undefined) return null
  const isContentRemoved = dossier.content_removed_at !== null
  const [events, documents, fees, portal, unit, handler] = await Promise.all([
    storage.dossiers.events(id),
    // Their rows are of the register, their files are gone.
    isContentRemoved ? [] : storage.documents.all(id),
    storage.fees.of(id),
    storage.portalDossiers.find(id),
    surroundings.unit(dossier.unit),
    surroundings.unit(dossier.handler_unit),
  ])
  if (unit === undefined) throw new Error(`dossier ${id} belongs to no unit`)
  const people = await surroundings.people([...new Set(events.map(({ by }) => by))])
  const read = events.map((event) => ({ event, data: v.parse(eventData, JSON.parse(event.data)) }))
  // Also those that only had it for a while.
  const through = [...new Set(read.flatMap(({ data }) => data.changes.handler_unit ?? []))]
  const units = new Map(
    (await Promise.all([dossier.unit, ...through].map(surroundings.unit))).flatMap((each) =>
      each === undefined ? [] : [[each.code, each.name] as const],
    ),
  )
  const history = historyOf(dossier, read, (by) => people[by] ?? unit.name, units)
  const codes = exchangeCodesOf(dossier.procedure)
  const procedure = catalogue.procedure(dossier.procedure)
  const fieldName = codes?.fieldName ?? procedure?.field.vi ?? null
  const applicant = applicantIn(dossier, catalogue)
  const shared: SharedDossier = {
    number: dossier.official_number,
    portal: portal === undefined ? null : { number: portal.number, account: portal.account },
    receiptCode: dossier.receipt_code,
    procedure: {
      code: dossier.procedure,
      name: procedure?.name.vi ?? null,
      field: {
        name: fieldName,
        code:
          codes?.field ??
          (fieldName === null
            ? undefined
            : (await storage.exchange.fieldCodes(dossier.unit)).get(fieldName)) ??
          null,
      },
      resultCode: codes?.result ?? null,
    },
    owner: {
      name: dossier.applicant_name,
      identityNumber: applicant.number,
      phone: applicant.phone,
      email: null,
      // A declaration that is filled in here is a person's own.
      kind: portal === undefined ? 'citizen' : ownerKindOf(portal.owner_kind),
    },
    subjectName: dossier.subject_name,
    filedAt: dossier.arrived_at,
    receivedAt: dossier.received_at,
    dueAt: dossier.due_at,
    finishedAt: dossier.finished_at,
    returnedAt: dossier.returned_at,
    closedAt: dossier.closed_at,
    state: dossier.state,
    returnWay: dossier.return_way,
    handler: handler?.name ?? null,
    documents: await Promise.all(
      documents.map(async (document) => sharedDocument(document, await urlOf(document))),
    ),
    fees: currentFees(fees).map(({ kind, amountVnd, state, at }) => ({
      kind,
      amountVnd,
      paidAt: state === 'paid' ? at : null,
    })),
    supplements: history.supplements,
  }
  return { dossier: shared, unit, steps: history.steps, states: history.states, documents, isContentRemoved }
}

/** `<dossier>-<number>`: another number for what takes a document's place. */
export function documentIdOf({ dossier, number }: Pick<StoredDocument, 'dossier' | 'number'>): string {
  return `${dossier}-${number}`
}

function sharedDocument(document: StoredDocument, url: string | null): SharedDocument {
  return {
    id: documentIdOf(document),
    kind: document.kind,
    name: document.name,
    url,
    isReplaced: document.replaced_by !== null,
    code: null,
    sha256: document.sha256,
  }
}

function applicantIn(
  dossier: Dossier,
  catalogue: Reading['catalogue'],
): { readonly number: string | null; readonly phone: string | null } {
  const given = v.parse(answers, JSON.parse(dossier.answers))
  const form = catalogue.form(dossier.form_name)
  const text = (id: string) => (typeof given[id] === 'string' ? given[id] : null)
  if (form === undefined || dossier.content_removed_at !== null)
    return { number: text(portalAnswers.number), phone: text(portalAnswers.phone) }
  const complete = completeAnswers(form, given, vietnamDay(dossier.arrived_at))
  return { number: applicantNumber(form, complete) || null, phone: applicantOf(form, complete).phone ?? null }
}

/** Under which ids the answers of a dossier of the portal are kept where no form of ours is filled in. */
export const portalAnswers = {
  number: 'soDinhDanh',
  phone: 'soDienThoai',
  email: 'email',
  note: 'noiDung',
} as const

/** As the portal numbers them. */
function ownerKindOf(code: string | null): OwnerKind | null {
  switch (code) {
    case '1':
      return 'citizen'
    case '2':
      return 'business'
    case '3':
      return 'state-agency'
    case '4':
      return 'organisation'
    default:
      return null
  }
}

interface ReadEvent {
  readonly event: DossierEvent
  readonly data: v.InferOutput<typeof eventData>
}

interface History {
  readonly steps: ReadonlyMap<number, SharedStep>
  readonly states: readonly DossierState[]
  readonly supplements: readonly SharedSupplement[]
}

/** Walks the events once: what each changed, and what stood before it. */
function historyOf(
  dossier: Dossier,
  events: readonly ReadEvent[],
  nameOf: (by: string) => string,
  units: ReadonlyMap<string, string>,
): History {
  const steps = new Map<number, SharedStep>()
  const states = new Set<DossierState>([1, dossier.state])
  const supplements: SharedSupplement[] = []
  let state: DossierState = 1
  let dueAt: string | null = null
  let handler = dossier.unit
  for (const { event, data } of events) {
    const { number, type, at, by, note } = event
    const { changes, details } = data
    const dueBefore = dueAt
    state = changes.state ?? state
    dueAt = changes.due_at === undefined ? dueAt : changes.due_at
    // Who receives and returns is told as the department of what it does; a transfer is the old one's last.
    const department = units.get(handler) ?? null
    handler = changes.handler_unit ?? handler
    states.add(state)
    const { reason, papers } = toldIn(details)
    const words = reason ?? note
    if (isStep(type))
      steps.set(number, { at, by: nameOf(by), department, event: type, note: words, state, dueAt })
    if (type === 'request-supplement')
      supplements.push({
        number: supplements.length + 1,
        askedBy: nameOf(by),
        askedFor: [words ?? '', papers.join('; ')].filter((part) => part !== '').join(' – '),
        askedAt: at,
        dueBefore,
        taken: null,
      })
    const last = supplements.at(-1)
    if (type === 'supplement' && last !== undefined)
      supplements[supplements.length - 1] = {
        ...last,
        taken: { by: nameOf(by), note: note ?? '', at, dueAfter: dueAt },
      }
  }
  return { steps, states: [...states], supplements }
}

/** Why it was done, and the papers that were named. */
function toldIn(details: object): {
  readonly reason: string | undefined
  readonly papers: readonly string[]
} {
  const read = v.safeParse(told, details)
  return read.success
    ? { reason: read.output.reason, papers: read.output.papers.map(({ name }) => name) }
    : { reason: undefined, papers: [] }
}
