/**
 * The one database of the device. Rows that are listed (outbox, photos, parts) live apart from their bytes,
 * so that ten thousand waiting dossiers cost no blobs. Strict durability: a commit has reached the disk
 * before the screen says "đã lưu" (DESIGN G1).
 */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Acknowledgement } from '../contract/acknowledgement.ts'
import type { HeardStatus } from '../contract/changes.ts'
import type { DeviceRole, GatewayDescription, PublicKey, UnitDescription } from '../contract/enrolment.ts'
import type { PartReference } from '../contract/envelope.ts'
import type { FeedbackStatus, PublishedFeedback } from '../contract/feedback.ts'
import type { KioskSettings, KioskTheme } from '../contract/kiosk-settings.ts'
import type { ProblemCode } from '../contract/problem.ts'
import type { DeviceQueue } from '../contract/visitor-queue.ts'
import type { VoiceManifest } from '../contract/voice-pack.ts'
import type { DeliveryReason, DeliveryState, NetworkState } from './delivery/machine.ts'

/** Who this device is. One row. */
export interface DeviceRow {
  readonly slot: 1
  readonly id: string
  readonly name: string
  readonly role: DeviceRole
  readonly unit: UnitDescription
  readonly gateway: GatewayDescription
  /** Non-extractable. */
  readonly signingKey: CryptoKey
  readonly publicKey: PublicKey
  /** Sequence of the last envelope made here; 0 before the first. */
  readonly sequence: number
  /** Digest of the last envelope made here. */
  readonly previous: string | null
  readonly changesCursor: number
  /** Milliseconds to add to this clock to get the gateway's. */
  readonly clockOffsetMs: number | null
  /** RFC 3339, this clock. */
  readonly lastContactAt: string | null
  readonly enrolledAt: string
}

export interface SessionRow {
  readonly id: string
  /** AES-GCM 256, non-extractable; gone with the row. */
  readonly key: CryptoKey
  readonly codeSalt: Uint8Array<ArrayBuffer>
  /** PBKDF2-SHA256 of the six digits. */
  readonly codeHash: Uint8Array<ArrayBuffer>
  readonly wrongCodes: number
  /** Milliseconds since the epoch, this clock. */
  readonly startedAt: number
  /** Begun in practice: never filed. */
  readonly isPractice?: true
}

/** Bytes encrypted with the session key. */
export interface Encrypted {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly ciphertext: Uint8Array<ArrayBuffer>
}

interface DraftRow extends Encrypted {
  readonly session: string
  /** Raised with each save; a save based on an older one is refused. */
  readonly revision: number
}

/** Apart from the draft, since it must be made once however many tabs show the review page. */
interface DraftEnvelopeRow {
  readonly session: string
  readonly envelopeId: string
}

export type PhotoInfo = Readonly<Record<string, string | number | boolean>>

export interface DraftPhotoRow {
  readonly id: string
  readonly session: string
  readonly component: string
  readonly mediaType: PartReference['mediaType']
  /** Size before encryption. */
  readonly bytes: number
  readonly info: PhotoInfo
  /** Order of taking within the session. */
  readonly position: number
  /** Its bytes as they will leave the device, among `outboxPartBytes`; absent when they were not sealed when it was taken. */
  readonly sealed?: {
    readonly sha256: string
    readonly bytes: number
    readonly recipients: readonly string[]
  }
}

export interface DraftPhotoBytesRow extends Encrypted {
  readonly id: string
  readonly session: string
}

/** An envelope on its way. Removed, with body and parts, once the gateway's signed answer is verified. */
export interface OutboxRow {
  /** Envelope id. */
  readonly id: string
  /**
   * Order of sending: the device's own sequence; from `formerFrom` on, one of its former identity, and from
   * `carriedFrom` on of another device.
   */
  readonly sequence: number
  /** Empty for an envelope of another device: it is sealed. */
  readonly procedure: string
  /** Of `records.ts`: no citizen waits for it, and it has no receipt. */
  readonly record?: 1
  readonly state: DeliveryState
  /** Sends without progress. */
  readonly attempts: number
  /** Milliseconds since the epoch; 0: at once. */
  readonly nextAttemptAt: number
  readonly reason: DeliveryReason | null
  readonly createdAt: string
  /** Size of the signed envelope as JSON. */
  readonly bytes: number
}

/** What this device filed under an identity that was revoked since goes after what it files now. */
export const formerFrom = 2 ** 51

/** Envelopes of other devices go after all of this one's own; whose one is, `carried` says. */
export const carriedFrom = 2 ** 52

/** An envelope of another device that this one brings to the gateway, or whose answer it brings home. */
export interface CarriedRow {
  /** Envelope id. */
  readonly id: string
  readonly receiptCode: string
  /** RFC 3339, this clock. */
  readonly importedAt: string
  /** With its parts. */
  readonly bytes: number
  /** An index: how many still wait here. */
  readonly state: 'waiting' | 'answered'
  /** Final and verified: `stored`, `duplicate` or `rejected`. */
  readonly answer: Acknowledgement | null
}

interface OutboxBodyRow {
  readonly id: string
  /** The signed envelope. */
  readonly json: string
}

export interface OutboxPartRow {
  /** `<envelope id>/<digest>` */
  readonly id: string
  readonly envelope: string
  readonly sha256: string
  readonly bytes: number
  readonly state: 'unsent' | 'sending' | 'sent'
  /** Where the interrupted upload goes on. */
  readonly uploadUrl: string | null
}

export interface OutboxPartBytesRow {
  readonly id: string
  readonly envelope: string
  readonly sealed: Uint8Array<ArrayBuffer>
}

/** What the citizen holds a slip of. No personal data. */
export interface ReceiptRow {
  readonly envelopeId: string
  /** Session it was filed in: how a second tap finds the same receipt. */
  readonly session: string
  readonly receiptCode: string
  /** Empty for papers handed in later for a procedure that this device does not know. */
  readonly procedure: string
  /** Receipt code of the dossier that these papers were handed in for; absent when this is the dossier itself. */
  readonly supplementFor?: string
  /** How far this feedback is, null before the gateway has said; absent for everything else. */
  readonly feedback?: FeedbackStatus | null
  readonly createdAt: string
  readonly qrText: string
  readonly delivery: 'queued' | 'received' | 'delivered' | 'needs-attention'
  /** When the gateway stored it, by its clock. */
  readonly deliveredAt: string | null
  readonly reason: DeliveryReason | null
  /** As last heard from the gateway. */
  readonly status: HeardStatus | null
}

/** Survives a lost answer: the same device id and key ask again. */
export interface PendingEnrolment {
  readonly key: 'pending-enrolment'
  readonly device: string
  readonly signingKey: CryptoKey
  readonly publicKey: PublicKey
}

/** What is known of the way to the gateway, shared by all tabs and the worker. */
export interface DeliverySetting {
  readonly key: 'delivery'
  readonly network: NetworkState
  /** Failed contacts in a row. */
  readonly failures: number
  /** Milliseconds since the epoch. */
  readonly notBefore: number
  /** True when the gateway itself asked to wait: then nobody's impatience shortens it. */
  readonly isAskedToWait: boolean
  /** RFC 3339. */
  readonly lastDeliveredAt: string | null
  /** The gateway refused this device (revoked, unknown). Unsigned, so it only informs. */
  readonly refusal: ProblemCode | null
}

/** The gateway has envelopes of this device that the device does not know of. */
export interface StoreLossSetting {
  readonly key: 'store-loss'
  readonly ownSequence: number
  readonly gatewaySequence: number
  readonly noticedAt: string
}

/** A catalogue pack that is whole on this device: the one that is used, and the one that waits to take its place. */
export interface CataloguePackRow {
  readonly version: number
  readonly gatewayId: string
  readonly province: string
  /** When the gateway imported it, RFC 3339. */
  readonly importedAt: string
  readonly procedures: number
  readonly state: 'installed' | 'staged'
  /** Digests of its lines. */
  readonly list: string
  readonly details: string
}

interface CatalogueListRow {
  readonly version: number
  /** The lines of the list. */
  readonly text: string
}

interface CatalogueRecordRow {
  readonly version: number
  readonly code: string
  /** A line of the details. */
  readonly line: string
}

/** What has come of a file that is being downloaded. */
interface CataloguePieceRow {
  readonly sha256: string
  readonly offset: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** When the keyboard on the screen comes up: by the device's kind and its screen, with every field, or never. */
export const screenKeyboardModes = ['auto', 'on', 'off'] as const
export type ScreenKeyboardMode = (typeof screenKeyboardModes)[number]

interface ScreenKeyboardSetting {
  readonly key: 'screen-keyboard'
  readonly mode: ScreenKeyboardMode
}

/** A slow hash of a PIN (PBKDF2-SHA256). */
export interface PinHash {
  readonly salt: Uint8Array<ArrayBuffer>
  readonly hash: Uint8Array<ArrayBuffer>
  readonly iterations: number
}

/** What staff have set for a device that stands in public. */
export interface KioskSetting {
  readonly key: 'kiosk'
  /** Opens the staff corner; null until an administrator has set one here. */
  readonly pin: PinHash | null
  /** Wrong PINs since the last right one or the last wait. */
  readonly wrongPins: number
  /** Milliseconds since the epoch, this clock: until then no PIN is tried. */
  readonly waitUntil: number
  /** How long nobody need touch the screen before it asks whether they are still there. */
  readonly quietMinutes: number
  /** Whether staff have set that here. Rows of earlier versions do not say: there only another than 3 was set. */
  readonly isQuietOwn?: boolean
  /** Colours that staff have set here; null or not there: as the unit has it. */
  readonly theme?: KioskTheme | null
  /** Percent of what the screen can do; 100 when not there. */
  readonly brightness?: Brightness
  /** Whether people may search by voice: only where this device understands Vietnamese by itself. */
  readonly isVoiceSearchOn?: boolean
  /** What the unit has set for all its kiosks, as last heard. */
  readonly ofUnit?: KioskSettings
}

export type Brightness = 100 | 80 | 60

/** The lock before what a team keeps on its phone. The PIN itself and the key are nowhere in the store. */
export interface TeamSetting {
  readonly key: 'team'
  /** Of the slow hash that the PIN is turned into a key with (PBKDF2-SHA256). */
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iterations: number
  /** The team's key, encrypted with that one. */
  readonly wrapped: Encrypted
  /** Since the last right one. */
  readonly wrongPins: number
  /** Milliseconds since the epoch, this clock: until then no PIN is tried. */
  readonly waitUntil: number
  /** The phone is in a citizen's hands. */
  readonly isHandedOver: boolean
}

/** A draft set aside, encrypted with the team's key. */
export interface ParkedDraftRow extends Encrypted {
  readonly id: string
  /** The session it was last opened in; null until then. */
  readonly openedIn: string | null
}

export interface ParkedPhotoRow extends Encrypted {
  readonly id: string
  readonly parked: string
}

/** The visit that is going on, encrypted with the team's key. */
interface TeamVisitRow extends Encrypted {
  readonly id: string
}

/** What the gateway last said about this device's unit, as it came: `unit-news.ts` reads it. */
interface UnitNewsSetting {
  readonly key: 'unit-news'
  readonly news: unknown
}

/** Steps of dossiers that were asked about here (`vault/survey-mark.ts`), newest last; not what was answered. */
interface SurveySetting {
  readonly key: 'survey'
  readonly marks: readonly string[]
}

/** The unit's queue of people, as last heard, and the numbers that this device gave by itself. */
export interface VisitorQueueSetting {
  readonly key: 'visitor-queue'
  /** Null while the unit has none. */
  readonly queue: DeviceQueue | null
  /** Day in Vietnam of the last own number; empty before the first. */
  readonly ownDay: string
  readonly ownValue: number
}

/** Answers that the unit has made public, as last heard. */
interface PublishedFeedbackSetting {
  readonly key: 'published-feedback'
  readonly published: PublishedFeedback
}

/** The unit's voice packs: those in use, and those that are whole here and wait to take their place. */
export interface VoicesSetting {
  readonly key: 'voices'
  readonly installed: VoiceManifest | null
  readonly staged: VoiceManifest | null
}

/** What the gateway offered last was no pack that this device may use; gone with the next that it may. */
export interface CatalogueRefusal {
  readonly key: 'catalogue-refusal'
  /** One of `CatalogueUpdate`'s; maybe of another version of the app. */
  readonly problem: string
  /** RFC 3339, this clock: when it was refused last. */
  readonly at: string
}

type SettingRow =
  | PendingEnrolment
  | DeliverySetting
  | StoreLossSetting
  | ScreenKeyboardSetting
  | KioskSetting
  | TeamSetting
  | UnitNewsSetting
  | SurveySetting
  | VisitorQueueSetting
  | PublishedFeedbackSetting
  | VoicesSetting
  | CatalogueRefusal

class DeviceDatabase extends Dexie {
  declare readonly device: EntityTable<DeviceRow, 'slot'>
  declare readonly sessions: EntityTable<SessionRow, 'id'>
  declare readonly drafts: EntityTable<DraftRow, 'session'>
  declare readonly draftEnvelopes: EntityTable<DraftEnvelopeRow, 'session'>
  declare readonly draftPhotos: EntityTable<DraftPhotoRow, 'id'>
  declare readonly draftPhotoBytes: EntityTable<DraftPhotoBytesRow, 'id'>
  declare readonly outbox: EntityTable<OutboxRow, 'id'>
  declare readonly outboxBodies: EntityTable<OutboxBodyRow, 'id'>
  declare readonly outboxParts: EntityTable<OutboxPartRow, 'id'>
  declare readonly outboxPartBytes: EntityTable<OutboxPartBytesRow, 'id'>
  declare readonly receipts: EntityTable<ReceiptRow, 'envelopeId'>
  declare readonly carried: EntityTable<CarriedRow, 'id'>
  declare readonly settings: Table<SettingRow, SettingRow['key']>
  declare readonly cataloguePacks: EntityTable<CataloguePackRow, 'version'>
  declare readonly catalogueLists: EntityTable<CatalogueListRow, 'version'>
  declare readonly catalogueRecords: Table<CatalogueRecordRow, [version: number, code: string]>
  declare readonly cataloguePieces: Table<CataloguePieceRow, [sha256: string, offset: number]>
  declare readonly parkedDrafts: EntityTable<ParkedDraftRow, 'id'>
  declare readonly parkedPhotos: EntityTable<ParkedPhotoRow, 'id'>
  declare readonly teamVisits: EntityTable<TeamVisitRow, 'id'>

  constructor(name = 'motcua') {
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      device: 'slot',
      sessions: 'id',
      drafts: 'session',
      draftEnvelopes: 'session',
      draftPhotos: 'id, session',
      draftPhotoBytes: 'id, session',
      outbox: 'id, sequence, [state+sequence], [state+nextAttemptAt]',
      outboxBodies: 'id',
      outboxParts: 'id, envelope, [envelope+state], state',
      outboxPartBytes: 'id, envelope',
      receipts: 'envelopeId, session, receiptCode, createdAt',
      settings: 'key',
    })
    this.version(2).stores({ carried: 'id, state, importedAt' })
    this.version(3).stores({
      cataloguePacks: 'version',
      catalogueLists: 'version',
      catalogueRecords: '[version+code]',
      cataloguePieces: '[sha256+offset]',
    })
    this.version(4).stores({
      // Only records are in the last index.
      outbox: 'id, sequence, [state+sequence], [state+nextAttemptAt], [record+state]',
      parkedDrafts: 'id',
      parkedPhotos: 'id, parked',
      teamVisits: 'id',
    })
  }
}

export const database = new DeviceDatabase()

/**
 * How many of this device's own wait, dossiers and records: an envelope is another's when its import says so, whatever
 * its number.
 */
export async function countOwnQueue(): Promise<number> {
  const carried = await database.carried.where({ state: 'waiting' }).count()
  return (await database.outbox.count()) - carried
}

/** Of those, what some citizen holds a receipt of: dossiers, papers handed in later, feedback. */
export async function countOwnDossiers(): Promise<number> {
  const records = await database.outbox.where('[record+state]').between([1, ''], [1, []]).count()
  return (await countOwnQueue()) - records
}

/**
 * Removes the rows of an index's value by their keys: Dexie's own way reads each row whole before it goes, photo
 * bytes and all. Joins the transaction it is called in.
 */
export async function deleteWhere<Row, Key>(
  table: Table<Row, Key>,
  index: Readonly<Record<string, string>>,
): Promise<void> {
  await table.bulkDelete(await table.where(index).primaryKeys())
}
