/** Joining a device to a unit with a one-time code from the desk. */
import * as v from 'valibot'
import { uuid } from './envelope.ts'

export const deviceRole = v.picklist(['kiosk', 'team', 'desk'])
export type DeviceRole = v.InferOutput<typeof deviceRole>

/** Public P-256 key as JWK, only the members that matter. */
export const publicKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.length(43)),
  y: v.pipe(v.string(), v.length(43)),
})
export type PublicKey = v.InferOutput<typeof publicKey>

export const enrolmentRequest = v.strictObject({
  /** As typed: case, spaces and dashes do not matter. */
  code: v.pipe(v.string(), v.maxLength(40)),
  /** Chosen by the device, so that a repeated request is recognised. */
  device: uuid,
  publicKey,
  /** What people call the device, e.g. "Kiosk sảnh chính". */
  name: v.pipe(v.string(), v.maxLength(80)),
})
export type EnrolmentRequest = v.InferOutput<typeof enrolmentRequest>

export const verificationKey = v.object({ keyId: v.string(), publicKey })
export type VerificationKey = v.InferOutput<typeof verificationKey>

/** What a device must know of its gateway; refreshed with every successful contact. */
export const gatewayDescription = v.object({
  product: v.literal('motcua'),
  contractVersions: v.array(v.number()),
  gatewayId: v.string(),
  /** Gateway clock, RFC 3339. */
  now: v.string(),
  /** age recipients (`age1…`) that a dossier is sealed to: the gateway, and an escrow where configured. */
  recipients: v.pipe(v.array(v.string()), v.minLength(1)),
  verificationKeys: v.pipe(v.array(verificationKey), v.minLength(1)),
})
export type GatewayDescription = v.InferOutput<typeof gatewayDescription>

export const unitDescription = v.object({
  code: v.string(),
  name: v.string(),
  /** Administrative codes, for local-first address lists. */
  province: v.string(),
  commune: v.nullable(v.string()),
})
export type UnitDescription = v.InferOutput<typeof unitDescription>

export const enrolmentResponse = v.object({
  device: uuid,
  role: deviceRole,
  unit: unitDescription,
  gateway: gatewayDescription,
})
export type EnrolmentResponse = v.InferOutput<typeof enrolmentResponse>
