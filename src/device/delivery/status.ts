/** State of the queue and the way to the gateway, for the state line. Every tab sees what any tab or the worker does. */
import { liveQuery } from 'dexie'
import type { ProblemCode } from '../../contract/problem.ts'
import { countOwnDossiers, database } from '../database.ts'
import { attempt } from '../storage-state.ts'
import type { DeliveryState, NetworkState } from './machine.ts'
import { readDeliverySetting } from './setting.ts'

export interface DeliveryStatus {
  readonly network: NetworkState
  /** Dossiers of this device that the gateway has not yet confirmed as complete. */
  readonly waiting: number
  readonly isSending: boolean
  readonly needsAttention: number
  /** Answered surveys, tickets, visits and the like that are still here: no citizen asks for them. */
  readonly records: number
  /** Of those. */
  readonly recordsNeedingAttention: number
  /** RFC 3339 */
  readonly lastDeliveredAt: string | null
  /** Why the gateway refused this device at the last contact, e.g. `device-revoked`. */
  readonly refusal: ProblemCode | null
}

let status: DeliveryStatus = {
  network: 'unknown',
  waiting: 0,
  isSending: false,
  needsAttention: 0,
  records: 0,
  recordsNeedingAttention: 0,
  lastDeliveredAt: null,
  refusal: null,
}
const listeners = new Set<() => void>()
let stop: (() => void) | null = null

/** For `useSyncExternalStore`; the object changes only when something in it does. */
export function getDeliveryStatus(): DeliveryStatus {
  return status
}

/** @returns the way to unsubscribe. */
export function subscribeDeliveryStatus(listener: () => void): () => void {
  listeners.add(listener)
  stop ??= follow()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stop?.()
    stop = null
  }
}

function follow(): () => void {
  // Of a store out of reach the storage state tells; what was known stays until it is back.
  const subscription = liveQuery(() => attempt(readStatus)).subscribe((read) => {
    if (!read.ok || JSON.stringify(read.value) === JSON.stringify(status)) return
    status = read.value
    for (const listener of listeners) listener()
  })
  return () => subscription.unsubscribe()
}

async function readStatus(): Promise<DeliveryStatus> {
  const { network, lastDeliveredAt, refusal } = await readDeliverySetting()
  const count = (state: DeliveryState) =>
    database.outbox.where('[state+sequence]').between([state, 0], [state, []]).count()
  const ofRecords = (from: DeliveryState | '', to: DeliveryState | []) =>
    database.outbox.where('[record+state]').between([1, from], [1, to], true, true).count()
  const records = await ofRecords('', [])
  const recordsNeedingAttention = await ofRecords('needs-attention', 'needs-attention')
  const needsAttention = (await count('needs-attention')) - recordsNeedingAttention
  const sending = (await count('sending')) - (await ofRecords('sending', 'sending'))
  const sendingParts = await database.outboxParts.where({ state: 'sending' }).count()
  return {
    network,
    waiting: (await countOwnDossiers()) - needsAttention,
    isSending: sending + sendingParts > 0,
    needsAttention,
    records,
    recordsNeedingAttention,
    lastDeliveredAt,
    refusal,
  }
}
