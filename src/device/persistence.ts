/** Room on the disk: ask the browser to keep our store, and refuse work before space runs out. */

/** Kept free, so that queue, receipts and the browser itself can go on working on a full device. */
const reserveBytes = 20_000_000

/** Asks the browser not to evict the store. False where it will not promise that or cannot be asked. */
export async function requestPersistence(): Promise<boolean> {
  if (typeof navigator === 'undefined' || navigator.storage?.persist === undefined) return false
  return (await navigator.storage.persisted()) || (await navigator.storage.persist())
}

export interface StorageEstimate {
  readonly usedBytes: number
  readonly quotaBytes: number
}

/** Has the browser promised to keep the store? Null where it does not tell. */
export async function isPersisted(): Promise<boolean | null> {
  if (typeof navigator === 'undefined' || navigator.storage?.persisted === undefined) return null
  return navigator.storage.persisted()
}

/** Null where the browser does not tell. */
export async function storageEstimate(): Promise<StorageEstimate | null> {
  if (typeof navigator === 'undefined' || navigator.storage?.estimate === undefined) return null
  const { usage, quota } = await navigator.storage.estimate()
  return usage === undefined || quota === undefined ? null : { usedBytes: usage, quotaBytes: quota }
}

/** Whether `bytes` more fit with the reserve left over. True where the browser does not tell: the write will. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  const estimate = await storageEstimate()
  return estimate === null || estimate.quotaBytes - estimate.usedBytes - bytes >= reserveBytes
}
