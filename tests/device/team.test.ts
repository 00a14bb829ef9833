import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { envelope } from '../../src/contract/envelope.ts'
import { visitPayload } from '../../src/contract/visits.ts'
import { database } from '../../src/device/database.ts'
import { listDraftPhotos, readDraftPhoto } from '../../src/device/draft-photos.ts'
import { readDraft, saveDraft } from '../../src/device/drafts.ts'
import { setPractising } from '../../src/device/practice.ts'
import { endSession, type Session } from '../../src/device/session.ts'
import {
  forgetTeam,
  handOver,
  isHandedOver,
  isTeamOpen,
  lockTeam,
  lockTeamIfUnused,
  openTeam,
  readTeamDoor,
  setTeamPin,
  teamKey,
} from '../../src/device/team/lock.ts'
import { dropFiled, dropParked, listParked, openParked, parkDraft } from '../../src/device/team/parked.ts'
import { beginVisit, countHelped, currentVisit, endVisit } from '../../src/device/team/visits.ts'
import { openPayload } from '../../src/vault/payload.ts'
import {
  draft,
  emptyDevice,
  enrolledDevice,
  file,
  filedDossier,
  filledSession,
  gatewaySeal,
  photo,
} from './fixture.ts'

// The slow hash is the session codes' own; here it would only take time.
vi.mock('../../src/device/session-code.ts', async (original) => ({
  ...(await original<typeof import('../../src/device/session-code.ts')>()),
  codeIterations: 10,
}))

const rightPin = '40261973'
const wrongPin = '00000000'
const now = new Date('2026-11-25T02:00:00.000Z')
const place = { province: '15', commune: '02647', village: 'Séo Pờ Hồ' }

beforeEach(async () => {
  lockTeam()
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  await enrolledDevice()
})
afterEach(() => {
  vi.useRealTimers()
})

async function park(session: Session, code = '123456', person: string | null = null) {
  const parked = await parkDraft(session, { now, code, missing: ['birth-certificate'], person })
  if (!parked.ok) throw new Error(parked.problem)
  return parked.parked
}

/** Everything that lies on the disk, as the bytes of one text. */
async function everythingStored(): Promise<string> {
  const rows = await Promise.all(database.tables.map((table) => table.toArray()))
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (value instanceof Uint8Array) texts.push(Buffer.from(value).toString('latin1'))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
    else texts.push(Buffer.from(String(value)).toString('latin1'))
  }
  walk(rows)
  return texts.join('\n')
}

/** What a text looks like among those bytes. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}

test('a new start finds the team locked, and only the PIN opens it', async () => {
  expect(await readTeamDoor()).toBeNull()
  expect(await openTeam(rightPin)).toEqual({ ok: false, problem: 'no-pin' })
  expect(await setTeamPin(rightPin)).toEqual({ ok: true })
  expect(isTeamOpen()).toBe(true)
  lockTeam()
  expect(await listParked()).toEqual({ ok: false, problem: 'locked' })
  expect(await currentVisit()).toEqual({ ok: false, problem: 'locked' })
  expect(await openTeam(wrongPin)).toEqual({ ok: false, problem: 'wrong-pin', untilWipe: 9, seconds: 0 })
  expect(await openTeam(rightPin)).toEqual({ ok: true })
  expect(await readTeamDoor()).toEqual({ isHandedOver: false, untilWipe: 10 })
})

test('a PIN that is set is not replaced by whoever finds the phone', async () => {
  await setTeamPin(rightPin)
  lockTeam()
  expect(await setTeamPin(wrongPin)).toEqual({ ok: false, problem: 'pin-is-set' })
  expect(isTeamOpen()).toBe(false)
})

test('unused for five minutes it locks itself, also when the phone slept', async () => {
  await setTeamPin(rightPin)
  vi.setSystemTime(Date.now() + 299_000)
  expect(teamKey()).not.toBeNull()
  vi.setSystemTime(Date.now() + 300_001)
  expect(teamKey()).toBeNull()
  await openTeam(rightPin)
  await vi.advanceTimersByTimeAsync(300_001)
  expect(isTeamOpen()).toBe(false)
})

test('from the fifth wrong PIN on each is followed by five minutes, which a restart does not shorten', async () => {
  await setTeamPin(rightPin)
  lockTeam()
  for (let tries = 1; tries <= 4; tries++) await openTeam(wrongPin)
  expect(await openTeam(wrongPin)).toEqual({ ok: false, problem: 'wrong-pin', untilWipe: 5, seconds: 300 })
  database.close({ disableAutoOpen: false })
  expect(await openTeam(rightPin)).toMatchObject({ ok: false, problem: 'wait' })
  vi.setSystemTime(Date.now() + 300_001)
  expect(await openTeam(wrongPin)).toMatchObject({ problem: 'wrong-pin', untilWipe: 4, seconds: 300 })
  vi.setSystemTime(Date.now() + 300_001)
  expect(await openTeam(rightPin)).toEqual({ ok: true })
})

test('guesses that come at once are counted one by one', async () => {
  await setTeamPin(rightPin)
  lockTeam()
  await Promise.all(Array.from({ length: 8 }, () => openTeam(wrongPin)))
  expect(await readTeamDoor()).toEqual({ isHandedOver: false, untilWipe: 5 })
})

test('the tenth wrong PIN wipes what the team kept, and nothing that was filed', async () => {
  await setTeamPin(rightPin)
  await filedDossier(1)
  const before = await database.outbox.toArray()
  await park(await filledSession(1))
  await beginVisit({ place, purpose: 'dossiers', now })
  lockTeam()
  let last: unknown
  for (let tries = 1; tries <= 10; tries++) {
    last = await openTeam(wrongPin)
    vi.setSystemTime(Date.now() + 300_001)
  }
  expect(last).toEqual({ ok: false, problem: 'wiped' })
  for (const table of [database.parkedDrafts, database.parkedPhotos, database.teamVisits])
    expect(await table.count()).toBe(0)
  expect(await readTeamDoor()).toBeNull()
  expect(await database.outbox.toArray()).toEqual(before)
  expect(await database.outboxBodies.count()).toBe(1)
  expect(await database.outboxPartBytes.count()).toBe(1)
  expect(await database.receipts.count()).toBe(1)
  expect(await database.device.count()).toBe(1)
})

test('whoever has forgotten the PIN starts anew, still joined', async () => {
  await setTeamPin(rightPin)
  await park(await filledSession())
  lockTeam()
  expect(await forgetTeam()).toMatchObject({ ok: true })
  expect(await database.parkedDrafts.count()).toBe(0)
  expect(await setTeamPin('11223344')).toEqual({ ok: true })
  expect(await database.device.count()).toBe(1)
})

test('a phone in a citizen’s hands stays so over a restart until the PIN is typed', async () => {
  await setTeamPin(rightPin)
  expect(await handOver()).toMatchObject({ ok: true })
  expect(isTeamOpen()).toBe(false)
  database.close({ disableAutoOpen: false })
  expect(await isHandedOver()).toBe(true)
  await openTeam(wrongPin)
  expect(await isHandedOver()).toBe(true)
  await openTeam(rightPin)
  expect(await isHandedOver()).toBe(false)
})

test('a draft set aside comes back with its photos and its code, and is filed', async () => {
  await setTeamPin(rightPin)
  const session = await filledSession(2)
  const parked = await park(session, '402611')
  expect(await database.sessions.count()).toBe(0)
  expect(await database.outboxPartBytes.count()).toBe(0)
  expect(await listParked()).toEqual({
    ok: true,
    parked: [
      {
        id: parked.id,
        code: '402611',
        procedure: draft.procedure,
        parkedAt: now.toISOString(),
        missing: ['birth-certificate'],
        sameAs: null,
      },
    ],
  })
  lockTeam()
  expect(await openParked(parked.id)).toEqual({ ok: false, problem: 'locked' })
  await openTeam(rightPin)
  const opened = await openParked(parked.id)
  if (!opened.ok) throw new Error(opened.problem)
  expect(opened).toMatchObject({ code: '402611', draft })
  const photos = await listDraftPhotos(opened.session)
  expect(photos).toHaveLength(2)
  expect(await readDraftPhoto(opened.session, photos[0]?.id ?? '')).toMatchObject({
    ok: true,
    bytes: photo(1),
  })
  expect(await file(opened.session)).toMatchObject({ ok: true })
  expect(await database.outboxParts.count()).toBe(2)
  expect(await listParked()).toEqual({ ok: true, parked: [] })
  expect(await openParked(parked.id)).toEqual({ ok: false, problem: 'parked-missing' })
  await dropFiled()
  expect(await database.parkedDrafts.count()).toBe(0)
  expect(await database.parkedPhotos.count()).toBe(0)
})

test('a session that ends in between leaves the draft as it was set aside', async () => {
  await setTeamPin(rightPin)
  const { id } = await park(await filledSession(1))
  const first = await openParked(id)
  if (!first.ok) throw new Error(first.problem)
  await saveDraft(first.session, { ...draft, step: 'father' }, 1)
  // Opened once more it is the one that is being worked on.
  expect(await openParked(id)).toMatchObject({ ok: true, session: first.session, draft: { step: 'father' } })
  await endSession()
  const again = await openParked(id)
  expect(again).toMatchObject({ ok: true, draft })
  if (!again.ok) return
  await saveDraft(again.session, { ...draft, step: 'mother' }, 1)
  await park(again.session, '999999')
  expect(await listParked()).toMatchObject({ ok: true, parked: [{ id, code: '123456' }] })
  const last = await openParked(id)
  if (!last.ok) throw new Error(last.problem)
  expect(await readDraft(last.session)).toMatchObject({ ok: true, draft: { step: 'mother' } })
})

test('nobody else’s session is left for a draft set aside', async () => {
  await setTeamPin(rightPin)
  const { id } = await park(await filledSession())
  await filledSession()
  expect(await openParked(id)).toEqual({ ok: false, problem: 'session-open' })
})

test('dropped drafts are gone with their photos', async () => {
  await setTeamPin(rightPin)
  const { id } = await park(await filledSession(1))
  expect(await dropParked(id)).toEqual({ ok: true })
  expect(await database.parkedPhotos.count()).toBe(0)
  expect(await openParked(id)).toEqual({ ok: false, problem: 'parked-missing' })
})

test('the same person twice on one day is told apart by the code of the other, and kept', async () => {
  await setTeamPin(rightPin)
  await park(await filledSession(), '111111', 'one')
  await park(await filledSession(), '222222', 'other')
  const again = await park(await filledSession(), '333333', 'one')
  expect(again.sameAs).toBe('111111')
  const listed = await listParked()
  expect(listed.ok && listed.parked.map(({ code, sameAs }) => [code, sameAs])).toEqual(
    expect.arrayContaining([
      ['111111', '333333'],
      ['222222', null],
      ['333333', '111111'],
    ]),
  )
})

test('a lost phone with forty drafts set aside tells nothing', async () => {
  await setTeamPin(rightPin)
  for (let count = 0; count < 40; count++) await park(await filledSession(1), String(500_000 + count))
  await beginVisit({ place, purpose: 'home-visit', now })
  lockTeam()
  const stored = await everythingStored()
  for (const told of ['Giàng A Páo', 'Lò Thị Pành', 'fullName', 'birth-certificate', place.village, '500017'])
    expect(stored, told).not.toContain(bytesOf(told))
  expect(stored).not.toContain(bytesOf(rightPin))
  // Nor does any key that lies there open anything of it.
  const keys: CryptoKey[] = []
  for (const table of database.tables) {
    for (const row of await table.toArray()) {
      keys.push(...Object.values(row).filter((value) => value instanceof CryptoKey))
    }
  }
  expect(keys.every(({ algorithm }) => algorithm.name !== 'AES-GCM')).toBe(true)
  expect(await database.parkedDrafts.count()).toBe(40)
})

test('a visit counts people, survives a restart, and is told sealed when it ends', async () => {
  await setTeamPin(rightPin)
  expect(await beginVisit({ place, purpose: 'dossiers', now })).toMatchObject({ ok: true })
  expect(await beginVisit({ place, purpose: 'dossiers', now })).toEqual({ ok: false, problem: 'visit-open' })
  await Promise.all([
    countHelped('dossier', 'none'),
    countHelped('dossier', 'none'),
    countHelped('account', 'no-phone'),
  ])
  lockTeam()
  await openTeam(rightPin)
  const read = await currentVisit()
  expect(read).toMatchObject({ ok: true, visit: { place, purpose: 'dossiers' } })
  expect(await endVisit(new Date('2026-11-25T05:00:00.000Z'))).toEqual({ ok: true })
  expect(await endVisit(now)).toEqual({ ok: false, problem: 'no-visit' })
  const [body] = await database.outboxBodies.toArray()
  const sent = v.parse(envelope, JSON.parse(body?.json ?? ''))
  expect(sent.kind).toBe('visit')
  expect(await openPayload(sent.sealed, [gatewaySeal.identity], visitPayload)).toMatchObject({
    ok: true,
    payload: {
      place,
      beganAt: now.toISOString(),
      endedAt: '2026-11-25T05:00:00.000Z',
      helped: [
        { service: 'dossier', difficulty: 'none', people: 2 },
        { service: 'account', difficulty: 'no-phone', people: 1 },
      ],
    },
  })
  expect(await database.receipts.count()).toBe(0)
})

test('a clock that was set back does not make a visit end before it began', async () => {
  await setTeamPin(rightPin)
  await beginVisit({ place, purpose: 'accounts', now })
  await endVisit(new Date('2025-11-25T02:00:00.000Z'))
  const [body] = await database.outboxBodies.toArray()
  const sent = v.parse(envelope, JSON.parse(body?.json ?? ''))
  expect(await openPayload(sent.sealed, [gatewaySeal.identity], visitPayload)).toMatchObject({
    payload: { beganAt: now.toISOString(), endedAt: now.toISOString() },
  })
})

test('a device that has not joined keeps the visit until it has', async () => {
  await emptyDevice()
  await setTeamPin(rightPin)
  await beginVisit({ place, purpose: 'accounts', now })
  expect(await endVisit(now)).toEqual({ ok: false, problem: 'not-enrolled' })
  expect(await currentVisit()).toMatchObject({ ok: true, visit: { place } })
})

test('in practice a visit does not end: it would be gone without a report', async () => {
  await setTeamPin(rightPin)
  await beginVisit({ place, purpose: 'dossiers', now })
  setPractising(true)
  expect(await endVisit(now)).toEqual({ ok: false, problem: 'practice' })
  setPractising(false)
  expect(await currentVisit()).toMatchObject({ ok: true, visit: { place } })
  expect(await endVisit(now)).toEqual({ ok: true })
  expect(await database.outbox.count()).toBe(1)
})

test('one day is a day in Vietnam, where it begins at 17 o’clock of UTC', async () => {
  await setTeamPin(rightPin)
  const parkedAt = async (time: string, code: string) =>
    parkDraft(await filledSession(), { now: new Date(time), code, missing: [], person: 'one' })
  await parkedAt('2026-11-24T16:30:00.000Z', '111111')
  expect(await parkedAt('2026-11-24T23:30:00.000Z', '222222')).toMatchObject({ parked: { sameAs: null } })
  expect(await parkedAt('2026-11-25T02:00:00.000Z', '333333')).toMatchObject({ parked: { sameAs: '222222' } })
})

test('what one tab locks away is locked in the others', async () => {
  await setTeamPin(rightPin)
  const otherTab = new BroadcastChannel('motcua-team-lock')
  otherTab.postMessage(null)
  await vi.waitFor(() => expect(isTeamOpen()).toBe(false))
  await openTeam(rightPin)
  const told = new Promise((resolve) => {
    otherTab.onmessage = resolve
  })
  await handOver()
  await told
  otherTab.close()
})

test('when the store is out of reach a citizen may be typing', async () => {
  await setTeamPin(rightPin)
  const get = vi.spyOn(database.settings, 'get').mockRejectedValue(new Dexie.DatabaseClosedError())
  expect(await isHandedOver()).toBe(true)
  get.mockRestore()
})

test('after a sleep the next look at the phone locks it', async () => {
  await setTeamPin(rightPin)
  lockTeamIfUnused()
  expect(isTeamOpen()).toBe(true)
  vi.setSystemTime(Date.now() + 300_001)
  lockTeamIfUnused()
  expect(isTeamOpen()).toBe(false)
})
