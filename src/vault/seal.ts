/**
 * Sealing in the age format (age-encryption.org/v1): what a device has sealed, only the gateway or the escrow
 * opens, with this code or with the standard `age` command-line tool.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** @param recipients `age1…` strings; anyone holding one of their identities can open. */
export async function seal(
  bytes: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return new Uint8Array(await encrypter.encrypt(bytes))
}

/** As `seal`, for what is too large to hold or should lie nowhere in the clear. */
export async function sealStream(
  content: ReadableStream<Uint8Array>,
  recipients: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(content)
}

/**
 * Hybrid with ML-KEM-768, safe from those who record now to open with a quantum computer later. One recipient that is
 * not undoes it for the whole seal, so they are never mixed (as in the `age` tool).
 */
export function isPostQuantum(recipient: string): boolean {
  return recipient.startsWith('age1pq1')
}

/** @throws Error when none of the identities opens it, or when it was altered. */
export async function open(
  sealed: Uint8Array,
  identities: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  return new Uint8Array(await decrypter.decrypt(sealed))
}

/** A new identity (`AGE-SECRET-KEY-1…`) and its recipient (`age1…`). */
export async function generateRecipient(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}
