/**
 * Photos of papers in a draft: encrypted one by one, listed without touching their bytes, and sealed at once for the day
 * they are filed. Loads the sealing code, so the first screen must not import this.
 */
import { partsLimitBytes } from '../contract/envelope.ts'
import { type DraftPhotoRow, database, type PhotoInfo } from './database.ts'
import { type DraftProblem, envelopeIdOf } from './drafts.ts'
import { readDeviceRow } from './identity.ts'
import { hasRoomFor } from './persistence.ts'
import { partBytesRow, partId, type SealedPart, sealPhoto } from './sealed-photos.ts'
import type { Session } from './session.ts'
import { decrypt, encrypt, sessionKey } from './session-cipher.ts'
import { attempt } from './storage-state.ts'

/** The contract's limit for the parts of one envelope. */
export const photoLimit = 60

/** Sealing adds a fraction of a per cent. */
const photosLimitBytes = partsLimitBytes * 0.99

const photoTables = [
  database.draftPhotos,
  database.draftPhotoBytes,
  database.draftEnvelopes,
  database.outboxPartBytes,
]

export type DraftPhoto = Omit<DraftPhotoRow, 'session'>

export type PhotoAdded =
  | { readonly ok: true; readonly photo: DraftPhoto }
  | { readonly ok: false; readonly problem: 'too-many-photos' | DraftProblem }

/**
 * @param bytes the upright, cleaned image
 * @param info what the photo check found (size, sharpness), kept in the clear beside the encrypted bytes
 */
export async function addDraftPhoto(
  session: Session,
  component: string,
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: DraftPhotoRow['mediaType'],
  info: PhotoInfo,
): Promise<PhotoAdded> {
  // Twice: for the screens, and sealed.
  if (!(await hasRoomFor(2 * bytes.length))) return { ok: false, problem: 'storage-full' }
  const id = crypto.randomUUID()
  let part: SealedPart | undefined
  const added = await attempt(async (): Promise<PhotoAdded> => {
    const key = await sessionKey(session)
    if (key === undefined) return { ok: false, problem: 'session-ended' }
    const encrypted = await encrypt(key, session, id, bytes)
    const recipients = (await readDeviceRow())?.gateway.recipients
    if (recipients !== undefined) part ??= await sealPhoto(bytes, mediaType, recipients)
    const tables = [...photoTables, database.sessions]
    return database.transaction('rw', tables, async (): Promise<PhotoAdded> => {
      if ((await database.sessions.get(session.id)) === undefined)
        return { ok: false, problem: 'session-ended' }
      const all = await database.draftPhotos.where({ session: session.id }).toArray()
      // Itself, when the connection was lost just after it was written.
      const others = all.filter((photo) => photo.id !== id)
      const total = others.reduce((sum, other) => sum + other.bytes, bytes.length)
      if (others.length >= photoLimit || total > photosLimitBytes) {
        return { ok: false, problem: 'too-many-photos' }
      }
      const position = Math.max(0, ...others.map((other) => other.position)) + 1
      const plain = { id, component, mediaType, bytes: bytes.length, info, position }
      const photo: DraftPhoto =
        part === undefined || recipients === undefined
          ? plain
          : { ...plain, sealed: { sha256: part.reference.sha256, bytes: part.reference.bytes, recipients } }
      await database.draftPhotos.put({ ...photo, session: session.id })
      await database.draftPhotoBytes.put({ id, session: session.id, ...encrypted })
      if (part !== undefined)
        await database.outboxPartBytes.put(partBytesRow(await envelopeIdOf(session), part))
      return { ok: true, photo }
    })
  })
  return added.ok ? added.value : added
}

/** For `useLiveQuery`: in the order taken, without bytes. */
export async function listDraftPhotos(session: Session): Promise<DraftPhoto[]> {
  const rows = await database.draftPhotos.where({ session: session.id }).sortBy('position')
  return rows.map(({ session: _, ...photo }) => photo)
}

export type PhotoRead =
  | {
      readonly ok: true
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly mediaType: DraftPhotoRow['mediaType']
    }
  | { readonly ok: false; readonly problem: 'photo-missing' | DraftProblem }

export async function readDraftPhoto(session: Session, id: string): Promise<PhotoRead> {
  const read = await attempt(async (): Promise<PhotoRead> => {
    const [key, photo, row] = await Promise.all([
      sessionKey(session),
      database.draftPhotos.get(id),
      database.draftPhotoBytes.get(id),
    ])
    if (key === undefined) return { ok: false, problem: 'session-ended' }
    if (photo?.session !== session.id || row === undefined) return { ok: false, problem: 'photo-missing' }
    return { ok: true, bytes: await decrypt(key, session, id, row), mediaType: photo.mediaType }
  })
  return read.ok ? read.value : read
}

/** Removing what is not there is no mistake. */
export async function removeDraftPhoto(
  session: Session,
  id: string,
): Promise<{ ok: true } | { ok: false; problem: DraftProblem }> {
  const removed = await attempt(() =>
    database.transaction('rw', photoTables, async () => {
      const photo = await database.draftPhotos.get(id)
      if (photo?.session !== session.id) return
      await database.draftPhotos.delete(id)
      await database.draftPhotoBytes.delete(id)
      const given = await database.draftEnvelopes.get(session.id)
      if (photo.sealed === undefined || given === undefined) return
      await database.outboxPartBytes.delete(partId(given.envelopeId, photo.sealed.sha256))
    }),
  )
  return removed.ok ? { ok: true } : removed
}
