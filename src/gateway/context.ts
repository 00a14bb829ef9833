/** What every part of the gateway works with. */
import type { GatewayDescription } from '../contract/enrolment.ts'
import { contractVersion } from '../contract/envelope.ts'
import type { BankAccount } from '../domain/fee/viet-qr.ts'
import type { AuditLog } from './audit/recorder.ts'
import type { Catalogue } from './catalogue.ts'
import type { PackStore } from './catalogue-packs/pack-store.ts'
import type { CataloguePublisher } from './catalogue-packs/publisher.ts'
import type { Passwords } from './desk/password.ts'
import type { Exchange } from './exchange/portal-exchange.ts'
import type { DocumentFiles } from './files/document-files.ts'
import type { FileStore } from './files/file-store.ts'
import type { PartFiles } from './files/part-files.ts'
import type { Keys } from './keys.ts'
import type { Messages } from './messages/message-outbox.ts'
import type { Metrics } from './metrics.ts'
import type { Opener } from './opening/opener.ts'
import type { OpenId } from './people/open-id.ts'
import type { Published } from './public/published.ts'
import type { Storage } from './storage/storage.ts'
import type { Contacts } from './sync/contacts.ts'
import type { GroupCommit } from './sync/group-commit.ts'
import type { Senders } from './sync/senders.ts'
import type { Traffic } from './sync/traffic.ts'
import type { Webhooks } from './webhooks/webhook-outbox.ts'

/** How often one address may ask what invites guessing (per minute), and how much may be handed in at once. */
export interface Limits {
  readonly enrolments: number
  readonly signIns: number
  readonly tracking: number
  /** Wrong or right, by receipt code or official number; per 15 minutes. */
  readonly trackingPerCode: number
  /** Of one person at the desk, whatever they ask for. */
  readonly deskRequests: number
  /** Of one address, for each kind of public page or call. */
  readonly publicRequests: number
  /** Of one carried file. */
  readonly bundleBytes: number
  /** Of envelopes that are read, judged or stored at a time; beyond it devices are asked to come again. */
  readonly heldBytes: number
}

export interface GatewayContext {
  readonly storage: Storage
  readonly passwords: Passwords
  readonly keys: Keys
  /** All that is kept as a file, each kind under its own beginning of the key. */
  readonly files: FileStore
  readonly parts: PartFiles
  readonly documents: DocumentFiles
  readonly packs: PackStore
  readonly cataloguePublisher: CataloguePublisher
  readonly opener: Opener
  readonly senders: Senders
  readonly commits: GroupCommit
  readonly traffic: Traffic
  readonly contacts: Contacts
  readonly audit: AuditLog
  readonly metrics: Metrics
  readonly catalogue: Catalogue
  /** What anybody may read of it, with what was imported. */
  readonly published: Published
  /** With the national portal; null where none is configured: then nothing is queued. */
  readonly exchange: Exchange | null
  readonly webhooks: Webhooks
  /** Null where no provider is configured. */
  readonly openId: OpenId | null
  readonly gatewayId: string
  /** The unit that the gateway itself belongs to. */
  readonly ownUnit: string
  /** Path that everything lies under, with slashes at both ends. */
  readonly base: string
  /** Of this machine: what is on its way in. */
  readonly uploadFolder: string
  /** Where unfinished uploads lie when any process may go on with them; null: in `uploadFolder`. */
  readonly sharedUploads: FileStore | null
  readonly limits: Limits
  /** No new work is to be sent here. */
  isStopping(): boolean
  /** Where transfers to one unit go; null where none are taken. */
  readonly bank: (BankAccount & { readonly unit: string }) | null
  /** By which the bank's own messages are known; null where it sends none. */
  readonly paymentSecret: string | null
  /** To citizens who asked for them; null where no provider is configured: then none is offered. */
  readonly messages: Messages | null
  now(): Date
}

export function describeGateway({ gatewayId, keys, now }: GatewayContext): GatewayDescription {
  return {
    product: 'motcua',
    contractVersions: [contractVersion],
    gatewayId,
    now: now().toISOString(),
    recipients: [...keys.recipients],
    verificationKeys: [...keys.verificationKeys],
  }
}
