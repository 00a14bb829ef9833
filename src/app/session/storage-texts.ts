import type { StorageState } from '../../device/storage-state.ts'

/** What to say of a store that is not ready: keys of the shared texts. */
export const storageTexts = {
  unavailable: 'storage.unavailable',
  insecure: 'storage.insecure',
  'blocked-upgrade': 'storage.blockedUpgrade',
  closed: 'storage.closed',
  full: 'storage.full',
} as const satisfies Record<Exclude<StorageState, 'ready'>, string>
