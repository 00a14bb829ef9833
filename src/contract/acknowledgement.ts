/** What the gateway answers for each envelope, signed: only a verified answer lets a device forget a payload. */
import * as v from 'valibot'
import { instant, sha256Digest, uuidV7 } from './envelope.ts'
import { problemCode } from './problem.ts'

export const outcome = v.picklist([
  /** Complete and durable: the payload may be dropped. */
  'stored',
  /** Was complete and durable before: the payload may be dropped. */
  'duplicate',
  /** The envelope is durable, some of its parts are not here yet. */
  'awaiting-parts',
  /** Refused: it stays on the device for a person to look at. */
  'rejected',
  /** Not now: ask again later. */
  'retry-later',
])
export type Outcome = v.InferOutput<typeof outcome>

const unsignedFields = {
  version: v.literal(1),
  /** Envelope id. */
  id: uuidV7,
  outcome,
  /** SHA-256 over the envelope's canonical bytes, signature included: the answer is for exactly this content. */
  digest: sha256Digest,
  /** When the gateway first stored the envelope, by its own clock; null when it did not. */
  receivedAt: v.nullable(instant),
  /** Digests of the parts that are still missing. */
  missingParts: v.pipe(v.array(sha256Digest), v.maxLength(60)),
  problem: v.nullable(problemCode),
  retryAfterSeconds: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Which of the gateway's verification keys signed this. */
  keyId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
}

export const unsignedAcknowledgement = v.strictObject(unsignedFields)
export type UnsignedAcknowledgement = v.InferOutput<typeof unsignedAcknowledgement>

/** Signed like an envelope: ECDSA P-256 over the RFC 8785 canonical bytes of the unsigned acknowledgement. */
export const acknowledgement = v.strictObject({
  ...unsignedFields,
  signature: v.pipe(v.string(), v.length(86)),
})
export type Acknowledgement = v.InferOutput<typeof acknowledgement>

export const deliveryResponse = v.strictObject({ acknowledgements: v.array(acknowledgement) })
export type DeliveryResponse = v.InferOutput<typeof deliveryResponse>
