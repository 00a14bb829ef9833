/** Who this device is, as the rest of the device and the screens read it. */
import type { DeviceRole, UnitDescription } from '../contract/enrolment.ts'
import { type DeviceRow, database, type StoreLossSetting } from './database.ts'
import { attempt } from './storage-state.ts'

/** The device without its keys. */
export interface Device {
  readonly id: string
  readonly name: string
  readonly role: DeviceRole
  readonly unit: UnitDescription
  readonly gatewayId: string
  /** Milliseconds to add to this clock to get the gateway's; null before the first contact. */
  readonly clockOffsetMs: number | null
  readonly lastContactAt: string | null
  readonly enrolledAt: string
}

/** The whole row, for what signs and counts. Undefined before enrolment. */
export function readDeviceRow(): Promise<DeviceRow | undefined> {
  return database.device.get(1)
}

/** For `useLiveQuery`: null before enrolment. @throws Dexie errors when the store is out of reach. */
export async function readDevice(): Promise<Device | null> {
  const row = await readDeviceRow()
  if (row === undefined) return null
  const { id, name, role, unit, gateway, clockOffsetMs, lastContactAt, enrolledAt } = row
  return { id, name, role, unit, gatewayId: gateway.gatewayId, clockOffsetMs, lastContactAt, enrolledAt }
}

/** Null before enrolment, and while the store is out of reach (the storage state says which). */
export async function currentDevice(): Promise<Device | null> {
  const read = await attempt(readDevice)
  return read.ok ? read.value : null
}

/** For `useLiveQuery`: null also while the store is out of reach, which the storage state says already. */
export async function currentStoreLoss(): Promise<StoreLossSetting | null> {
  const read = await attempt(readStoreLoss)
  return read.ok ? read.value : null
}

/** The gateway knows more envelopes of this device than it has itself (its store was lost or put back). */
export async function readStoreLoss(): Promise<StoreLossSetting | null> {
  const row = await database.settings.get('store-loss')
  return row?.key === 'store-loss' ? row : null
}
