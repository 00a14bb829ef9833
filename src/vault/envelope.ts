/** Signing and checking of what crosses the wire. */
import type { Acknowledgement, UnsignedAcknowledgement } from '../contract/acknowledgement.ts'
import type { VerificationKey } from '../contract/enrolment.ts'
import type { Envelope, UnsignedEnvelope } from '../contract/envelope.ts'
import { sha256 } from './encoding.ts'
import { canonicalBytes, importPublicKey, isSignedBy, sign } from './signature.ts'
import { bytesOf } from './text.ts'

/** Digest over an envelope's canonical bytes, signature included: the link of the device's chain. */
export async function envelopeDigest(envelope: Envelope): Promise<string> {
  return sha256(canonicalBytes(envelope))
}

export async function signEnvelope(privateKey: CryptoKey, envelope: UnsignedEnvelope): Promise<Envelope> {
  return { ...envelope, signature: await sign(privateKey, canonicalBytes(envelope)) }
}

export async function isEnvelopeSignedBy(publicKey: CryptoKey, envelope: Envelope): Promise<boolean> {
  const { signature, ...unsigned } = envelope
  return isSignedBy(publicKey, canonicalBytes(unsigned), signature)
}

export async function signAcknowledgement(
  privateKey: CryptoKey,
  acknowledgement: UnsignedAcknowledgement,
): Promise<Acknowledgement> {
  return { ...acknowledgement, signature: await sign(privateKey, canonicalBytes(acknowledgement)) }
}

/** True when one of the gateway's known keys signed exactly this answer. */
export async function isAcknowledgementGenuine(
  keys: readonly VerificationKey[],
  acknowledgement: Acknowledgement,
): Promise<boolean> {
  const { signature, ...unsigned } = acknowledgement
  const key = keys.find((candidate) => candidate.keyId === acknowledgement.keyId)
  if (key === undefined) return false
  return isSignedBy(await importPublicKey(key.publicKey), canonicalBytes(unsigned), signature)
}

/** The bytes a device signs to read its own changes: method, path with query from `/api/` on, and its clock. */
export function requestBytes(method: string, path: string, created: string): Uint8Array<ArrayBuffer> {
  return bytesOf(`${method}\n${path}\n${created}`)
}
