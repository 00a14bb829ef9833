import type { DeviceList } from '../../../contract/desk.ts'

/** A device as the desk sees it. */
export type Device = DeviceList['devices'][number]
