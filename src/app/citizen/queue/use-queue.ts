import { useLiveQuery } from 'dexie-react-hooks'
import { database } from '../../../device/database.ts'
import { listReceipts, type Receipt } from '../../../device/receipts.ts'
import { attempt } from '../../../device/storage-state.ts'
import { type Stage, stageOf } from '../receipt/stage.ts'

export interface QueueRow {
  readonly receipt: Receipt
  readonly stage: Stage
}

/**
 * The newest receipts of this device and how many there are; undefined while they are being read. The rows do not
 * wait for the counting, which takes the longer the more there are; until then `total` counts only them.
 */
export function useQueue(
  limit: number,
): { readonly rows: readonly QueueRow[]; readonly total: number } | 'unavailable' | undefined {
  const rows = useLiveQuery(async () => {
    const read = await attempt(async (): Promise<readonly QueueRow[]> => {
      const receipts = await listReceipts(limit)
      const outbox = await database.outbox.bulkGet(receipts.map(({ envelopeId }) => envelopeId))
      return receipts.map((receipt, index) => ({ receipt, stage: stageOf(receipt, outbox[index]?.state) }))
    })
    return read.ok ? read.value : 'unavailable'
  }, [limit])
  const counted = useLiveQuery(() => attempt(() => database.receipts.count()), [])
  if (rows === undefined || rows === 'unavailable') return rows
  return { rows, total: counted?.ok ? Math.max(counted.value, rows.length) : rows.length }
}
