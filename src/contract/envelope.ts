/** Wire format v1 of what a device hands to the gateway (DESIGN "Envelope"). */
import * as v from 'valibot'

/** Versions of the contract this code speaks; every envelope names its own. */
export const contractVersion = 1

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/))
export const sha256Digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
export const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
)
export const uuidV7 = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
)
/** RFC 3339 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const instant = v.pipe(v.string(), v.isoTimestamp(), v.maxLength(30))

/** What browsers record speech as. */
export const audioMediaTypes = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const
export type AudioMediaType = (typeof audioMediaTypes)[number]

/** A sealed photo, scan or recording; the bytes travel apart from the envelope. Digest and size are those of the ciphertext. */
export const partReference = v.strictObject({
  sha256: sha256Digest,
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000_000)),
  mediaType: v.picklist(['image/jpeg', 'image/png', 'image/webp', 'application/pdf', ...audioMediaTypes]),
})
export type PartReference = v.InferOutput<typeof partReference>

export const envelopeKind = v.picklist([
  'submission',
  'survey',
  'feedback',
  'assistance',
  'supplement',
  'ticket',
  'visit',
])
export type EnvelopeKind = v.InferOutput<typeof envelopeKind>

const unsignedFields = {
  version: v.literal(contractVersion),
  /** UUIDv7, made when the review page opens: the idempotency key from the tap to the database row. */
  id: uuidV7,
  device: uuid,
  /** 1, 2, 3 … per device without gaps. */
  sequence: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER)),
  kind: envelopeKind,
  /** By the device's clock. */
  createdAt: instant,
  /** Milliseconds to add to the device's clock to get the gateway's, as last known; null before the first contact. */
  clockOffsetMs: v.nullable(v.pipe(v.number(), v.integer())),
  /** Code of the unit the envelope is meant for. */
  unit: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,40}$/)),
  /** The compressed payload, sealed to the gateway's recipients (age format), base64url. */
  sealed: v.pipe(base64url, v.minLength(1), v.maxLength(700_000)),
  parts: v.pipe(v.array(partReference), v.maxLength(60)),
  /** Digest of the device's previous envelope; null for the first one. */
  previous: v.nullable(sha256Digest),
}

export const unsignedEnvelope = v.strictObject(unsignedFields)
export type UnsignedEnvelope = v.InferOutput<typeof unsignedEnvelope>

/** ECDSA P-256 with SHA-256 (IEEE P1363 form, base64url) over the RFC 8785 canonical bytes of the unsigned envelope. */
export const envelope = v.strictObject({
  ...unsignedFields,
  signature: v.pipe(base64url, v.length(86)),
})
export type Envelope = v.InferOutput<typeof envelope>

/** At most this many envelopes in one delivery request. */
export const deliveryBatchSize = 50

/** All parts of one envelope together; a device asks for fewer or smaller photos before it goes beyond. */
export const partsLimitBytes = 100_000_000

/** Envelopes are parsed one by one, so that a malformed one never stops its neighbours. */
export const deliveryRequest = v.strictObject({
  envelopes: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(deliveryBatchSize)),
})
export interface DeliveryRequest {
  readonly envelopes: readonly Envelope[]
}
