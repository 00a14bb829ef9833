/** ECDSA P-256 with SHA-256 through WebCrypto: devices sign envelopes and requests, the gateway signs acknowledgements. */
import canonicalize from 'canonicalize'
import type { PublicKey } from '../contract/enrolment.ts'
import { fromBase64Url, toBase64Url } from './encoding.ts'
import { bytesOf } from './text.ts'

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signatureAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const

/** @param extractable false on devices: the private key never leaves the browser's store. */
export async function generateSigningKey(extractable: boolean): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(keyAlgorithm, extractable, ['sign', 'verify'])
}

/** The members of the public JWK that matter, in one fixed shape. */
export async function exportPublicKey(key: CryptoKey): Promise<PublicKey> {
  const { x, y } = await crypto.subtle.exportKey('jwk', key)
  if (x === undefined || y === undefined) throw new Error('not a P-256 public key')
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** @throws DOMException when the point is not on the curve. */
export async function importPublicKey(key: PublicKey): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', key, keyAlgorithm, true, ['verify'])
}

/** RFC 8785 text of a JSON value. */
export function canonicalText(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('not a JSON value')
  return text
}

/** RFC 8785 bytes of a JSON value: what is signed and digested. */
export function canonicalBytes(value: object): Uint8Array<ArrayBuffer> {
  return bytesOf(canonicalText(value))
}

/** Signature in IEEE P1363 form, base64url (86 characters). */
export async function sign(privateKey: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(signatureAlgorithm, privateKey, bytes)))
}

/** False for a wrong signature and for text that is no signature at all. */
export async function isSignedBy(
  publicKey: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<boolean> {
  let decoded: Uint8Array<ArrayBuffer>
  try {
    decoded = fromBase64Url(signature)
  } catch {
    // base64url decoding is the only thing that can throw here
    return false
  }
  return crypto.subtle.verify(signatureAlgorithm, publicKey, decoded, bytes)
}
