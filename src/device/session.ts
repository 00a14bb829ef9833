/**
 * A citizen's session: the key that drafts are encrypted with lives in the database only while the session lasts,
 * and ending it makes every draft unreadable for good (DESIGN G3, §4).
 */
import { database, deleteWhere, type SessionRow } from './database.ts'
import { hasRoomFor } from './persistence.ts'
import { isPractising, setPractising } from './practice.ts'
import { codeIterations, hashCode, makeCode } from './session-code.ts'
import { attempt, closeIfAsked, type StorageProblem } from './storage-state.ts'
import { bindTab, boundSessionId, isHeldByTab, unbindTab } from './tab.ts'

const lifetimeMs = 24 * 60 * 60 * 1000
/** As long as the screen itself waits for a person before it ends their session. */
const comingBackMs = 4 * 60 * 1000
const wrongCodesAllowed = 5
/** A draft without photos, its sealed form and its receipt, with much to spare. */
const dossierBytes = 500_000

export interface Session {
  readonly id: string
  /** Milliseconds since the epoch, this clock. */
  readonly startedAt: number
}

export type Started =
  | {
      readonly ok: true
      readonly session: Session
      /** Six digits to show now; kept only as a hash. */
      readonly code: string
    }
  | { readonly ok: false; readonly problem: StorageProblem }

/** Starts a session and binds this tab to it. An interrupted session of someone else stays locked beside it. */
export async function startSession(): Promise<Started> {
  const code = makeCode()
  const row: SessionRow = {
    ...(await newSessionRow(code)),
    ...(isPractising() ? { isPractice: true as const } : {}),
  }
  const added = await attempt(async () => {
    // Before anyone types, and not when the dossier is to be filed.
    if (!(await hasRoomFor(dossierBytes))) throw new DOMException('reserve', 'QuotaExceededError')
    await database.sessions.put(row)
  })
  if (!added.ok) return added
  bindTab(row.id)
  return { ok: true, session: { id: row.id, startedAt: row.startedAt }, code }
}

/** A session that is not stored yet. @param code the six digits that bring it back */
export async function newSessionRow(code: string): Promise<SessionRow> {
  const codeSalt = crypto.getRandomValues(new Uint8Array(16))
  return {
    id: crypto.randomUUID(),
    key: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    codeSalt,
    codeHash: await hashCode(code, codeSalt, codeIterations),
    wrongCodes: 0,
    startedAt: Date.now(),
  }
}

export type CurrentSession =
  | { readonly state: 'none' }
  /** This tab is in it. */
  | { readonly state: 'open'; readonly session: Session }
  /** Left behind by a crash or open in another tab: the six digits open it here. */
  | { readonly state: 'locked'; readonly attemptsLeft: number }

/** Sweeps what is older than 24 hours and says where this tab stands. `none` while the store is out of reach. */
export async function currentSession(): Promise<CurrentSession> {
  const swept = await attempt(async () => {
    const { kept, expired } = partition(await database.sessions.toArray())
    for (const { id } of expired) await destroySession(id)
    return kept
  })
  if (!swept.ok) return { state: 'none' }
  const bound = boundSessionId()
  const mine = swept.value.find(({ id }) => id === bound)
  if (mine !== undefined) {
    bindTab(mine.id)
    setPractising(mine.isPractice === true)
    return { state: 'open', session: { id: mine.id, startedAt: mine.startedAt } }
  }
  if (bound !== null) unbindTab()
  const locked = swept.value.toSorted(byNewest)[0]
  if (locked === undefined) return { state: 'none' }
  return { state: 'locked', attemptsLeft: wrongCodesAllowed - locked.wrongCodes }
}

export type Resumed =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly problem: 'wrong-code'; readonly attemptsLeft: number }
  | { readonly ok: false; readonly problem: 'session-destroyed' | 'no-session' | StorageProblem }

/** Opens a locked session in this tab. The fifth wrong code destroys it. */
export async function resumeSession(code: string): Promise<Resumed> {
  const digits = code.replace(/\D/g, '')
  // One guess at a time over all tabs, or parallel guesses would be counted once.
  const resumed = await navigator.locks.request('motcua-resume', () => attempt(() => tryCode(digits)))
  if (!resumed.ok) return resumed
  if (!resumed.value.ok) return resumed.value
  const { session, isPractice } = resumed.value
  bindTab(session.id)
  setPractising(isPractice)
  return { ok: true, session }
}

type Tried =
  | { readonly ok: true; readonly session: Session; readonly isPractice: boolean }
  | Extract<Resumed, { ok: false }>

async function tryCode(digits: string): Promise<Tried> {
  const { kept } = partition(await database.sessions.toArray())
  if (kept.length === 0) return { ok: false, problem: 'no-session' }
  for (const row of kept.toSorted(byNewest)) {
    const hash = await hashCode(digits, row.codeSalt, codeIterations)
    if (!isSame(hash, row.codeHash)) continue
    await database.sessions.update(row.id, { wrongCodes: 0 })
    const session = { id: row.id, startedAt: row.startedAt }
    return { ok: true, session, isPractice: row.isPractice === true }
  }
  let attemptsLeft = 0
  for (const row of kept) {
    const left = wrongCodesAllowed - row.wrongCodes - 1
    if (left <= 0) await destroySession(row.id)
    else await database.sessions.update(row.id, { wrongCodes: row.wrongCodes + 1 })
    attemptsLeft = Math.max(attemptsLeft, left)
  }
  return attemptsLeft > 0
    ? { ok: false, problem: 'wrong-code', attemptsLeft }
    : { ok: false, problem: 'session-destroyed' }
}

/** Ends this tab's session, and its practice: key, draft and photos go in one transaction. */
export async function endSession(): Promise<{ ok: true } | { ok: false; problem: StorageProblem }> {
  const id = boundSessionId()
  if (id !== null) {
    const ended = await attempt(() => destroySession(id))
    if (!ended.ok) return ended
    leaveSession()
  }
  setPractising(false)
  return { ok: true }
}

/** Unbinds the tab from a session that no longer exists. */
export function leaveSession(): void {
  unbindTab()
  closeIfAsked()
}

export const sessionTables = [
  database.sessions,
  database.drafts,
  database.draftEnvelopes,
  database.draftPhotos,
  database.draftPhotoBytes,
  database.outboxPartBytes,
]

/**
 * Joins a transaction over `sessionTables` where there is one.
 * @param isFiled its sealed photos stay: they belong to the dossier.
 */
export async function destroySession(id: string, isFiled = false): Promise<void> {
  await database.transaction('rw', sessionTables, async () => {
    const draft = await database.draftEnvelopes.get(id)
    await Promise.all([
      database.sessions.delete(id),
      database.drafts.delete(id),
      database.draftEnvelopes.delete(id),
      deleteWhere(database.draftPhotos, { session: id }),
      deleteWhere(database.draftPhotoBytes, { session: id }),
      draft && !isFiled && deleteWhere(database.outboxPartBytes, { envelope: draft.envelopeId }),
    ])
  })
}

/**
 * Is someone in the middle of something, in whatever tab? Then nothing may reload the app. A session that no tab is
 * in any more (after a crash) counts only as long as its person may be about to come back: its draft is untouched by
 * a new version, and else it would hold back every update for a day.
 */
export async function isAnySessionOpen(): Promise<boolean> {
  for (const { id, startedAt } of partition(await database.sessions.toArray()).kept) {
    const isFresh = Math.abs(Date.now() - startedAt) < comingBackMs
    if (isFresh || (await isHeldByTab(id))) return true
  }
  return false
}

function partition(rows: readonly SessionRow[]): { kept: SessionRow[]; expired: SessionRow[] } {
  const now = Date.now()
  // A start in the future means that the clock was set back; the draft is not to blame.
  return {
    kept: rows.filter((row) => now - row.startedAt < lifetimeMs),
    expired: rows.filter((row) => now - row.startedAt >= lifetimeMs),
  }
}

function byNewest(a: SessionRow, b: SessionRow): number {
  return b.startedAt - a.startedAt
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
