import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useSyncExternalStore } from 'react'
import { attempt } from '../../device/storage-state.ts'
import { isTeamOpen, lockTeamIfUnused, readTeamDoor, subscribeTeamLock } from '../../device/team/lock.ts'

/** Undefined while it is being read, `unset` until a PIN has been set here. */
export type TeamDoor =
  | { readonly state: 'open' | 'unset' | 'unavailable' }
  | { readonly state: 'locked'; readonly isHandedOver: boolean; readonly untilWipe: number }

export function useTeamDoor(): TeamDoor | undefined {
  const isOpen = useSyncExternalStore(subscribeTeamLock, isTeamOpen)
  const read = useLiveQuery(() => attempt(readTeamDoor))
  useEffect(() => {
    document.addEventListener('visibilitychange', lockTeamIfUnused)
    return () => document.removeEventListener('visibilitychange', lockTeamIfUnused)
  }, [])
  if (read === undefined) return undefined
  if (!read.ok) return { state: 'unavailable' }
  if (isOpen) return { state: 'open' }
  return read.value === null ? { state: 'unset' } : { state: 'locked', ...read.value }
}
