/** Encryption with a session's key; each text is bound to its session and its purpose. */
import { bytesOf } from '../vault/text.ts'
import { database, type Encrypted } from './database.ts'
import type { Session } from './session.ts'

/** Undefined when the session has ended, here or in another tab. */
export async function sessionKey(session: Session): Promise<CryptoKey | undefined> {
  return (await database.sessions.get(session.id))?.key
}

/** @param session or what else the text belongs to
 * @param purpose e.g. `draft`, or the id of a photo: what is encrypted for one cannot be put in place of another */
export async function encrypt(
  key: CryptoKey,
  session: Pick<Session, 'id'>,
  purpose: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Encrypted> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: bytesOf(`${session.id}/${purpose}`) }
  return { iv, ciphertext: new Uint8Array(await crypto.subtle.encrypt(algorithm, key, bytes)) }
}

/** @throws DOMException when it was altered or made for something else. */
export async function decrypt(
  key: CryptoKey,
  session: Pick<Session, 'id'>,
  purpose: string,
  { iv, ciphertext }: Encrypted,
): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'AES-GCM', iv, additionalData: bytesOf(`${session.id}/${purpose}`) }
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, ciphertext))
}
