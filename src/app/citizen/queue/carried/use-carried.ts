import { useLiveQuery } from 'dexie-react-hooks'
import { type CarriedRow, database } from '../../../../device/database.ts'
import { attempt } from '../../../../device/storage-state.ts'

export interface CarriedList {
  /** The newest, as many as asked for. */
  readonly rows: readonly CarriedRow[]
  readonly total: number
  /** Still to be sent from here. */
  readonly waiting: number
  /** Answers to take home. */
  readonly answered: number
}

const nothing: CarriedList = { rows: [], total: 0, waiting: 0, answered: 0 }

/** Envelopes of other devices that are or were here; undefined while they are being read. */
export function useCarried(limit: number): CarriedList | undefined {
  return useLiveQuery(async () => {
    const { carried } = database
    const read = await attempt(async () => ({
      rows: await carried.orderBy('importedAt').reverse().limit(limit).toArray(),
      total: await carried.count(),
      waiting: await carried.where({ state: 'waiting' }).count(),
      answered: await carried.where({ state: 'answered' }).count(),
    }))
    // The storage state says already that the store is out of reach.
    return read.ok ? read.value : nothing
  }, [limit])
}
