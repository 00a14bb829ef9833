/** The one interface between the gateway and its database. A new engine is one more file that gives an `Engine`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { assistanceStore } from './assistance.ts'
import { auditStore } from './audit.ts'
import { bankPaymentStore } from './bank-payments.ts'
import { deviceStore } from './devices.ts'
import { documentStore } from './documents.ts'
import { dossierCounts } from './dossier-counts.ts'
import { dossierLists } from './dossier-lists.ts'
import { dossierRowStore } from './dossier-rows.ts'
import { dossierStore } from './dossiers.ts'
import type { Engine, EngineName } from './engine.ts'
import { envelopeStore } from './envelopes.ts'
import { exchangeStore } from './exchange.ts'
import { feedbackStore } from './feedback.ts'
import { feedbackRetentionStore } from './feedback-retention.ts'
import { feeStore } from './fees.ts'
import { handlerStore } from './handlers.ts'
import { messageStore } from './messages.ts'
import { migrate } from './migrate.ts'
import { noticeStore } from './notices.ts'
import { portalDossierStore } from './portal-dossiers.ts'
import { openPostgres } from './postgres.ts'
import { retentionStore } from './retention.ts'
import { secondFactorStore } from './second-factors.ts'
import { serviceIndexStore } from './service-index.ts'
import { sessionStore } from './sessions.ts'
import { settingStore } from './settings.ts'
import { signInFailureStore } from './sign-in-failures.ts'
import { openSqlite } from './sqlite.ts'
import { staffStore } from './staff.ts'
import { stepShareStore } from './step-shares.ts'
import { surveyStore } from './surveys.ts'
import { trackingAttemptStore } from './tracking-attempts.ts'
import { unitDayStore } from './unit-days.ts'
import { unitStore } from './units.ts'
import { visitorQueueStore } from './visitor-queue.ts'
import { isQueueNews, unitsOfQueueNews } from './visitor-setting.ts'
import { visitStore } from './visits.ts'
import { voiceStore } from './voices.ts'
import { webhookStore } from './webhooks.ts'

export interface Storage {
  readonly engine: EngineName
  readonly units: ReturnType<typeof unitStore>
  readonly staff: ReturnType<typeof staffStore>
  readonly sessions: ReturnType<typeof sessionStore>
  readonly secondFactors: ReturnType<typeof secondFactorStore>
  readonly signInFailures: ReturnType<typeof signInFailureStore>
  readonly settings: ReturnType<typeof settingStore>
  readonly devices: ReturnType<typeof deviceStore>
  readonly envelopes: ReturnType<typeof envelopeStore>
  readonly dossiers: ReturnType<typeof dossierStore>
  readonly audit: ReturnType<typeof auditStore>
  readonly retention: ReturnType<typeof retentionStore>
  readonly trackingAttempts: ReturnType<typeof trackingAttemptStore>
  readonly lists: ReturnType<typeof dossierLists> & ReturnType<typeof dossierCounts>
  readonly documents: ReturnType<typeof documentStore>
  readonly dossierRows: ReturnType<typeof dossierRowStore>
  readonly fees: ReturnType<typeof feeStore>
  readonly handlers: ReturnType<typeof handlerStore>
  readonly serviceIndex: ReturnType<typeof serviceIndexStore>
  readonly exchange: ReturnType<typeof exchangeStore>
  readonly portalDossiers: ReturnType<typeof portalDossierStore>
  readonly stepShares: ReturnType<typeof stepShareStore>
  readonly webhooks: ReturnType<typeof webhookStore>
  readonly assistance: ReturnType<typeof assistanceStore>
  readonly unitDays: ReturnType<typeof unitDayStore>
  readonly notices: ReturnType<typeof noticeStore>
  readonly messages: ReturnType<typeof messageStore>
  readonly bankPayments: ReturnType<typeof bankPaymentStore>
  readonly surveys: ReturnType<typeof surveyStore>
  readonly visitorQueue: ReturnType<typeof visitorQueueStore>
  readonly feedback: ReturnType<typeof feedbackStore>
  readonly feedbackRetention: ReturnType<typeof feedbackRetentionStore>
  readonly voices: ReturnType<typeof voiceStore>
  readonly visits: ReturnType<typeof visitStore>
  /** @throws when the database does not answer. */
  ping(): Promise<void>
  /** Told the units whose dossiers have changed, here or in another process. @returns the way to unsubscribe. */
  onDossierChange(listener: (units: readonly string[]) => void): () => void
  /** The same of units whose queue of people has changed. */
  onQueueChange(listener: (units: readonly string[]) => void): () => void
  close(): Promise<void>
}

export interface StorageOptions {
  readonly dataDir: string
  /** Of a PostgreSQL database; SQLite under `dataDir` when null. */
  readonly databaseUrl: string | null
  /** An idle connection, or the thread that writes: it is replaced, the caller only notes it. */
  onBrokenConnection(error: Error): void
}

/** Opens the database and brings its tables up to date. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const engine = openEngine(options)
  try {
    await migrate(engine)
  } catch (error) {
    await engine.database.destroy()
    throw error
  }
  return {
    engine: engine.name,
    units: unitStore(engine),
    staff: staffStore(engine),
    sessions: sessionStore(engine),
    secondFactors: secondFactorStore(engine),
    signInFailures: signInFailureStore(engine),
    settings: settingStore(engine),
    devices: deviceStore(engine),
    envelopes: envelopeStore(engine),
    dossiers: dossierStore(engine),
    audit: auditStore(engine),
    retention: retentionStore(engine),
    trackingAttempts: trackingAttemptStore(engine),
    lists: { ...dossierLists(engine), ...dossierCounts(engine) },
    documents: documentStore(engine),
    dossierRows: dossierRowStore(engine),
    fees: feeStore(engine),
    handlers: handlerStore(engine),
    serviceIndex: serviceIndexStore(engine),
    exchange: exchangeStore(engine),
    portalDossiers: portalDossierStore(engine),
    stepShares: stepShareStore(engine),
    webhooks: webhookStore(engine),
    assistance: assistanceStore(engine),
    unitDays: unitDayStore(engine),
    notices: noticeStore(engine),
    messages: messageStore(engine),
    bankPayments: bankPaymentStore(engine),
    surveys: surveyStore(engine),
    visitorQueue: visitorQueueStore(engine),
    feedback: feedbackStore(engine),
    feedbackRetention: feedbackRetentionStore(engine),
    voices: voiceStore(engine),
    visits: visitStore(engine),
    ping: async () => {
      await sql`select 1`.execute(engine.database)
    },
    onDossierChange: (listener) =>
      engine.news.listen((names) => {
        const units = names.filter((name) => !isQueueNews(name))
        if (units.length > 0) listener(units)
      }),
    onQueueChange: (listener) =>
      engine.news.listen((names) => {
        const units = unitsOfQueueNews(names)
        if (units.length > 0) listener(units)
      }),
    close: async () => {
      await engine.news.close()
      await engine.database.destroy()
    },
  }
}

/** The database as it is, whatever tables it has. */
export function openEngine({ dataDir, databaseUrl, onBrokenConnection }: StorageOptions): Engine {
  if (databaseUrl !== null) return openPostgres(databaseUrl, onBrokenConnection)
  mkdirSync(dataDir, { recursive: true })
  return openSqlite(join(dataDir, 'motcua.sqlite'), onBrokenConnection)
}
