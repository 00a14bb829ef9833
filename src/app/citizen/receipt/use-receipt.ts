import { useLiveQuery } from 'dexie-react-hooks'
import { database } from '../../../device/database.ts'
import { type Receipt, withoutSession } from '../../../device/receipts.ts'
import { attempt } from '../../../device/storage-state.ts'
import { type Stage, stageOf } from './stage.ts'

interface KnownReceipt {
  readonly receipt: Receipt
  readonly stage: Stage
}

/** A receipt of this device as it stands at each moment; null when there is none, undefined while it is being read. */
export function useReceipt(envelopeId: string): KnownReceipt | 'unavailable' | null | undefined {
  return useLiveQuery(async () => {
    const read = await attempt(async () => ({
      row: await database.receipts.get(envelopeId),
      outbox: await database.outbox.get(envelopeId),
    }))
    if (!read.ok) return 'unavailable'
    const { row, outbox } = read.value
    return row === undefined ? null : { receipt: withoutSession(row), stage: stageOf(row, outbox?.state) }
  }, [envelopeId])
}
