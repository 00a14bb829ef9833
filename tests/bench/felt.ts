/**
 * `npm run bench -- felt`: how soon each tap of a birth registration is answered on a six times slower processor, from
 * the finger to the next picture on the screen (Event Timing), by screen; beside a fixed piece of work in the same page.
 * `drawnMs` is until nothing comes or goes any more on the screen: what a tap leads to is drawn behind its answer.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { awaitInstalled, connectKiosk, fileBirth, finish } from '../browser/citizen.ts'
import { sizes } from '../browser/kiosk.ts'
import { drawPhoto } from '../browser/photo.ts'
import { startProduct } from '../browser/product.ts'
import { openProfile } from './bench-browser.ts'
import { tapWithFinger } from './finger.ts'
import { median } from './median.ts'

const slowDown = 6
/** Issue: each tap answers within a tenth of a second. */
const allowedMs = 100

interface Tap {
  readonly screen: string
  readonly target: string
  readonly ms: number
  readonly drawnMs: number
}

/** From now on, over all screens of this page. Event Timing rounds to 8 ms and tells of nothing below 16. */
async function noteTaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Touched {
      readonly at: number
      readonly screen: string
      readonly target: string
      ms: number
      liftedAt: number
      changedAt: number
    }
    const touched: Touched[] = []
    const readTaps = () =>
      touched
        .filter(({ ms }) => ms > 0)
        .map(({ screen, target, ms, liftedAt, changedAt }) => ({
          screen,
          target,
          ms,
          drawnMs: Math.max(ms, changedAt - liftedAt),
        }))
    Object.assign(globalThis, { readTaps })
    // When the finger comes down: what is noted at the click itself would be felt.
    const note = ({ target, timeStamp }: Event) => {
      const what =
        target instanceof Element ? (target.closest('a, button, label, input, textarea') ?? target) : null
      touched.push({
        at: timeStamp,
        screen: document.querySelector('h1')?.textContent ?? '',
        target: (what?.getAttribute('aria-label') ?? what?.textContent ?? what?.tagName ?? '')
          .trim()
          .slice(0, 40),
        ms: 0,
        liftedAt: timeStamp,
        changedAt: 0,
      })
    }
    new MutationObserver(() => {
      const last = touched.at(-1)
      if (last !== undefined) last.changedAt = performance.now()
    }).observe(document.body, { childList: true, subtree: true })
    addEventListener('pointerdown', note, { capture: true })
    const tapEvents = new Set([
      'pointerdown',
      'touchstart',
      'pointerup',
      'touchend',
      'mousedown',
      'mouseup',
      'click',
    ])
    // Its own variable: the types of the DOM do not know the threshold.
    const kind = { type: 'event', durationThreshold: 16, buffered: true }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // What is filled in by the driver is no tap.
        if (!tapEvents.has(entry.name)) continue
        const seen = touched.findLast(({ at }) => at <= entry.startTime + 1)
        if (seen === undefined) continue
        // A tap is several events; the slowest of them is what is felt.
        seen.ms = Math.max(seen.ms, entry.duration)
        seen.liftedAt = Math.max(seen.liftedAt, entry.startTime)
      }
    }).observe(kind)
  })
}

/** A fixed piece of script on the slowed processor: machines differ, and so do the moments of one. */
async function timeOfWork(page: Page): Promise<number> {
  const times = await page.evaluate(() =>
    Array.from({ length: 9 }, () => {
      const began = performance.now()
      let sum = 0
      for (let at = 0; at < 4_000_000; at++) sum = (sum + at * at) % 1_000_003
      return sum < 0 ? 0 : performance.now() - began
    }),
  )
  return median(times)
}

interface Run {
  readonly felt: readonly { readonly what: string; readonly ms: number; readonly drawnMs: number }[]
  readonly workMs: number
}

async function run(): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-felt-'))
  try {
    const product = await startProduct({ dataFolder: join(folder, 'data') })
    const context = await openProfile(join(folder, 'profile'), {
      viewport: sizes.kiosk,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    const page = await context.newPage()
    await connectKiosk(page, product)
    await awaitInstalled(page)
    // Anew: Playwright has tapped here.
    await page.reload()
    const photo = await drawPhoto(page, { title: 'Giấy chứng sinh', width: 1240, height: 1754 })
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
    const workBefore = await timeOfWork(page)
    const lift = await tapWithFinger(page)
    await noteTaps(page)
    await fileBirth(page, { photos: [photo] })
    await finish(page)
    lift()
    const taps = await page.evaluate((): readonly Tap[] => Reflect.get(globalThis, 'readTaps')())
    const workMs = (workBefore + (await timeOfWork(page))) / 2
    await context.close()
    await product.stop()
    // The same may be tapped twice.
    const felt = [...Map.groupBy(taps, ({ screen, target }) => `${screen} · ${target}`)].map(
      ([what, its]) => ({
        what,
        ms: Math.max(...its.map(({ ms }) => ms)),
        drawnMs: Math.max(...its.map(({ drawnMs }) => drawnMs)),
      }),
    )
    return { felt, workMs }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** @param args `--runs` how often the birth is filed, 5 unless told: the slowing itself comes and goes */
export async function benchFelt(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({ args: [...args], options: { runs: { type: 'string', default: '5' } } })
  await buildIfMissing()
  const runs: Run[] = []
  while (runs.length < Number(values.runs)) runs.push(await run())
  const felt = [
    ...Map.groupBy(
      runs.flatMap(({ felt }) => felt),
      ({ what }) => what,
    ),
  ]
    .map(([what, its]) => {
      const times = its.map(({ ms }) => ms)
      return {
        what,
        medianMs: median(times),
        fastestMs: Math.min(...times),
        slowestMs: Math.max(...times),
        drawnMs: Math.round(median(its.map(({ drawnMs }) => drawnMs))),
      }
    })
    .toSorted((one, other) => other.medianMs - one.medianMs)
  console.table(felt)
  const medians = felt.map(({ medianMs }) => medianMs)
  const medianMs = median(medians)
  const workMs = median(runs.map(({ workMs }) => workMs))
  return {
    runs: runs.length,
    taps: felt.length,
    medianMs,
    workMs: Math.round(workMs),
    medianToWork: Number((medianMs / workMs).toFixed(2)),
    slowestMedianMs: Math.max(...medians),
    slowestMs: Math.max(...felt.map(({ slowestMs }) => slowestMs)),
    medianDrawnMs: median(felt.map(({ drawnMs }) => drawnMs)),
    mediansAbove100Ms: medians.filter((ms) => ms > allowedMs).length,
  }
}
