import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import { uploadPart } from '../../src/device/delivery/part-upload.ts'
import { runDelivery } from '../../src/device/delivery/runner.ts'
import { readDraft, saveDraft } from '../../src/device/drafts.ts'
import { currentDevice } from '../../src/device/identity.ts'
import { endSession, startSession } from '../../src/device/session.ts'
import {
  attempt,
  getStorageState,
  openStorage,
  subscribeStorageState,
} from '../../src/device/storage-state.ts'
import { draft, emptyDevice, enrolledDevice, filledSession, openSession } from './fixture.ts'
import { queueEnvelope } from './queued-envelope.ts'
import { ScriptedGateway } from './scripted-gateway.ts'

beforeEach(async () => {
  vi.restoreAllMocks()
  await emptyDevice()
  await openStorage()
})

afterEach(() => vi.unstubAllGlobals())

test('a store that opens is ready', async () => {
  expect(await openStorage()).toBe('ready')
})

test('a full disk is a value and a state, and the state goes when there is room again', async () => {
  const seen = vi.fn()
  const unsubscribe = subscribeStorageState(seen)
  const full = () => Promise.reject(new Dexie.QuotaExceededError('full'))
  expect(await attempt(full)).toEqual({ ok: false, problem: 'storage-full' })
  expect(getStorageState()).toBe('full')
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 90, quota: 100 }) } })
  await currentDevice()
  expect(getStorageState()).toBe('full')
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 90, quota: 1e9 }) } })
  await currentDevice()
  expect(getStorageState()).toBe('ready')
  expect(seen).toHaveBeenCalledTimes(2)
  unsubscribe()
})

test('a full disk is recognised inside the wrapper of an aborted transaction', async () => {
  const aborted = new Dexie.AbortError('aborted', new DOMException('full', 'QuotaExceededError'))
  expect(await attempt(() => Promise.reject(aborted))).toEqual({ ok: false, problem: 'storage-full' })
})

test('a blocked store is a value and a state', async () => {
  vi.spyOn(database.device, 'count').mockRejectedValue(new Dexie.OpenFailedError('private mode'))
  expect(await openStorage()).toBe('unavailable')
})

test('a mistake of ours is not taken for a fault of the store', async () => {
  await expect(attempt(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug')
})

/** So many writes fail as in a page that the browser has forgotten. */
function loseConnection(times = 1) {
  const { put } = IDBObjectStore.prototype
  let left = times
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given
  ) {
    if (left-- > 0) {
      throw new DOMException('Connection to Indexed Database server lost. Refresh the page.', 'UnknownError')
    }
    return put.apply(this, given)
  })
}

const losses = {
  'each transaction says that the connection is closing': () => database.backendDB().close(),
  'a request says that the server is lost': () => loseConnection(),
}

test.each(Object.entries(losses))(
  'a connection that was lost in the background is opened anew, and nobody notices: %s',
  async (_, lose) => {
    const reopened = vi.spyOn(database, 'close')
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const session = await filledSession()
    const seen = vi.fn()
    const unsubscribe = subscribeStorageState(seen)
    lose()
    expect(await saveDraft(session, { ...draft, step: 'father' }, 1)).toEqual({ ok: true, revision: 2 })
    expect(reopened).toHaveBeenCalledOnce()
    expect(await readDraft(session)).toMatchObject({ ok: true, draft: { step: 'father' }, revision: 2 })
    expect(getStorageState()).toBe('ready')
    expect(seen).not.toHaveBeenCalled()
    unsubscribe()
  },
)

test('a save whose connection was lost just after it was written is not taken for that of another tab', async () => {
  const session = await filledSession()
  const transaction = database.transaction.bind(database)
  let isLost = false
  vi.spyOn(database, 'transaction').mockImplementation((...given) =>
    transaction(...given).then((result) => {
      if (isLost) return result
      isLost = true
      throw new Dexie.UnknownError('Connection to Indexed Database server lost.')
    }),
  )
  expect(await saveDraft(session, { ...draft, step: 'father' }, 1)).toEqual({ ok: true, revision: 2 })
  expect(isLost).toBe(true)
})

test('a connection that stays lost is a value and a state, and all is there when it is back', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const session = await filledSession()
  const lost = loseConnection(1_000)
  const save = () => saveDraft(session, { ...draft, step: 'father' }, 1)
  expect(await save()).toEqual({ ok: false, problem: 'storage-unavailable' })
  expect(getStorageState()).toBe('unavailable')
  lost.mockRestore()
  expect(await readDraft(session)).toMatchObject({ ok: true, draft, revision: 1 })
  expect(await save()).toEqual({ ok: true, revision: 2 })
  expect(getStorageState()).toBe('ready')
})

test('a connection that the browser closes is opened anew', async () => {
  const session = await filledSession()
  // The library's types take the class for its instances.
  forceCloseDatabase(database.backendDB() as never)
  expect(await readDraft(session)).toMatchObject({ ok: true, draft })
  await vi.waitFor(() => expect(getStorageState()).toBe('ready'))
})

test('the queue is delivered over a connection that is lost on the way', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await enrolledDevice()
  const gateway = new ScriptedGateway()
  gateway.install()
  const envelope = await queueEnvelope([400])
  gateway.meanwhile = async () => {
    gateway.meanwhile = async () => {}
    loseConnection()
  }
  const run = () => runDelivery('online', { now: Date.now, random: Math.random, uploadPart })
  expect(await attempt(run)).toEqual({ ok: true, value: 'done' })
  expect(await gateway.isComplete(envelope)).toBe(true)
  expect(gateway.arrivals).toHaveLength(1)
  expect(await database.outbox.count()).toBe(0)
})

test('no session is begun for which there is no room, and the screen is told why', async () => {
  const session = await filledSession()
  vi.stubGlobal('navigator', {
    locks: navigator.locks,
    storage: { estimate: async () => ({ usage: 80_000_000, quota: 100_100_000 }) },
  })
  const seen = new Set<string>()
  const unsubscribe = subscribeStorageState(() => seen.add(getStorageState()))
  expect(await startSession()).toEqual({ ok: false, problem: 'storage-full' })
  expect(seen).toContain('full')
  unsubscribe()
  expect(await database.sessions.count()).toBe(1)
  // What was begun goes on.
  expect(await saveDraft(session, { ...draft, step: 'father' }, 1)).toEqual({ ok: true, revision: 2 })
})

test('a newer version in another tab gets the store at once when nobody is in a session', async () => {
  const newer = new Dexie('motcua')
  newer.version(database.verno + 1).stores({})
  await newer.open()
  expect(getStorageState()).toBe('closed')
  expect(await attempt(() => database.device.get(1))).toEqual({ ok: false, problem: 'storage-unavailable' })
  expect(getStorageState()).toBe('closed')
  newer.close()
})

test('during a session the newer version waits for its end', async () => {
  await openSession()
  const newer = new Dexie('motcua')
  newer.version(database.verno + 1).stores({})
  const isBlocked = new Promise((resolve) => newer.on('blocked', resolve))
  const opened = newer.open()
  await isBlocked
  expect(getStorageState()).toBe('ready')
  await endSession()
  await opened
  expect(getStorageState()).toBe('closed')
  newer.close()
})
