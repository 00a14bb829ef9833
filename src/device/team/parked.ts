/**
 * Drafts set aside for papers that are still at home: taken out of their session and encrypted with the team's key, so
 * that they survive a restart and nobody reads them without the PIN. The six digits that the citizen was given name
 * them; a copy stays until the dossier is filed, however the session in between ends.
 */
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { bytesOf, textOf } from '../../vault/text.ts'
import {
  type DraftPhotoBytesRow,
  type DraftPhotoRow,
  database,
  deleteWhere,
  type ParkedDraftRow,
  type ParkedPhotoRow,
} from '../database.ts'
import { listDraftPhotos, readDraftPhoto } from '../draft-photos.ts'
import { type AnyDraft, type Draft, readDraft } from '../drafts.ts'
import { hasRoomFor } from '../persistence.ts'
import { destroySession, leaveSession, newSessionRow, type Session, sessionTables } from '../session.ts'
import { decrypt, encrypt } from '../session-cipher.ts'
import { type Attempt, attempt, type StorageProblem } from '../storage-state.ts'
import { bindTab, boundSessionId } from '../tab.ts'
import { teamKey } from './lock.ts'

interface ParkedContent {
  /** Six digits, as the citizen has them. */
  readonly code: string
  /** RFC 3339, this clock. */
  readonly parkedAt: string
  /** Ids of the procedure's papers that have no photo yet. */
  readonly missing: readonly string[]
  /** Tells whether two drafts are of one person; never shown. Null when too little is known. */
  readonly person: string | null
  readonly draft: Draft
  readonly photos: readonly Omit<DraftPhotoRow, 'session' | 'sealed'>[]
}

/** What the list shows of a draft set aside: no names, no answers. */
export interface Parked {
  readonly id: string
  readonly code: string
  readonly procedure: string
  readonly parkedAt: string
  readonly missing: readonly string[]
  /** Code of another one of the same person and the same day in Vietnam. */
  readonly sameAs: string | null
}

const parkedTables = [database.parkedDrafts, database.parkedPhotos]

type ParkingProblem = 'locked' | 'draft-missing' | StorageProblem

export type DraftParked =
  | { readonly ok: true; readonly parked: Parked }
  | { readonly ok: false; readonly problem: ParkingProblem }

/**
 * Sets the session's draft aside and ends the session. On any problem everything is as it was.
 * @param facts.code for a draft that was not set aside before
 */
export async function parkDraft(
  session: Session,
  facts: Pick<ParkedContent, 'code' | 'missing' | 'person'> & { readonly now: Date },
): Promise<DraftParked> {
  const parked = await attempt(() => park(session, facts))
  if (!parked.ok) return parked
  if (parked.value.ok) leaveSession()
  return parked.value
}

async function park(
  session: Session,
  { now, code, missing, person }: Parameters<typeof parkDraft>[1],
): Promise<DraftParked> {
  const key = teamKey()
  if (key === null) return { ok: false, problem: 'locked' }
  const read = await readDraft(session)
  if (!read.ok || read.draft.kind !== undefined) return { ok: false, problem: 'draft-missing' }
  const taken = await listDraftPhotos(session)
  if (!(await hasRoomFor(taken.reduce((sum, { bytes }) => sum + bytes, 0))))
    return { ok: false, problem: 'storage-full' }
  const before = await database.parkedDrafts.filter(({ openedIn }) => openedIn === session.id).first()
  const id = before?.id ?? crypto.randomUUID()
  const photos: ParkedPhotoRow[] = []
  for (const photo of taken) {
    const plain = await readDraftPhoto(session, photo.id)
    if (!plain.ok) return { ok: false, problem: 'draft-missing' }
    photos.push({ id: photo.id, parked: id, ...(await encrypt(key, { id }, photo.id, plain.bytes)) })
  }
  const content: ParkedContent = {
    // Set aside again it keeps the digits that the citizen was given first.
    code: before === undefined ? code : (await contentOf(key, before)).code,
    parkedAt: now.toISOString(),
    missing,
    person,
    draft: read.draft,
    // Sealed again when they are filed: the gateway's keys may be others by then.
    photos: taken.map(({ sealed: _, ...photo }) => photo),
  }
  const row = {
    id,
    openedIn: null,
    ...(await encrypt(key, { id }, 'draft', bytesOf(JSON.stringify(content)))),
  }
  const isParked = await database.transaction('rw', [...parkedTables, ...sessionTables], async () => {
    const draft = await database.drafts.get(session.id)
    const present = await database.draftPhotos.where({ session: session.id }).primaryKeys()
    // Another tab saved once more while we encrypted.
    if (draft?.revision !== read.revision || present.length !== photos.length) return false
    await deleteWhere(database.parkedPhotos, { parked: id })
    await database.parkedDrafts.put(row)
    await database.parkedPhotos.bulkPut(photos)
    await destroySession(session.id)
    return true
  })
  if (!isParked) return park(session, { now, code, missing, person })
  const listed = await readAll(key)
  const parked = listed.find((one) => one.id === id)
  if (parked === undefined) return { ok: false, problem: 'draft-missing' }
  return { ok: true, parked }
}

export type ParkedList =
  | { readonly ok: true; readonly parked: readonly Parked[] }
  | { readonly ok: false; readonly problem: 'locked' | StorageProblem }

/** Newest first, without what has been filed since it was opened. For `useLiveQuery`. */
export async function listParked(): Promise<ParkedList> {
  const key = teamKey()
  if (key === null) return { ok: false, problem: 'locked' }
  const listed = await attempt(() => readAll(key))
  return listed.ok ? { ok: true, parked: listed.value } : listed
}

async function readAll(key: CryptoKey): Promise<readonly Parked[]> {
  const rows = await database.parkedDrafts.toArray()
  const filed = new Set(await filedSince(rows))
  const contents: (ParkedContent & { readonly id: string })[] = []
  for (const row of rows) {
    if (filed.has(row.id)) continue
    contents.push({ id: row.id, ...(await contentOf(key, row)) })
  }
  const sorted = contents.toSorted((a, b) => (a.parkedAt < b.parkedAt ? 1 : -1))
  return sorted.map(({ id, code, parkedAt, missing, person, draft }) => ({
    id,
    code,
    procedure: draft.procedure,
    parkedAt,
    missing,
    sameAs:
      person === null
        ? null
        : (sorted.find(
            (other) =>
              other.id !== id &&
              other.person === person &&
              vietnamDay(other.parkedAt) === vietnamDay(parkedAt),
          )?.code ?? null),
  }))
}

async function contentOf(
  key: CryptoKey,
  row: { readonly id: string } & Parameters<typeof decrypt>[3],
): Promise<ParkedContent> {
  // Written by `park` and authenticated by the cipher: no other shape can be inside.
  return JSON.parse(textOf(await decrypt(key, { id: row.id }, 'draft', row))) as ParkedContent
}

/** Those whose dossier has been filed, by id. */
async function filedSince(
  rows: readonly Pick<ParkedDraftRow, 'id' | 'openedIn'>[],
): Promise<readonly string[]> {
  const filed: string[] = []
  for (const { id, openedIn } of rows) {
    if (openedIn === null) continue
    if ((await database.receipts.get({ session: openedIn })) !== undefined) filed.push(id)
  }
  return filed
}

/** What has been filed is not kept here any longer; needs no PIN. */
export async function dropFiled(): Promise<Attempt<void>> {
  return attempt(async () => {
    for (const id of await filedSince(await database.parkedDrafts.toArray())) await remove(id)
  })
}

async function remove(id: string): Promise<void> {
  await database.transaction('rw', parkedTables, async () => {
    await database.parkedDrafts.delete(id)
    await deleteWhere(database.parkedPhotos, { parked: id })
  })
}

/** Removing what is not there is no mistake. */
export async function dropParked(
  id: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: 'locked' | StorageProblem }> {
  if (teamKey() === null) return { ok: false, problem: 'locked' }
  const dropped = await attempt(() => remove(id))
  return dropped.ok ? { ok: true } : dropped
}

export type ParkedOpened =
  | { readonly ok: true; readonly session: Session; readonly draft: AnyDraft; readonly code: string }
  | {
      readonly ok: false
      readonly problem: 'locked' | 'session-open' | 'parked-missing' | StorageProblem
    }

/** Goes on with a draft in a session of its own, under the same six digits; this tab is bound to it. */
export async function openParked(id: string): Promise<ParkedOpened> {
  const opened = await navigator.locks.request('motcua-parked', () => attempt(() => openOne(id)))
  if (!opened.ok) return opened
  if (opened.value.ok) bindTab(opened.value.session.id)
  return opened.value
}

async function openOne(id: string): Promise<ParkedOpened> {
  const key = teamKey()
  if (key === null) return { ok: false, problem: 'locked' }
  const row = await database.parkedDrafts.get(id)
  if (row === undefined || (await filedSince([row])).length > 0)
    return { ok: false, problem: 'parked-missing' }
  const bound = boundSessionId()
  if (bound !== null && bound !== row.openedIn && (await database.sessions.get(bound)) !== undefined)
    return { ok: false, problem: 'session-open' }
  const content = await contentOf(key, row)
  const { code } = content
  // It is being worked on, here or before a crash: newer than the copy.
  const current = row.openedIn === null ? undefined : await database.sessions.get(row.openedIn)
  if (current !== undefined) {
    const session = { id: current.id, startedAt: current.startedAt }
    const read = await readDraft(session)
    if (read.ok) return { ok: true, session, draft: read.draft, code }
  }
  const { draft, photos } = content
  if (!(await hasRoomFor(photos.reduce((sum, { bytes }) => sum + bytes, 0))))
    return { ok: false, problem: 'storage-full' }
  const sessionRow = await newSessionRow(code)
  const session = { id: sessionRow.id, startedAt: sessionRow.startedAt }
  const bytesRows: DraftPhotoBytesRow[] = []
  for (const photo of await database.parkedPhotos.where({ parked: id }).toArray()) {
    const plain = await decrypt(key, { id }, photo.id, photo)
    bytesRows.push({
      id: photo.id,
      session: session.id,
      ...(await encrypt(sessionRow.key, session, photo.id, plain)),
    })
  }
  const encrypted = await encrypt(sessionRow.key, session, 'draft', bytesOf(JSON.stringify(draft)))
  await database.transaction('rw', [...parkedTables, ...sessionTables], async () => {
    await database.sessions.put(sessionRow)
    await database.drafts.put({ session: session.id, revision: 1, ...encrypted })
    await database.draftPhotos.bulkPut(photos.map((photo) => ({ ...photo, session: session.id })))
    await database.draftPhotoBytes.bulkPut(bytesRows)
    await database.parkedDrafts.update(id, { openedIn: session.id })
  })
  return { ok: true, session, draft, code }
}
