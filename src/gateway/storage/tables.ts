/** The tables as Kysely sees them. Instants are RFC 3339 text in UTC, so that both engines compare them alike. */
import type { DeviceTables } from './tables/devices.ts'
import type { DossierTables } from './tables/dossiers.ts'
import type { ExchangeTables } from './tables/exchange.ts'
import type { NoticeTables } from './tables/notices.ts'
import type { PeopleTables } from './tables/people.ts'
import type { ServiceTables } from './tables/service.ts'
import type { VisitorTables } from './tables/visitor-queue.ts'
import type { VoiceTables } from './tables/voices.ts'

export interface Tables
  extends DeviceTables,
    DossierTables,
    ExchangeTables,
    NoticeTables,
    PeopleTables,
    ServiceTables,
    VoiceTables,
    VisitorTables {}
