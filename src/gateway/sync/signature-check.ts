/**
 * The check of `vault/signature.ts` by Node's own cryptography: the same answers, for half of WebCrypto's time on the
 * thread that answers requests.
 */
import { type KeyObject, verify } from 'node:crypto'

/** @param signature IEEE P1363 form, base64url; anything else is no signature. */
export function isSignedBy(
  key: KeyObject,
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(
      'sha256',
      bytes,
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
      (error, isGenuine) => (error === null ? resolve(isGenuine) : reject(error)),
    )
  })
}
