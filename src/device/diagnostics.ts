/** What staff and whoever helps them may know of a device: its state and its counts, nothing of anybody. */
import { currentPack } from './catalogue/installed.ts'
import { currentRefusal } from './catalogue/refusal.ts'
import { database } from './database.ts'
import { getDeliveryStatus } from './delivery/status.ts'
import { currentDevice, currentStoreLoss, type Device } from './identity.ts'
import { isPersisted, type StorageEstimate, storageEstimate } from './persistence.ts'
import { attempt, getStorageState, type StorageState } from './storage-state.ts'
import { getUpdateState } from './update-state.ts'

export interface Diagnostics {
  /** RFC 3339, this clock. */
  readonly takenAt: string
  readonly device: Omit<Device, 'name'> | null
  /** The product's version, as in `package.json`. */
  readonly version: string
  /** Which build of it this page is of, by the name of its script. */
  readonly build: string
  readonly update: ReturnType<typeof getUpdateState>
  /** Whether the app opens without a network. */
  readonly hasWorker: boolean
  readonly storage: StorageState
  readonly isPersisted: boolean | null
  readonly room: StorageEstimate | null
  readonly isStoreLost: boolean
  readonly delivery: ReturnType<typeof getDeliveryStatus>
  /** The version in use; null for what every build carries, or while the store is out of reach. */
  readonly catalogueVersion: number | null
  /** Why the newest that the gateway offers is not used; null when it is. */
  readonly catalogueRefusal: Awaited<ReturnType<typeof currentRefusal>>
  /** Rows by table; of the outbox by its state too. Null while the store is out of reach. */
  readonly counts: Readonly<Record<string, number>> | null
  readonly browser: string
  readonly screen: string
}

/** Reads everything anew. */
export async function takeDiagnostics(): Promise<Diagnostics> {
  const device = await currentDevice()
  const counts = await attempt(countRows)
  return {
    takenAt: new Date().toISOString(),
    device: device === null ? null : withoutName(device),
    version: import.meta.env.VITE_VERSION,
    build: buildName(),
    update: getUpdateState(),
    hasWorker: navigator.serviceWorker?.controller != null,
    storage: getStorageState(),
    isPersisted: await isPersisted(),
    room: await storageEstimate(),
    isStoreLost: (await currentStoreLoss()) !== null,
    delivery: getDeliveryStatus(),
    catalogueVersion: (await currentPack())?.version ?? null,
    catalogueRefusal: await currentRefusal(),
    counts: counts.ok ? counts.value : null,
    browser: navigator.userAgent,
    screen: `${screen.width}×${screen.height} @${devicePixelRatio}`,
  }
}

async function countRows(): Promise<Readonly<Record<string, number>>> {
  const rows: Record<string, number> = {}
  for (const table of database.tables) rows[table.name] = await table.count()
  await database.outbox.each(({ state }) => {
    rows[`outbox ${state}`] = (rows[`outbox ${state}`] ?? 0) + 1
  })
  return rows
}

/** People name machines after people. */
function withoutName({ name: _, ...device }: Device): Omit<Device, 'name'> {
  return device
}

function buildName(): string {
  const script = document.querySelector<HTMLScriptElement>('script[src]')
  return script?.src.split('/').at(-1) ?? ''
}
