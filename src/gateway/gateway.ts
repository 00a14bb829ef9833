/** Puts the gateway together: storage, keys, rules and HTTP; what `serve.ts` and the tests start. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { v4 as uuid } from 'uuid'
import { importedFolder } from '../catalogue/importing/imported-catalogue.ts'
import { bundleLimitBytes } from '../contract/bundle.ts'
import type { DeviceRole } from '../contract/enrolment.ts'
import type { BankAccount } from '../domain/fee/viet-qr.ts'
import { vietnamDay } from '../domain/time/vietnam-time.ts'
import { checkpointPath, createCheckpoints } from './audit/checkpoint.ts'
import { createAuditLog } from './audit/recorder.ts'
import type { Catalogue } from './catalogue.ts'
import { packStore } from './catalogue-packs/pack-store.ts'
import { versionKey } from './catalogue-packs/publish.ts'
import { createCataloguePublisher } from './catalogue-packs/publisher.ts'
import type { GatewayContext, Limits } from './context.ts'
import { lapseSupplements } from './desk/lapse.ts'
import { createPasswords, type PasswordCost } from './desk/password.ts'
import { createExchange, type ExchangePace } from './exchange/exchange.ts'
import { queueMonthlyRatings } from './exchange/monthly-ratings.ts'
import type { Exchange } from './exchange/portal-exchange.ts'
import type { ExchangeSettings } from './exchange/settings.ts'
import { documentFiles } from './files/document-files.ts'
import { openFiles } from './files/open-files.ts'
import { createOrphanSweep } from './files/orphan-documents.ts'
import { partFiles } from './files/part-files.ts'
import type { ObjectStoreSettings } from './files/s3-files.ts'
import { type FirstRun, prepareFirstRun } from './first-run.ts'
import { addRoutes, createHttpServer, type HttpServerOptions } from './http-server.ts'
import { checkKeysBelong, loadKeys } from './keys.ts'
import type { Messages } from './messages/message-outbox.ts'
import { createMessages, type MessagePace } from './messages/messages.ts'
import type { MessageSettings } from './messages/settings.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openEnvelopes, releaseKnown } from './opening/open-envelope.ts'
import { createOpener } from './opening/opener.ts'
import { finishBankPayments } from './payments/match.ts'
import { createOpenId, type OpenIdSettings } from './people/open-id.ts'
import { sendProblem } from './problem-reply.ts'
import { createPublished } from './public/published.ts'
import { createRetention, type Retention } from './retention.ts'
import { distFolder } from './site/build-if-missing.ts'
import { serveBuiltSite } from './site/built-site.ts'
import { serveFromSources } from './site/development-site.ts'
import { openStorage, type Storage } from './storage/storage.ts'
import type { NewUnit } from './storage/units.ts'
import { createContacts } from './sync/contacts.ts'
import { createEnrolmentCode } from './sync/enrolment-code.ts'
import { createGroupCommit } from './sync/group-commit.ts'
import { createSenders } from './sync/senders.ts'
import { forgetTrackingAttempts } from './sync/tracking.ts'
import { createTraffic } from './sync/traffic.ts'
import type { Webhooks } from './webhooks/webhook-outbox.ts'
import { createWebhooks, type WebhookPace } from './webhooks/webhooks.ts'

export interface GatewayOptions extends Omit<HttpServerOptions, 'hasContentPolicy'> {
  readonly site: Site
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly objectStore: ObjectStoreSettings | null
  readonly escrowRecipient: string | null
  readonly base: string
  readonly units: { readonly province: NewUnit; readonly commune: NewUnit }
  readonly catalogue: Catalogue
  readonly limits?: Partial<Limits>
  /** Days after closing that a dossier's content is kept; for ever when null or absent. */
  readonly retentionDays?: number | null
  /** For `/metrics`; without one only this machine may read them. */
  readonly metricsToken?: string | null
  /** Between readiness failing and the first refusal, for a load balancer to notice; 0 when absent. */
  readonly drainMs?: number
  /** Then who has not read an answer is cut off; 20 s when absent. */
  readonly closeWithinMs?: number
  /** Signing in with a password only when absent. */
  readonly openId?: OpenIdSettings | null
  /** Of the commune; transfers are offered only with one. */
  readonly bank?: BankAccount | null
  /** With the national portal; none when absent. */
  readonly exchange?: ExchangeSettings | null
  readonly exchangePace?: ExchangePace
  /** Hosts inside the network that webhooks may go to, also over plain HTTP. */
  readonly webhookHosts?: ReadonlySet<string>
  readonly webhookPace?: WebhookPace
  /** By which the bank's own messages of payments are known. */
  readonly paymentSecret?: string | null
  /** Through whom citizens are told; none are when absent. */
  readonly messages?: MessageSettings | null
  readonly messagePace?: MessagePace
  /** Of new passwords; the product's own when absent. */
  readonly passwordCost?: PasswordCost
  now?(): Date
}

/** What answers outside `api/`: the built app, Vite with the sources, or nothing. */
export type Site = 'built' | 'sources' | 'none'

export interface Gateway {
  readonly app: FastifyInstance
  readonly storage: Storage
  readonly firstRun: FirstRun
  enrolmentCode(role: DeviceRole): Promise<string>
  /** What the gateway does by itself once a minute: opens what is left over, ends what has lapsed. */
  sweep(): Promise<void>
  /** Resolves when every envelope that was acknowledged has been opened or quarantined. */
  settled(): Promise<void>
  readonly retention: Retention
  /** Null where no way to the national portal is configured. */
  readonly exchange: Exchange | null
  readonly webhooks: Webhooks
  /** Null where no provider is configured. */
  readonly messages: Messages | null
  /** Finishes what is under way, then closes the database; what is not opened yet, the next start opens. */
  close(): Promise<void>
}

const defaultLimits: Limits = {
  enrolments: 10,
  signIns: 10,
  tracking: 30,
  trackingPerCode: 10,
  deskRequests: 1200,
  // A commune's office may be one address.
  publicRequests: 600,
  bundleBytes: bundleLimitBytes,
  // The text, and what was parsed of it, are in memory twice or three times.
  heldBytes: 64_000_000,
}
const sweepEveryMs = 60_000
/** What was told is kept this long, for questions. */
const webhookMemoryMs = 30 * 86_400_000
/** A dossier that has not come by then stays away; its supplement stays in quarantine, for staff. */
const matchedWithinMs = 90 * 86_400_000
/** Connections whose last answer went out while closing would else be waited for as long as they are kept alive. */
const closeIdleEveryMs = 100
/** Before whoever stops the gateway loses patience: 30 s with Kubernetes, 90 s with systemd. */
const usualCloseWithinMs = 20_000
/** However busy the intake is, dossiers go on reaching the desk. */
const openerWaitsAtMostMs = 2000

export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { dataDir, catalogue, base } = options
  let metrics: Metrics | null = null
  const app = await createHttpServer(
    { ...options, hasContentPolicy: options.site !== 'sources' },
    () => metrics,
  )
  const logger = app.log
  const now = options.now ?? (() => new Date())
  const stores = await openFiles(options)
  const storage = await openStorage({
    dataDir,
    databaseUrl: options.databaseUrl,
    onBrokenConnection: (error) => logger.warn({ err: error }, 'a database connection broke and is replaced'),
  })
  const keys = await loadKeys(join(dataDir, 'keys'), options.escrowRecipient)
  await checkKeysBelong(keys, storage.settings)
  const passwords = createPasswords(options.passwordCost)
  const firstRun = await prepareFirstRun({ storage, passwords }, options.units, now().toISOString())
  const measured = createMetrics(storage.envelopes.countUnopened)
  metrics = measured
  const commits = createGroupCommit({
    async store(entries) {
      const began = performance.now()
      const storings = await storage.envelopes.store(entries, now().toISOString())
      measured.noteCommit(entries.length, (performance.now() - began) / 1000)
      return storings
    },
    ping: storage.ping,
    onFault: (error) => logger.error({ err: error }, 'envelopes could not be stored'),
  })
  const traffic = createTraffic()
  const opener = createOpener({
    unopened: storage.envelopes.unopened,
    open: (envelopes) => openEnvelopes({ storage, keys, catalogue, now }, envelopes),
    turn: () => traffic.quiet(openerWaitsAtMostMs),
    onFault: (id, error) => logger.error({ err: error, envelope: id }, 'an envelope could not be opened yet'),
  })
  const contacts = createContacts({
    write: (devices) => storage.devices.noteContact(devices, now().toISOString()),
    onFault: (error) => logger.error({ err: error }, 'the last contact of devices could not be noted'),
  })
  const checkpoints = createCheckpoints({
    path: checkpointPath(dataDir),
    keys,
    digestOf: async (unit, number) => (await storage.audit.find(unit, number))?.digest,
    now,
    onTampering: (unit) => logger.error({ unit }, 'the log of who read what is no longer what was signed'),
    onFault: (error) => logger.error({ err: error }, 'the end of the log could not be signed'),
  })
  const audit = createAuditLog({ append: storage.audit.append, onWritten: checkpoints.note, now })
  const gatewayId = await storage.settings.findOrSet('gateway-id', uuid())
  const { province } = options.units.province
  const packs = packStore(stores.files, province)
  const cataloguePublisher = createCataloguePublisher({
    store: packs,
    keys,
    gatewayId,
    folder: importedFolder(dataDir),
    province,
    now,
    claimVersion: (atLeast) => storage.settings.nextNumber(versionKey(province), atLeast),
    onFault: (error) => logger.error({ err: error }, 'the catalogue could not be published'),
  })
  let isStopping = false
  const documents = documentFiles(stores.files, keys)
  const exchange =
    options.exchange == null
      ? null
      : createExchange({
          context: { storage, catalogue, documents, keys, now },
          settings: options.exchange,
          pace: options.exchangePace ?? null,
          onFault: (queue, error) =>
            logger.error({ err: error, queue }, 'something could not be sent to the portal yet'),
        })
  const webhooks = createWebhooks({
    context: { storage, keys, now },
    named: options.webhookHosts ?? new Set(),
    pace: options.webhookPace ?? null,
    onFault: (queue, error) => logger.error({ err: error, queue }, 'a webhook could not be told yet'),
  })
  const messages =
    options.messages == null
      ? null
      : createMessages({
          context: { storage, now },
          settings: options.messages,
          pace: options.messagePace ?? null,
          onFault: (queue, error) =>
            logger.error({ err: error, queue }, 'a citizen could not be told something yet'),
        })
  const context: GatewayContext = {
    storage,
    passwords,
    keys,
    opener,
    senders: createSenders((ids) => storage.devices.findAll(ids)),
    commits,
    traffic,
    contacts,
    audit,
    metrics: measured,
    isStopping: () => isStopping,
    catalogue,
    published: createPublished({
      handMade: catalogue.procedures,
      folder: importedFolder(dataDir),
      onFault: (error) => logger.error({ err: error }, 'the imported catalogue cannot be read'),
    }),
    base,
    now,
    openId: options.openId == null ? null : createOpenId(options.openId),
    ...stores,
    parts: partFiles(stores.files),
    documents,
    exchange,
    packs,
    cataloguePublisher,
    webhooks,
    gatewayId,
    ownUnit: firstRun.commune.code,
    bank: options.bank ? { ...options.bank, unit: options.units.commune.code } : null,
    paymentSecret: options.paymentSecret ?? null,
    messages,
    limits: { ...defaultLimits, ...options.limits },
  }
  const dropExpiredUploads = await addRoutes(app, context, options.metricsToken ?? null)
  await serveSite(app, options.site, base)
  const retention = createRetention({
    storage,
    parts: context.parts,
    documents: context.documents,
    days: options.retentionDays ?? null,
    now,
  })
  const orphans = createOrphanSweep({ files: stores.files, storage, now })
  const matchedSince = () => new Date(now().getTime() - matchedWithinMs).toISOString()
  /** Unmatched supplements get another try: their dossiers may have come since. */
  const sweep = async () => {
    await storage.envelopes.tryAgain('supplement-unmatched', matchedSince())
    await opener.sweep()
    await lapseSupplements(context)
    await dropExpiredUploads()
    checkpoints.note(await storage.audit.heads())
    await forgetTrackingAttempts(context)
    await storage.visitorQueue.forgetBookings(vietnamDay(now().toISOString()))
    await orphans.run()
    await cataloguePublisher.look()
    if (exchange !== null) await queueMonthlyRatings({ storage, now })
    await messages?.remind()
    await finishBankPayments(context)
    await storage.webhooks.forget(new Date(now().getTime() - webhookMemoryMs).toISOString())
  }
  await releaseKnown({ storage, catalogue })
  // A change here or in another process may be something to tell.
  const stopListening = storage.onDossierChange(() => {
    exchange?.sender.wake()
    webhooks.sender.wake()
    messages?.sender.wake()
  })
  let swept: Promise<void> = Promise.resolve()
  const sweepAgain = () => {
    swept = swept.then(sweep).catch((error: unknown) => logger.error({ err: error }, 'sweeping failed'))
  }
  // Not waited for: what lies there may be much, and devices can deliver meanwhile.
  sweepAgain()
  const sweeping = setInterval(() => {
    sweepAgain()
    retention.run().catch((error: unknown) => logger.error({ err: error }, 'removing old content failed'))
  }, sweepEveryMs)
  sweeping.unref()
  return {
    app,
    storage,
    firstRun,
    enrolmentCode: async (role) => {
      const unit = firstRun.commune.code
      return (await createEnrolmentCode(context, { unit, role, createdBy: 'gateway' })).code
    },
    sweep,
    async settled() {
      await swept
      await opener.settled()
    },
    retention,
    exchange,
    webhooks,
    messages,
    async close() {
      isStopping = true
      clearInterval(sweeping)
      await setTimeout(options.drainMs ?? 0)
      const cuttingOff = globalThis.setTimeout(
        () => app.server.closeAllConnections(),
        options.closeWithinMs ?? usualCloseWithinMs,
      )
      const closingIdle = setInterval(() => app.server.closeIdleConnections(), closeIdleEveryMs)
      await app.close().finally(() => {
        clearInterval(closingIdle)
        clearTimeout(cuttingOff)
      })
      stopListening()
      await exchange?.sender.stop()
      await webhooks.sender.stop()
      await messages?.sender.stop()
      await retention.stop()
      await opener.stop()
      await swept
      await contacts.flush()
      await audit.settled()
      await checkpoints.flush()
      await storage.close()
    },
  }
}

async function serveSite(app: FastifyInstance, site: Site, base: string): Promise<void> {
  if (site === 'built') return serveBuiltSite(app, distFolder, base)
  if (site === 'sources') return serveFromSources(app, base)
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'))
}
