import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { endSession } from '../../src/device/session.ts'
import { base, emptyDevice, openSession } from './fixture.ts'

class FakeWorker extends EventTarget {
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
}

let container: FakeContainer
const reload = vi.fn()

/** A page that has just been loaded. */
async function loadPage(change: (container: FakeContainer) => void = () => {}) {
  container = new FakeContainer()
  change(container)
  vi.stubGlobal('navigator', { locks: navigator.locks, serviceWorker: container })
  vi.stubGlobal('location', { reload })
  vi.stubEnv('DEV', false)
  vi.resetModules()
  const update = await import('../../src/device/update.ts')
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

test('the worker is registered beside the base of the app', async () => {
  await loadPage()
  expect(container.register.mock.calls[0]?.[0].href).toBe(`${base}sw.js`)
})

test('a new version waits and says so; between sessions it is applied and the page loads anew', async () => {
  const update = await loadPage()
  const seen = vi.fn()
  update.subscribeUpdateState(seen)
  expect(update.getUpdateState()).toBe('none')
  expect(await update.applyUpdateWhenIdle()).toBe(false)
  const worker = container.registration.bring()
  expect(update.getUpdateState()).toBe('waiting')
  expect(seen).toHaveBeenCalledOnce()
  expect(worker.messages).toEqual([])
  expect(await update.applyUpdateWhenIdle()).toBe(true)
  expect(worker.messages).toEqual([{ type: 'SKIP_WAITING' }])
  container.dispatchEvent(new Event('controllerchange'))
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce())
})

test('a version that came while the page was closed is found waiting', async () => {
  const update = await loadPage(({ registration }) => {
    registration.waiting = new FakeWorker()
  })
  expect(update.getUpdateState()).toBe('waiting')
})

test('while a session is open, in whatever tab, no version is applied', async () => {
  const update = await loadPage()
  const worker = container.registration.bring()
  await openSession()
  expect(await update.applyUpdateWhenIdle()).toBe(false)
  expect(worker.messages).toEqual([])
  await endSession()
  expect(await update.applyUpdateWhenIdle()).toBe(true)
})

test('a session that began just before the workers changed is not interrupted', async () => {
  const update = await loadPage()
  container.registration.bring()
  await update.applyUpdateWhenIdle()
  await openSession()
  container.dispatchEvent(new Event('controllerchange'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(reload).not.toHaveBeenCalled()
})

test('the first installation takes over the page without a reload', async () => {
  const update = await loadPage((first) => {
    first.controller = null
  })
  container.registration.bring()
  expect(update.getUpdateState()).toBe('none')
  container.dispatchEvent(new Event('controllerchange'))
  await new Promise((resolve) => setTimeout(resolve, 20))
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
