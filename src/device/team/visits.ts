/** The visit that a team is on: kept encrypted while it lasts, told to the gateway when it ends. Counts, no people. */
import type { VisitPayload } from '../../contract/visits.ts'
import type { Help, HelpDifficulty, HelpService } from '../../domain/visit/visit.ts'
import { withOneMore } from '../../domain/visit/visit.ts'
import { bytesOf, textOf } from '../../vault/text.ts'
import { database } from '../database.ts'
import { isPractising } from '../practice.ts'
import { queueRecord, type RecordQueued } from '../records.ts'
import { decrypt, encrypt } from '../session-cipher.ts'
import { attempt, type StorageProblem } from '../storage-state.ts'
import { teamKey } from './lock.ts'

export type OpenVisit = Omit<VisitPayload, 'endedAt'>

type VisitProblem = 'locked' | StorageProblem

export type VisitRead =
  | { readonly ok: true; readonly visit: OpenVisit | null }
  | { readonly ok: false; readonly problem: VisitProblem }

const purpose = 'visit'

export async function currentVisit(): Promise<VisitRead> {
  const key = teamKey()
  if (key === null) return { ok: false, problem: 'locked' }
  const read = await attempt(() => readVisit(key))
  return read.ok ? { ok: true, visit: read.value } : read
}

async function readVisit(key: CryptoKey): Promise<OpenVisit | null> {
  const row = await database.teamVisits.toCollection().first()
  if (row === undefined) return null
  // Written by `writeVisit` and authenticated by the cipher: no other shape can be inside.
  return JSON.parse(textOf(await decrypt(key, { id: row.id }, purpose, row))) as OpenVisit
}

async function writeVisit(key: CryptoKey, visit: OpenVisit): Promise<void> {
  const encrypted = await encrypt(key, { id: visit.visit }, purpose, bytesOf(JSON.stringify(visit)))
  await database.teamVisits.put({ id: visit.visit, ...encrypted })
}

export type VisitBegun =
  | { readonly ok: true; readonly visit: OpenVisit }
  | { readonly ok: false; readonly problem: 'visit-open' | VisitProblem }

export async function beginVisit({
  now,
  ...of
}: Pick<OpenVisit, 'place' | 'purpose'> & { readonly now: Date }): Promise<VisitBegun> {
  return inTurn(async (key): Promise<VisitBegun> => {
    if ((await readVisit(key)) !== null) return { ok: false, problem: 'visit-open' }
    const visit = { visit: crypto.randomUUID(), ...of, beganAt: now.toISOString(), helped: [] }
    await writeVisit(key, visit)
    return { ok: true, visit }
  })
}

/** @param change of the counts; without an open visit nothing is counted */
export async function changeHelped(change: (helped: readonly Help[]) => readonly Help[]): Promise<VisitRead> {
  return inTurn(async (key): Promise<VisitRead> => {
    const before = await readVisit(key)
    if (before === null) return { ok: true, visit: null }
    const visit = { ...before, helped: [...change(before.helped)] }
    await writeVisit(key, visit)
    return { ok: true, visit }
  })
}

export function countHelped(service: HelpService, difficulty: HelpDifficulty): Promise<VisitRead> {
  return changeHelped((helped) => withOneMore(helped, service, difficulty))
}

export type VisitEnded =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem:
        | 'no-visit'
        | 'practice'
        | VisitProblem
        | Extract<RecordQueued, { ok: false }>['problem']
    }

/**
 * Ends the visit and puts its report into the outbox. Cut off in between it is ended again: the gateway knows it by its
 * id and counts it once.
 */
export async function endVisit(now: Date): Promise<VisitEnded> {
  return inTurn(async (key): Promise<VisitEnded> => {
    const visit = await readVisit(key)
    if (visit === null) return { ok: false, problem: 'no-visit' }
    // Nothing is queued in practice: the visit would be gone without a report.
    if (isPractising()) return { ok: false, problem: 'practice' }
    // A clock that was set back since does not make a visit end before it began.
    const endedAt = new Date(Math.max(now.getTime(), Date.parse(visit.beganAt))).toISOString()
    const queued = await queueRecord({ kind: 'visit', payload: { ...visit, endedAt }, now })
    if (!queued.ok) return queued
    await database.teamVisits.delete(visit.visit)
    return { ok: true }
  })
}

/** One change at a time over all tabs. */
async function inTurn<Outcome>(
  work: (key: CryptoKey) => Promise<Outcome>,
): Promise<Outcome | { readonly ok: false; readonly problem: VisitProblem }> {
  const key = teamKey()
  if (key === null) return { ok: false, problem: 'locked' }
  const done = await navigator.locks.request('motcua-team-visit', () => attempt(() => work(key)))
  return done.ok ? done.value : done
}
