import { useLiveQuery } from 'dexie-react-hooks'
import { database } from '../../../device/database.ts'
import { listReceipts, type Receipt } from '../../../device/receipts.ts'
import { attempt } from '../../../device/storage-state.ts'
import { type Stage, stageOf } from '../receipt/stage.ts'

export interface QueueRow {
  readonly receipt: Receipt
  readonly stage: Stage
}

/** The newest receipts of this device and how many there are; undefined while they are being read. */
export function useQueue(
  limit: number,
): { readonly rows: readonly QueueRow[]; readonly total: number } | 'unavailable' | undefined {
  return useLiveQuery(async () => {
    const read = await attempt(async () => {
      const receipts = await listReceipts(limit)
      const outbox = await database.outbox.bulkGet(receipts.map(({ envelopeId }) => envelopeId))
      return {
        rows: receipts.map((receipt, index) => ({ receipt, stage: stageOf(receipt, outbox[index]?.state) })),
        total: await database.receipts.count(),
      }
    })
    return read.ok ? read.value : 'unavailable'
  }, [limit])
}
