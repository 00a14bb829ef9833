/** The one interface to the portal, whatever stands before it. */
import type { AdapterName } from '../../contract/exchange.ts'
import type { RatingMessage } from '../../domain/exchange/rating-message.ts'
import type { SharedDossier, SharedStep } from '../../domain/exchange/shared-dossier.ts'
import { fieldsOf, readAnswer, saysItExists, textIn } from './answer.ts'
import type { Exchanged } from './http.ts'

export type Reply =
  | { readonly kind: 'accepted'; readonly remoteId: string | null }
  | { readonly kind: 'exists' }
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  /** Certainly not carried out; worth another try. */
  | { readonly kind: 'busy'; readonly text: string; readonly retryAfterMs: number | null }
  /** May have been carried out. */
  | { readonly kind: 'unknown'; readonly text: string }

export type LookUp =
  | {
      readonly kind: 'found'
      /** Null where the answer does not tell. */
      readonly state: number | null
      /** `ThoiDiemXuLy|TrangThai` of the steps that the portal has; null where the answer tells none. */
      readonly steps: ReadonlySet<string> | null
    }
  | { readonly kind: 'not-found' }
  | Extract<Reply, { kind: 'busy' | 'unknown' | 'refused' }>

/** What the portal calls the unit that sends. */
export interface SendingUnit {
  readonly senderCode: string
}

/** A dossier with what an adapter may need beside it. */
export interface Sending {
  readonly unit: SendingUnit
  readonly dossier: SharedDossier
  /** Its number at the portal: MaHoSo. */
  readonly number: string
  readonly remoteId: string | null
  /** Content of a document, by its id, for adapters that upload it. */
  content(id: string): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string } | null>
}

export interface Adapter {
  readonly name: AdapterName
  /** @param isUpdating the portal has it already. */
  sendDossier(sending: Sending, isUpdating: boolean): Promise<Reply>
  /** At most `stepsPerCall`. */
  sendSteps(sending: Sending, steps: readonly SharedStep[]): Promise<Reply>
  /** Of a dossier that was filed on the portal. */
  sendStatus(sending: Sending, step: SharedStep): Promise<Reply>
  sendRating(unit: SendingUnit, rating: RatingMessage): Promise<Reply>
  lookUp(unit: SendingUnit, number: string): Promise<LookUp>
  /** Where the portal gives out the numbers; null when it does not answer. */
  readonly nextNumber?: (orgCode: string) => Promise<string | null>
}

/** The answer to a message, by the rules that all ways to the portal share. */
export function replyOf(exchanged: Exchanged, isUpdating: boolean): Reply {
  const failed = failureOf(exchanged)
  if (failed !== null) return failed
  const text = exchanged.kind === 'answer' ? exchanged.text : ''
  const answer = readAnswer(text)
  if (answer === null) return { kind: 'unknown', text: 'no answer of the portal' }
  if (saysItExists(answer) && !isUpdating) return { kind: 'exists' }
  return answer.code === '0'
    ? { kind: 'accepted', remoteId: null }
    : { kind: 'refused', code: answer.code, text: answer.message }
}

/** Null for an answer whose body decides. */
export function failureOf(
  exchanged: Exchanged,
): Extract<Reply, { kind: 'busy' | 'unknown' | 'refused' }> | null {
  if (exchanged.kind === 'unreachable') return { kind: 'busy', text: exchanged.text, retryAfterMs: null }
  if (exchanged.kind === 'unknown') return { kind: 'unknown', text: exchanged.text }
  const { status, text, retryAfterMs } = exchanged
  if (status < 300) return null
  if (status === 429 || status === 503) return { kind: 'busy', text: `HTTP ${status}`, retryAfterMs }
  // Something between us and the portal speaks: what became of the message it does not know.
  if (status >= 500) return { kind: 'unknown', text: `HTTP ${status}` }
  // Who we are is refused, not the message: no fault of the dossier.
  if (status === 401 || status === 403) return { kind: 'busy', text: `HTTP ${status}`, retryAfterMs }
  const answer = readAnswer(text)
  return { kind: 'refused', code: `HTTP ${status}`, text: answer?.message ?? text }
}

/** The answer to `TraCuuHoSo`: something in `result` means that the dossier is there. */
export function lookUpOf(exchanged: Exchanged): LookUp {
  const failed = failureOf(exchanged)
  if (failed !== null) return failed
  const answer = readAnswer(exchanged.kind === 'answer' ? exchanged.text : '')
  if (answer === null) return { kind: 'unknown', text: 'no answer of the portal' }
  if (answer.code !== '0') return { kind: 'refused', code: answer.code, text: answer.message }
  const [first] = answer.result
  const record = fieldsOf(first)
  if (record === null || record.size === 0) return { kind: 'not-found' }
  const state = textIn(record, 'trangthaihoso') || textIn(record, 'trangthai')
  return { kind: 'found', state: /^\d+$/.test(state) ? Number(state) : null, steps: stepsIn(record) }
}

/** In whatever list of the answer the records look like steps: its name is in no public description. */
function stepsIn(record: ReadonlyMap<string, unknown>): ReadonlySet<string> | null {
  for (const value of record.values()) {
    if (!Array.isArray(value)) continue
    const steps = value.flatMap((each: unknown) => {
      const step = fieldsOf(each)
      return step?.has('thoidiemxuly') === true && step.has('trangthai')
        ? [stepKey(textIn(step, 'thoidiemxuly'), textIn(step, 'trangthai'))]
        : []
    })
    if (steps.length > 0) return new Set(steps)
  }
  return null
}

/** @param at `yyyyMMddHHmmss`, or the same with marks between. */
export function stepKey(at: string, state: string | number): string {
  return `${at.replace(/\D/g, '').slice(0, 14)}|${state}`
}
