/**
 * Checking and signing as in `vault/signature.ts`, by Node's own cryptography: the same answers, for half of WebCrypto's
 * time on the thread that answers requests.
 */
import { type KeyObject, sign, verify } from 'node:crypto'
import type { Acknowledgement, UnsignedAcknowledgement } from '../../contract/acknowledgement.ts'
import { canonicalBytes } from '../../vault/signature.ts'

const dsaEncoding = 'ieee-p1363'

/** @param signature IEEE P1363 form, base64url; anything else is no signature. */
export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify('sha256', bytes, { key, dsaEncoding }, Buffer.from(signature, 'base64url'), (error, isGenuine) =>
      error === null ? resolve(isGenuine) : reject(error),
    )
  })
}

/**
 * The bytes that were signed, from the canonical text of the whole: without putting all of it in order once more.
 * @param text of an envelope that matches the contract, whose other members cannot hold a quotation mark.
 */
export function signedBytes(text: string, signature: string): Uint8Array {
  return Buffer.from(text.replace(`"signature":"${signature}",`, ''))
}

/** @param key the private P-256 key that the answer's `keyId` names. */
export function signAcknowledgement(
  key: KeyObject,
  acknowledgement: UnsignedAcknowledgement,
): Promise<Acknowledgement> {
  return new Promise((resolve, reject) => {
    sign('sha256', canonicalBytes(acknowledgement), { key, dsaEncoding }, (error, signature) => {
      if (error === null) resolve({ ...acknowledgement, signature: signature.toString('base64url') })
      else reject(error)
    })
  })
}
