/** A gateway in this process, over real HTTP, on either engine; also for the browser tests. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeviceRole } from '../../src/contract/enrolment.ts'
import type { BankAccount } from '../../src/domain/fee/viet-qr.ts'
import { builtInCatalogue, type Catalogue } from '../../src/gateway/catalogue.ts'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import type { Limits } from '../../src/gateway/context.ts'
import type { ObjectStoreSettings } from '../../src/gateway/files/s3-files.ts'
import { createGateway, type Gateway, type GatewayOptions, type Site } from '../../src/gateway/gateway.ts'
import type { EngineName } from '../../src/gateway/storage/engine.ts'
import { freshDatabaseUrl, prepareSqlite } from './engines.ts'
import { quickCost } from './quick-password.ts'

export interface TestGateway {
  /** With base path and trailing slash, e.g. `http://127.0.0.1:40123/`. */
  readonly url: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  /** Of the account `admin`; empty when the data folder was used before. */
  readonly adminPassword: string
  readonly gateway: Gateway
  /** What was logged, one JSON line each. */
  readonly log: readonly string[]
  enrolmentCode(role?: DeviceRole): Promise<string>
  /** Keeps a data folder that the test gave. */
  close(): Promise<void>
}

export interface TestGatewayOptions {
  readonly engine?: EngineName
  readonly dataDir?: string
  readonly databaseUrl?: string | null
  readonly objectStore?: ObjectStoreSettings | null
  readonly port?: number
  readonly base?: string
  /** `built` needs `buildIfMissing()` before. */
  readonly site?: Site
  readonly limits?: Partial<Limits>
  /** What else `createGateway` takes. */
  readonly more?: Partial<
    Pick<
      GatewayOptions,
      | 'trustProxy'
      | 'logLevel'
      | 'patience'
      | 'retentionDays'
      | 'metricsToken'
      | 'drainMs'
      | 'closeWithinMs'
      | 'exchange'
      | 'exchangePace'
      | 'webhookHosts'
      | 'webhookPace'
      | 'messages'
      | 'messagePace'
      | 'paymentSecret'
    >
  >
  readonly openId?: GatewayOptions['openId']
  readonly onRoute?: GatewayOptions['onRoute']
  /** What ships with this version when not given. */
  readonly catalogue?: Catalogue
  readonly bank?: BankAccount
  /** `testNow` when not given. */
  now?(): Date
}

/** A process that works beside others in a test is given theirs: they share a database, and so a clock. */
export const clockVariable = 'TEST_CLOCK_STARTED_MS'
export const clockStartedMs = Number(process.env[clockVariable] ?? Date.now())
/** A clock that goes on from the morning after the example birth was filed, whatever the day of the test run. */
export function testNow(): Date {
  return new Date(Date.parse('2026-11-26T01:00:00.000Z') + Date.now() - clockStartedMs)
}

const generous: Partial<Limits> = {
  enrolments: 10_000,
  signIns: 10_000,
  tracking: 10_000,
  trackingPerCode: 10_000,
  deskRequests: 100_000,
  publicRequests: 100_000,
}

/** Read and checked once for all gateways of a test file. */
let shipped: Catalogue | undefined
function shippedCatalogue(): Catalogue {
  shipped ??= builtInCatalogue()
  return shipped
}

export async function startGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'motcua-gateway-')))
  const databaseUrl =
    options.databaseUrl === undefined
      ? await freshDatabaseUrl(options.engine ?? 'sqlite')
      : options.databaseUrl
  if (databaseUrl === null && options.dataDir === undefined) await prepareSqlite(dataDir)
  const base = options.base ?? '/'
  const configuration = readConfiguration({ MOTCUA_BASE: base })
  if (!configuration.ok) throw new Error(`bad ${configuration.variable}`)
  const log: string[] = []
  const gateway = await createGateway({
    dataDir,
    databaseUrl,
    objectStore: options.objectStore ?? null,
    escrowRecipient: null,
    base,
    units: configuration.configuration.units,
    catalogue: options.catalogue ?? shippedCatalogue(),
    logTo: { write: (line) => log.push(line) },
    trustProxy: false,
    site: options.site ?? 'none',
    openId: options.openId ?? null,
    ...(options.onRoute === undefined ? {} : { onRoute: options.onRoute }),
    limits: { ...generous, ...options.limits },
    bank: options.bank ?? null,
    now: options.now ?? testNow,
    passwordCost: quickCost,
    ...options.more,
  })
  const address = await gateway.app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  return {
    url: `${address}${base}`,
    dataDir,
    databaseUrl,
    adminPassword: gateway.firstRun.administrator?.password ?? '',
    gateway,
    log,
    enrolmentCode: (role = 'kiosk') => gateway.enrolmentCode(role),
    async close() {
      await gateway.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
