/** Keeps a page delivering: every occasion on which the gateway may be there again leads to one run. */
import { database } from '../database.ts'
import { type Attempt, attempt } from '../storage-state.ts'
import { longestWaitMs } from './backoff.ts'
import { earliestWait, record } from './ledger.ts'
import { deliverOnce } from './run.ts'
import type { RunResult } from './runner.ts'
import { readDeliverySetting } from './setting.ts'
import { syncTag } from './sync-tag.ts'
import { onWake, type WakeReason, wakeDelivery } from './wake.ts'

/** After another tab was found at work, or when something came in meanwhile. */
const soonMs = 2_000
/** How often the desk's decisions are asked for: while someone may be looking, and otherwise. */
const pollVisibleMs = 30_000
const pollHiddenMs = 300_000
/** After a storm a thousand devices see the network at the same moment. */
const onlineSpreadMs = 2_000

/** Starts delivering from this page, at once and at every occasion. @returns the way to stop. */
export function startDelivery(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let onlineTimer: typeof timer
  let isRunning = false
  let queued: WakeReason | null = null
  let isStopped = false

  const schedule = (delayMs: number, reason: WakeReason) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void go(reason), delayMs)
  }
  const go = async (reason: WakeReason) => {
    if (isRunning) {
      queued = reason
      return
    }
    isRunning = true
    // Should the run end by a mistake of ours, it is reported as such, and yet is not the last one of this page.
    schedule(longestWaitMs, 'timer')
    let ran: Attempt<RunResult>
    try {
      ran = await attempt(() => deliverOnce(reason))
    } finally {
      isRunning = false
    }
    if (isStopped) return
    if (queued !== null) {
      const next = queued
      queued = null
      schedule(0, next)
    } else if (ran.ok && ran.value === 'busy') schedule(soonMs, reason)
    else schedule(await delayToNext(), 'timer')
  }

  const stopListening = onWake((reason) => {
    if (reason === 'enqueued') void registerSync()
    void go(reason)
  })
  const online = () => {
    clearTimeout(onlineTimer)
    onlineTimer = setTimeout(() => void go('online'), Math.random() * onlineSpreadMs)
  }
  const visible = () => {
    if (document.visibilityState === 'visible') void go('visible')
  }
  addEventListener('online', online)
  document.addEventListener('visibilitychange', visible)
  void go('started')

  return () => {
    isStopped = true
    clearTimeout(timer)
    clearTimeout(onlineTimer)
    stopListening()
    removeEventListener('online', online)
    document.removeEventListener('visibilitychange', visible)
  }
}

async function delayToNext(): Promise<number> {
  const known = await attempt(async () => {
    const hasQueued =
      (await database.outbox.where('[state+sequence]').between(['queued', 0], ['queued', []]).count()) > 0
    return { hasQueued, wait: await earliestWait(), setting: await readDeliverySetting() }
  })
  if (!known.ok) return longestWaitMs
  const { hasQueued, wait, setting } = known.value
  const now = Date.now()
  const poll = document.visibilityState === 'visible' ? pollVisibleMs : pollHiddenMs
  const work = Math.min(hasQueued ? soonMs : poll, wait === null ? poll : wait - now)
  return Math.min(longestWaitMs, Math.max(soonMs, setting.notBefore - now, work))
}

/** Lets the browser deliver after the page is closed, where it can (Chromium). */
async function registerSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.getRegistration()
  if (registration?.active == null || !('sync' in registration)) return
  try {
    await (registration as unknown as BackgroundSync).sync.register(syncTag)
  } catch {
    // Refused by the user or the browser: the page's own wakers remain.
  }
}

/** Not in the DOM library: Background Synchronization (WICG draft). */
interface BackgroundSync {
  readonly sync: { register(tag: string): Promise<void> }
}

/** A person asks to try again what the gateway refused. */
export async function retryNeedsAttention(): Promise<void> {
  const ids = await database.outbox
    .where('[state+sequence]')
    .between(['needs-attention', 0], ['needs-attention', []])
    .primaryKeys()
  await record(new Map(ids.map((id) => [id, { event: 'retry-requested' }])))
  wakeDelivery('person')
}
