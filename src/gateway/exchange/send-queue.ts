/** One dossier's queue to the portal: the dossier first, then its steps, none twice and none before its time. */
import * as v from 'valibot'
import type { ExchangeProblem } from '../../contract/exchange.ts'
import { contradicts } from '../../domain/exchange/contradiction.ts'
import { dossierMessage, missingFields } from '../../domain/exchange/dossier-message.ts'
import { exchangeTime } from '../../domain/exchange/message-values.ts'
import { stepsPerCall } from '../../domain/exchange/progress-messages.ts'
import { ratingMessage } from '../../domain/exchange/rating-message.ts'
import type { SharedStep } from '../../domain/exchange/shared-dossier.ts'
import type { GatewayContext } from '../context.ts'
import type { StoredDocument } from '../storage/documents.ts'
import type { ClaimedQueue } from '../storage/exchange.ts'
import { type Adapter, type LookUp, type Reply, type Sending, stepKey } from './adapter.ts'
import type { Progress, Sent } from './sender.ts'
import { documentIdOf, readShared, type SharedHistory, type Surroundings } from './shared-dossiers.ts'

export interface SendingContext {
  readonly context: Pick<GatewayContext, 'storage' | 'catalogue' | 'documents' | 'now'>
  readonly adapter: Adapter
  readonly timeoutMs: number
  readonly surroundings: Surroundings
  urlOf(document: StoredDocument): Promise<string | null>
  newId(): string
}

const ratings = v.object({
  verySatisfied: v.number(),
  satisfied: v.number(),
  notSatisfied: v.number(),
})
/** As `exchange_queues.content` holds them. */
const storedTotals = v.object({
  month: v.string(),
  staff: ratings,
  service: v.nullable(ratings),
  comments: v.array(v.string()),
})
export type StoredTotals = v.InferOutput<typeof storedTotals>

export async function sendQueue(sending: SendingContext, queue: ClaimedQueue): Promise<Sent> {
  const progress: Progress = { sent: [], isKnown: queue.is_known === 1, remoteId: queue.remote_id }
  const senderCode = (await sending.context.storage.exchange.unit(queue.unit))?.senderCode ?? ''
  if (senderCode === '') return missing(progress, ['madonvi'])
  if (queue.kind === 'rating') return sendRating(sending, queue, senderCode, progress)
  const history = await readShared(sending.context, queue.id, sending.urlOf, sending.surroundings)
  if (history === null) return { kind: 'done', progress: { ...progress, sent: queue.pending } }
  const steps = queue.pending.flatMap((number) => {
    const step = history.steps.get(number)
    return step === undefined ? [] : [{ number, step }]
  })
  const work = { sending, queue, history, steps, senderCode, progress }
  return history.dossier.portal === null ? sendDossier(work) : sendStatuses(work)
}

interface Work {
  readonly sending: SendingContext
  readonly queue: ClaimedQueue
  readonly history: SharedHistory
  readonly steps: readonly NumberedStep[]
  readonly senderCode: string
  readonly progress: Progress
}

interface NumberedStep {
  /** Of the event. */
  readonly number: number
  readonly step: SharedStep
}

async function sendDossier(work: Work): Promise<Sent> {
  const { sending, queue, history, steps } = work
  const { adapter } = sending
  const lacking = missingFields(dossierMessage(history.dossier))
  if (lacking.length > 0) return missing(work.progress, lacking)
  let { progress } = work
  let left = steps
  const message = messageOf(work, history.dossier.number ?? '')
  if (queue.is_in_doubt === 1) {
    const found = await adapter.lookUp(message.unit, message.number)
    if (found.kind !== 'found' && found.kind !== 'not-found') return failed(found, progress)
    if (await isContradiction(sending, queue.id, found, history)) {
      await park(sending, queue, found)
      return { kind: 'parked', progress: { ...progress, isKnown: true } }
    }
    progress = { ...progress, isKnown: found.kind === 'found' }
    left = steps.filter(({ step }) => !hasStep(found, step))
  }
  const told = await tellDossier(adapter, { ...message, remoteId: progress.remoteId }, progress)
  if ('kind' in told) return told
  progress = told
  // Events that are no step are told with the dossier itself; so are those that the portal turned out to have.
  const done = new Set(queue.pending.filter((number) => !left.some((each) => each.number === number)))
  for (let from = 0; from < left.length; from += stepsPerCall) {
    const some = left.slice(from, from + stepsPerCall)
    progress = { ...progress, sent: [...done].sort((a, b) => a - b) }
    // Twice, for the session may have to be opened again.
    if (!hasTime(sending, queue)) return { kind: 'more', progress }
    const reply = await adapter.sendSteps(
      { ...message, remoteId: progress.remoteId },
      some.map(({ step }) => step),
    )
    if (reply.kind !== 'accepted' && reply.kind !== 'exists') return failed(reply, progress)
    for (const { number } of some) done.add(number)
  }
  return { kind: 'done', progress: { ...progress, sent: queue.pending } }
}

/** New or known; where the portal knows it though we did not, it is told again as known. */
async function tellDossier(adapter: Adapter, message: Sending, before: Progress): Promise<Progress | Sent> {
  let reply = await adapter.sendDossier(message, before.isKnown)
  if (reply.kind === 'exists') reply = await adapter.sendDossier(message, true)
  if (reply.kind === 'exists') return { ...before, isKnown: true }
  if (reply.kind !== 'accepted') return failed(reply, before)
  return { ...before, isKnown: true, remoteId: reply.remoteId ?? before.remoteId }
}

/** Of a dossier of the portal only its state is told, event by event: telling the same state twice changes nothing. */
async function sendStatuses(work: Work): Promise<Sent> {
  const { sending, queue, history, steps } = work
  const message = messageOf(work, history.dossier.portal?.number ?? '')
  const told = new Set(queue.pending.filter((number) => !steps.some((each) => each.number === number)))
  for (const { number, step } of steps) {
    const progress = { ...work.progress, isKnown: true, sent: [...told].sort((a, b) => a - b) }
    if (!hasTime(sending, queue)) return { kind: 'more', progress }
    const reply = await sending.adapter.sendStatus(message, step)
    if (reply.kind !== 'accepted' && reply.kind !== 'exists') return failed(reply, progress)
    told.add(number)
  }
  return { kind: 'done', progress: { ...work.progress, isKnown: true, sent: queue.pending } }
}

async function sendRating(
  { context, adapter }: SendingContext,
  queue: ClaimedQueue,
  senderCode: string,
  progress: Progress,
): Promise<Sent> {
  const unit = await context.storage.units.find(queue.unit)
  if (unit === undefined || queue.content === null) throw new Error(`${queue.id} has no ratings`)
  const totals = v.parse(storedTotals, JSON.parse(queue.content))
  const rating = ratingMessage({ ...totals, unitCode: unit.org_code, unitName: unit.name })
  if (rating.TongSoNguoiDanhGia === 0) return missing(progress, ['TongSoNguoiDanhGia'])
  const reply = await adapter.sendRating({ senderCode }, rating)
  return reply.kind === 'accepted' || reply.kind === 'exists'
    ? { kind: 'done', progress: { ...progress, sent: queue.pending } }
    : failed(reply, progress)
}

function messageOf({ sending, history, senderCode, progress }: Work, number: string): Sending {
  return {
    unit: { senderCode },
    dossier: history.dossier,
    number,
    remoteId: progress.remoteId,
    async content(id) {
      const document = history.documents.find((each) => documentIdOf(each) === id)
      if (document === undefined) return null
      const bytes = await sending.context.documents.read(document.file)
      return { bytes, mediaType: document.media_type }
    },
  }
}

/** Whether the portal says a state that the dossier never had, and that nobody has decided on yet. */
export async function isContradiction(
  { context }: Pick<SendingContext, 'context'>,
  dossier: string,
  found: LookUp,
  { states }: SharedHistory,
): Promise<boolean> {
  if (found.kind !== 'found' || found.state === null) return false
  const decided = await context.storage.exchange.decidedStates(dossier)
  return contradicts(found.state, [...states, ...decided])
}

async function park(
  { context, newId }: SendingContext,
  { id, unit }: ClaimedQueue,
  found: LookUp,
): Promise<void> {
  if (found.kind !== 'found' || found.state === null) throw new Error('nothing contradicts')
  const at = context.now().toISOString()
  await context.storage.exchange.park({ id: newId(), dossier: id, unit, portalState: found.state, at })
}

function hasStep(found: LookUp, { at, state }: SharedStep): boolean {
  return found.kind === 'found' && found.steps?.has(stepKey(exchangeTime(at), state)) === true
}

function hasTime({ context, timeoutMs }: SendingContext, { leaseUntil }: ClaimedQueue): boolean {
  return context.now().getTime() + 3 * timeoutMs < Date.parse(leaseUntil)
}

function failed(reply: Exclude<Reply, { kind: 'accepted' | 'exists' }>, progress: Progress): Sent {
  const problem: ExchangeProblem =
    reply.kind === 'refused'
      ? { kind: 'refused', code: reply.code, text: reply.text.slice(0, 500) }
      : { kind: 'no-answer', text: reply.text.slice(0, 500) }
  const told = { progress, problem: JSON.stringify(problem) }
  if (reply.kind === 'refused') return { kind: 'refused', ...told }
  return { kind: reply.kind, ...told, retryAfterMs: reply.kind === 'busy' ? reply.retryAfterMs : null }
}

function missing(progress: Progress, fields: readonly string[]): Sent {
  const problem: ExchangeProblem = { kind: 'missing', fields: [...fields] }
  return { kind: 'held', progress, problem: JSON.stringify(problem) }
}
