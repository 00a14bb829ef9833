import { useState } from 'react'
import { countOwnDossiers } from '../../../device/database.ts'
import { retryNeedsAttention } from '../../../device/delivery/delivery.ts'
import { deliverOnce } from '../../../device/delivery/run.ts'
import { readDeliverySetting } from '../../../device/delivery/setting.ts'
import { attempt } from '../../../device/storage-state.ts'

/** What came of a person's wish to send now. `all-sent` only on the gateway's verified word (bug case 8). */
export type SendingOutcome =
  | 'trying'
  | 'all-sent'
  | 'some-waiting'
  | 'busy'
  | 'not-enrolled'
  | 'asked-to-wait'
  | 'unreachable'
  | 'captive-portal'
  | 'not-a-gateway'
  | 'gateway-error'
  | 'storage'

export function useSending(): {
  readonly send: () => void
  /** Also what the gateway has refused before. */
  readonly retry: () => void
  readonly isSending: boolean
  readonly outcome: SendingOutcome | null
} {
  const [outcome, setOutcome] = useState<SendingOutcome | null>(null)
  const send = async () => {
    setOutcome('trying')
    const tried = await attempt(trySending)
    setOutcome(tried.ok ? tried.value : 'storage')
  }
  return {
    send: () => void send(),
    retry: () => void attempt(retryNeedsAttention),
    isSending: outcome === 'trying',
    outcome,
  }
}

async function trySending(): Promise<SendingOutcome> {
  const result = await deliverOnce('person')
  switch (result) {
    case 'busy':
    case 'not-enrolled':
      return result
    case 'too-early':
      return 'asked-to-wait'
    case 'stopped': {
      const { network } = await readDeliverySetting()
      return network === 'unknown' || network === 'reachable' ? 'asked-to-wait' : network
    }
    case 'done':
      // A row leaves the outbox only when the gateway's signed answer was verified.
      return (await countOwnDossiers()) === 0 ? 'all-sent' : 'some-waiting'
    default:
      return result satisfies never
  }
}
