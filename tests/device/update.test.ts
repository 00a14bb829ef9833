import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import { readDraft } from '../../src/device/drafts.ts'
import { endSession } from '../../src/device/session.ts'
import { unbindTab } from '../../src/device/tab.ts'
import { base, draft, emptyDevice, filledSession, openSession } from './fixture.ts'

class FakeWorker extends EventTarget {
  state = 'installed'
  readonly messages: unknown[] = []
  postMessage(message: unknown) {
    this.messages.push(message)
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null
  waiting: FakeWorker | null = null
  update = vi.fn(async () => {})

  /** A new version has been downloaded. */
  bring(): FakeWorker {
    const worker = new FakeWorker()
    this.installing = worker
    this.dispatchEvent(new Event('updatefound'))
    this.installing = null
    this.waiting = worker
    worker.dispatchEvent(new Event('statechange'))
    return worker
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = new FakeWorker()
  readonly registration = new FakeRegistration()
  readonly register = vi.fn(async (_url: URL) => this.registration)
  readonly getRegistration = vi.fn(async (): Promise<FakeRegistration | undefined> => this.registration)
}

let container: FakeContainer
let screen: EventTarget
const reload = vi.fn()
/** Turns in which a look at the sessions has long ended. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 20))

/** A page that has just been loaded. */
async function loadPage(change: (container: FakeContainer) => void = () => {}) {
  container = new FakeContainer()
  change(container)
  vi.stubGlobal('navigator', { locks: navigator.locks, serviceWorker: container })
  vi.stubGlobal('location', { reload })
  vi.stubEnv('DEV', false)
  screen = new EventTarget()
  vi.stubGlobal('addEventListener', screen.addEventListener.bind(screen))
  vi.stubGlobal('removeEventListener', screen.removeEventListener.bind(screen))
  vi.resetModules()
  const update = {
    ...(await import('../../src/device/update.ts')),
    ...(await import('../../src/device/update-state.ts')),
  }
  await update.registerServiceWorker()
  return update
}

beforeEach(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  reload.mockClear()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  await emptyDevice()
})

afterEach(() => {
  vi.useRealTimers()
})

test('the worker is registered beside the base of the app', async () => {
  await loadPage()
  expect(container.register.mock.calls[0]?.[0].href).toBe(`${base}sw.js`)
})

test('a new version waits and says so; between sessions it is applied and the page loads anew', async () => {
  const update = await loadPage()
  const seen = vi.fn()
  update.subscribeUpdateState(seen)
  expect(update.getUpdateState()).toBe('none')
  const worker = container.registration.bring()
  expect(update.getUpdateState()).toBe('waiting')
  expect(seen).toHaveBeenCalledOnce()
  expect(worker.messages).toEqual([])
  update.applyUpdatesWhileIdle()
  await vi.waitFor(() => expect(worker.messages).toEqual([{ type: 'SKIP_WAITING' }]))
  container.dispatchEvent(new Event('controllerchange'))
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
})

test('a version that comes while the first screen is shown waits until nobody has touched it for a minute', async () => {
  const update = await loadPage()
  const leave = update.applyUpdatesWhileIdle()
  const worker = container.registration.bring()
  screen.dispatchEvent(new Event('pointerdown'))
  await vi.advanceTimersByTimeAsync(60_000)
  screen.dispatchEvent(new Event('keydown'))
  await vi.advanceTimersByTimeAsync(60_000)
  await aMoment()
  expect(worker.messages).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  await vi.waitFor(() => expect(worker.messages).toEqual([{ type: 'SKIP_WAITING' }]))
  leave()
  await vi.advanceTimersByTimeAsync(600_000)
  await aMoment()
  expect(worker.messages).toHaveLength(1)
})

test('a version that came while the page was closed is found waiting', async () => {
  const update = await loadPage(({ registration }) => {
    registration.waiting = new FakeWorker()
  })
  expect(update.getUpdateState()).toBe('waiting')
})

test('while a session is open, in whatever tab and for however long, no version is applied', async () => {
  const update = await loadPage()
  const worker = container.registration.bring()
  const { id, startedAt } = await openSession()
  await database.sessions.update(id, { startedAt: startedAt - 3_600_000 })
  // Another tab: it does not have the session's id, the lock is all it sees.
  sessionStorage.clear()
  update.applyUpdatesWhileIdle()
  await aMoment()
  expect(worker.messages).toEqual([])
  unbindTab()
  await vi.waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]))
  await vi.advanceTimersByTimeAsync(60_000)
  await vi.waitFor(() => expect(worker.messages).toHaveLength(1))
})

test('the end of the session lets the version in', async () => {
  const update = await loadPage()
  const worker = container.registration.bring()
  await openSession()
  await endSession()
  update.applyUpdatesWhileIdle()
  await vi.waitFor(() => expect(worker.messages).toHaveLength(1))
})

test('a session that a crash left behind holds a version back as long as its person may come back, and keeps its draft', async () => {
  const session = await filledSession()
  // What a crash leaves: the row, but neither the tab nor its lock.
  unbindTab()
  await vi.waitFor(async () => expect((await navigator.locks.query()).held).toEqual([]))
  const update = await loadPage()
  const worker = container.registration.bring()
  update.applyUpdatesWhileIdle()
  await aMoment()
  expect(worker.messages).toEqual([])
  await database.sessions.update(session.id, { startedAt: session.startedAt - 4 * 60_000 })
  await vi.advanceTimersByTimeAsync(60_000)
  await vi.waitFor(() => expect(worker.messages).toHaveLength(1))
  expect(await readDraft(session)).toMatchObject({ ok: true, draft })
})

test('a session that began just before the workers changed is not interrupted', async () => {
  const update = await loadPage()
  const worker = container.registration.bring()
  update.applyUpdatesWhileIdle()
  await vi.waitFor(() => expect(worker.messages).toHaveLength(1))
  await openSession()
  container.dispatchEvent(new Event('controllerchange'))
  await aMoment()
  expect(reload).not.toHaveBeenCalled()
})

test('the first installation takes over the page without a reload', async () => {
  const update = await loadPage((first) => {
    first.controller = null
  })
  container.registration.bring()
  expect(update.getUpdateState()).toBe('none')
  container.dispatchEvent(new Event('controllerchange'))
  await aMoment()
  expect(reload).not.toHaveBeenCalled()
})

test('a kiosk that is never closed looks for a new version every hour, offline or not', async () => {
  await loadPage()
  container.registration.update.mockRejectedValueOnce(new TypeError('offline'))
  await vi.advanceTimersByTimeAsync(2 * 3_600_000)
  expect(container.registration.update).toHaveBeenCalledTimes(2)
})

test('where there can be no worker the app goes on without', async () => {
  const update = await loadPage((blocked) => {
    blocked.register.mockRejectedValueOnce(new DOMException('insecure', 'SecurityError'))
  })
  expect(update.getUpdateState()).toBe('none')
})

test('a worker that the browser has dropped is brought back within an hour', async () => {
  await loadPage()
  container.getRegistration.mockResolvedValueOnce(undefined)
  await vi.advanceTimersByTimeAsync(3_600_000)
  await vi.waitFor(() => expect(container.register).toHaveBeenCalledTimes(2))
})

test('staff who ask for an update at once hear what came of it', async () => {
  const update = await loadPage()
  expect(await update.updateNow()).toBe('newest')
  container.registration.update.mockRejectedValueOnce(new TypeError('offline'))
  expect(await update.updateNow()).toBe('unreachable')
  const worker = container.registration.bring()
  await openSession()
  expect(await update.updateNow()).toBe('in-use')
  await endSession()
  expect(await update.updateNow()).toBe('applied')
  expect(worker.messages).toEqual([{ type: 'SKIP_WAITING' }])
})
