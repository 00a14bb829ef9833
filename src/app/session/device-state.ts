/** The device's state as React sees it: subscriptions only, no rule. */
import { useLiveQuery } from 'dexie-react-hooks'
import { useSyncExternalStore } from 'react'
import {
  type DeliveryStatus,
  getDeliveryStatus,
  subscribeDeliveryStatus,
} from '../../device/delivery/status.ts'
import { currentDevice, currentStoreLoss, type Device } from '../../device/identity.ts'
import { hasJoinedBefore } from '../../device/joined-mark.ts'
import { getStorageState, type StorageState, subscribeStorageState } from '../../device/storage-state.ts'
import { getUpdateState, subscribeUpdateState, type UpdateState } from '../../device/update-state.ts'

/** Undefined while it is being read, null before enrolment. */
export function useDevice(): Device | null | undefined {
  return useLiveQuery(currentDevice)
}

/**
 * Was the store lost or put back? The gateway's count shows it, or that this browser had joined and has no device
 * left (which an unreachable store looks like too: the storage state says which). Undefined while it is being read.
 */
export function useIsStoreLost(): boolean | undefined {
  return useLiveQuery(
    async () =>
      (await currentStoreLoss()) !== null || (hasJoinedBefore() && (await currentDevice()) === null),
  )
}

export function useDeliveryStatus(): DeliveryStatus {
  return useSyncExternalStore(subscribeDeliveryStatus, getDeliveryStatus)
}

export function useStorageState(): StorageState {
  return useSyncExternalStore(subscribeStorageState, getStorageState)
}

/** Known to be so: of a store that does not open nobody knows whether it is new. */
export function isNotEnrolled(device: Device | null | undefined, storage: StorageState): boolean {
  return device === null && (storage === 'ready' || storage === 'full')
}

export function useUpdateState(): UpdateState {
  return useSyncExternalStore(subscribeUpdateState, getUpdateState)
}
