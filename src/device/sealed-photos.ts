/**
 * The photos of a draft as they will leave the device: sealed when they are taken, and put where the outbox will look
 * for them. At the tap on "Nộp hồ sơ" nobody waits for it, and a slow kiosk with ten pages answers as fast as with none.
 * Nobody here can open them; the pictures that the screens show are the encrypted ones of `draft-photos.ts`.
 */
import type { PartReference } from '../contract/envelope.ts'
import { sha256 } from '../vault/encoding.ts'
import { seal } from '../vault/seal.ts'
import type { DraftPhotoRow, OutboxPartBytesRow } from './database.ts'

export interface SealedPart {
  readonly reference: PartReference
  readonly sealed: Uint8Array<ArrayBuffer>
}

export async function sealPhoto(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: PartReference['mediaType'],
  recipients: readonly string[],
): Promise<SealedPart> {
  const sealed = await seal(bytes, recipients)
  return { reference: { sha256: await sha256(sealed), bytes: sealed.length, mediaType }, sealed }
}

/** Where the outbox has the bytes of a part. */
export function partBytesRow(envelope: string, { reference, sealed }: SealedPart): OutboxPartBytesRow {
  return { id: partId(envelope, reference.sha256), envelope, sealed }
}

export function partId(envelope: string, digest: string): string {
  return `${envelope}/${digest}`
}

/**
 * What to say of a photo that was sealed when it was taken. Null when the device did not know then whom to seal to, and
 * when that has changed since (a new key of the gateway).
 */
export function sealedReference(
  { sealed, mediaType }: Pick<DraftPhotoRow, 'sealed' | 'mediaType'>,
  recipients: readonly string[],
): PartReference | null {
  if (sealed === undefined || sealed.recipients.length !== recipients.length) return null
  if (!sealed.recipients.every((recipient, index) => recipient === recipients[index])) return null
  return { sha256: sealed.sha256, bytes: sealed.bytes, mediaType }
}
