/** What is known of the way to the gateway. Apart from the ledger, which the first screen does not need. */
import { type DeliverySetting, database } from '../database.ts'

const noContactYet: DeliverySetting = {
  key: 'delivery',
  network: 'unknown',
  failures: 0,
  notBefore: 0,
  isAskedToWait: false,
  lastDeliveredAt: null,
  refusal: null,
}

export async function readDeliverySetting(): Promise<DeliverySetting> {
  const row = await database.settings.get('delivery')
  return row?.key === 'delivery' ? row : noContactYet
}

export function changeDeliverySetting(change: Partial<Omit<DeliverySetting, 'key'>>): Promise<void> {
  return database.transaction('rw', database.settings, async () => {
    await database.settings.put({ ...(await readDeliverySetting()), ...change })
  })
}
