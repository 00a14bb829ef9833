/**
 * The way of one envelope, as a table: state × event → state. Nothing here sends or stores.
 * Only a verified `stored` or `duplicate` leads to `delivered`, where body and parts are dropped.
 */
import type { ProblemCode } from '../../contract/problem.ts'

export const deliveryStates = [
  /** On this device, to be sent at the next chance. */
  'queued',
  /** In a request; after a crash its fate is unknown and it counts as queued. */
  'sending',
  /** Not before its time. */
  'waiting',
  /** The gateway holds the envelope, parts follow. */
  'uploading-parts',
  /** As above, not before its time. */
  'parts-waiting',
  /** Complete at the gateway. */
  'delivered',
  /** Refused by the gateway: kept for a person to look at. */
  'needs-attention',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const deliveryEvents = [
  'attempt-started',
  /** The runner that held it is gone. */
  'interrupted',
  /** Its time has come. */
  'due',
  /** A person asks to try again. */
  'retry-requested',
  // Verified answers of the gateway
  'stored',
  'duplicate',
  'awaiting-parts',
  'rejected',
  'retry-later',
  // Everything else
  'no-answer',
  'gateway-busy',
  'gateway-error',
  'request-refused',
  /** All that was asked for, or all that the gateway still takes: the envelope goes again, for the signed answer. */
  'parts-sent',
  'part-failed',
] as const
export type DeliveryEvent = (typeof deliveryEvents)[number]

/** What the way to the gateway looked like at the last contact. */
export type NetworkState =
  | 'unknown'
  | 'reachable'
  | 'unreachable'
  | 'captive-portal'
  | 'not-a-gateway'
  | 'gateway-error'

/** Why an envelope is not delivered yet: the gateway's word, or what the network did. */
export type DeliveryReason =
  | ProblemCode
  | 'unreachable'
  | 'captive-portal'
  | 'not-a-gateway'
  | 'gateway-error'
  | 'gateway-busy'
  | 'request-refused'
  | 'retry-later'

type Row = Record<DeliveryEvent, DeliveryState>

/** A row in which nothing happens, except that the gateway's verified word always counts. */
function staying(state: DeliveryState): Row {
  return {
    'attempt-started': state,
    interrupted: state,
    due: state,
    'retry-requested': state,
    stored: 'delivered',
    duplicate: 'delivered',
    'awaiting-parts': state,
    rejected: 'needs-attention',
    'retry-later': state,
    'no-answer': state,
    'gateway-busy': state,
    'gateway-error': state,
    'request-refused': state,
    'parts-sent': state,
    'part-failed': state,
  }
}

const transitions = {
  queued: { ...staying('queued'), 'attempt-started': 'sending' },
  sending: {
    ...staying('sending'),
    interrupted: 'queued',
    'awaiting-parts': 'uploading-parts',
    'retry-later': 'waiting',
    'no-answer': 'waiting',
    'gateway-busy': 'waiting',
    'gateway-error': 'waiting',
    'request-refused': 'waiting',
  },
  waiting: { ...staying('waiting'), due: 'queued', 'retry-requested': 'queued' },
  'uploading-parts': {
    ...staying('uploading-parts'),
    'parts-sent': 'queued',
    // The gateway knows best what it lacks: the envelope goes again and asks.
    'part-failed': 'waiting',
    'no-answer': 'parts-waiting',
    'gateway-busy': 'parts-waiting',
    'gateway-error': 'parts-waiting',
  },
  'parts-waiting': {
    ...staying('parts-waiting'),
    due: 'uploading-parts',
    'retry-requested': 'uploading-parts',
  },
  delivered: { ...staying('delivered'), rejected: 'delivered' },
  'needs-attention': { ...staying('needs-attention'), 'retry-requested': 'queued' },
} satisfies Record<DeliveryState, Row>

export function nextState(state: DeliveryState, event: DeliveryEvent): DeliveryState {
  return transitions[state][event]
}
