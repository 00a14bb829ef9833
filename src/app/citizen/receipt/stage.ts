import { type DossierStateCode, type HeardStatus, knownState } from '../../../contract/changes.ts'
import type { ReceiptRow } from '../../../device/database.ts'
import type { DeliveryState } from '../../../device/delivery/machine.ts'

type DeskState = Exclude<DossierStateCode, 1>

/** How far a dossier has come, as one may truthfully say it. The desk's word counts above the device's own. */
export type Stage =
  | { readonly name: 'saved' | 'arrived'; readonly at: string }
  | { readonly name: 'sending' | 'parts' | 'attention' }
  /** `state` is null where a newer gateway names one that this version does not know. */
  | { readonly name: 'desk'; readonly state: DeskState | null; readonly status: HeardStatus }

/** @param outboxState undefined when it is no longer, or not known to be, in the outbox. */
export function stageOf(
  {
    status,
    delivery,
    deliveredAt,
    createdAt,
  }: Pick<ReceiptRow, 'status' | 'delivery' | 'deliveredAt' | 'createdAt'>,
  outboxState: DeliveryState | undefined,
): Stage {
  const state = status === null ? 1 : knownState(status.state)
  if (status !== null && state !== 1) return { name: 'desk', state, status }
  if (status !== null && delivery === 'delivered') return { name: 'arrived', at: status.arrivedAt }
  switch (delivery) {
    case 'delivered':
      return { name: 'arrived', at: deliveredAt ?? createdAt }
    case 'received':
      return { name: 'parts' }
    case 'needs-attention':
      return { name: 'attention' }
    case 'queued':
      return outboxState === 'sending' ? { name: 'sending' } : { name: 'saved', at: createdAt }
    default:
      return delivery satisfies never
  }
}

/** The legal clock runs, so that the promised date holds: it stands still while the citizen is to bring or pay something. */
export function isRunning(state: DossierStateCode | null): boolean {
  return state === 2 || state === 4
}

/** What was asked for has come, and staff have not looked at it yet. */
export function isHandedIn({
  supplement,
  supplementArrivedAt,
}: Pick<HeardStatus, 'supplement' | 'supplementArrivedAt'>): boolean {
  return supplement != null && supplementArrivedAt != null
}
