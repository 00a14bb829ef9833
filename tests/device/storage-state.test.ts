import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import { currentDevice } from '../../src/device/identity.ts'
import { endSession } from '../../src/device/session.ts'
import {
  attempt,
  getStorageState,
  openStorage,
  subscribeStorageState,
} from '../../src/device/storage-state.ts'
import { emptyDevice, openSession } from './fixture.ts'

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
