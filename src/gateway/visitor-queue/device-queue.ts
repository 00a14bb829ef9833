/** What a device is told of its unit's queue, with what it fetches anyway. */
import type { DeviceQueue } from '../../contract/visitor-queue.ts'
import type { GatewayContext } from '../context.ts'
import type { Device } from '../storage/devices.ts'

/** Null while the unit's queue is switched off. */
export async function deviceQueueOf(
  { storage }: Pick<GatewayContext, 'storage'>,
  { id, unit }: Pick<Device, 'id' | 'unit'>,
): Promise<DeviceQueue | null> {
  const setting = await storage.visitorQueue.setting(unit)
  if (setting?.isOn !== true) return null
  return {
    groups: setting.groups.map(({ letter, name }) => ({ letter, name })),
    priorities: [...setting.priorities],
    isBookingOn: setting.booking.isOn,
    series: await storage.visitorQueue.seriesOf(id, unit),
  }
}
