/**
 * `npm run bench -- soak`: a long day in one tab. Visits that begin a declaration and leave it, every tenth one files
 * it; what the first tenth took beside the last: memory after a collection, the store, the time of a visit.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { recentBirth } from '../browser/birth.ts'
import {
  awaitInstalled,
  beginDeclaration,
  button,
  connectKiosk,
  fileBirth,
  fillDeclaration,
  findProcedure,
  finish,
  heading,
  seeArrived,
} from '../browser/citizen.ts'
import { startProduct } from '../browser/product.ts'
import { textsIn } from '../browser/texts.ts'
import { openProfile } from './bench-browser.ts'
import { median } from './median.ts'

const t = textsIn('vi')
const filedEvery = 10
/** The step at which a visit is given up. */
const leftAt = 'requester-name'

async function visit(page: Page): Promise<void> {
  await findProcedure(page, 'đăng ký khai sinh')
  await beginDeclaration(page)
  await fillDeclaration(page, recentBirth, { upTo: leftAt })
  await button(page, t('session.end')).click()
  const dialog = page.getByRole('dialog', { name: t('session.endTitle') })
  await dialog.getByRole('button', { name: t('session.endSure') }).click()
  await heading(page, t('home:title')).waitFor()
}

interface Footprint {
  readonly heapBytes: number
  readonly storeBytes: number
  readonly domNodes: number
}

async function footprint(page: Page, session: CDPSession): Promise<Footprint> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  const storeBytes = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
  return { heapBytes: metric('JSHeapUsedSize'), domNodes: metric('Nodes'), storeBytes }
}

/** @param args as typed after the name of the benchmark: `--sessions N`. */
export async function benchSoak(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { sessions: { type: 'string', default: '500' } },
  })
  const sessions = Number(values.sessions)
  const tenth = Math.max(1, Math.round(sessions / 10))
  await buildIfMissing()
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-soak-'))
  const product = await startProduct({ dataFolder: join(folder, 'data') })
  try {
    const context = await openProfile(join(folder, 'profile'), {
      viewport: { width: 1080, height: 1920 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    const [page = await context.newPage()] = context.pages()
    await connectKiosk(page, product)
    await awaitInstalled(page)
    await page.goto(product.url)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    const times: number[] = []
    let early: Footprint | undefined
    for (let count = 1; count <= sessions; count++) {
      if (count % filedEvery === 0) {
        await fileBirth(page)
        await seeArrived(page)
        await finish(page)
      } else {
        const began = performance.now()
        await visit(page)
        times.push(performance.now() - began)
      }
      if (count === tenth) early = await footprint(page, session)
      if (count % 50 === 0) {
        const { heapBytes } = await footprint(page, session)
        console.log(`${count} of ${sessions} visits: ${(heapBytes / 1e6).toFixed(1)} MB`)
      }
    }
    const late = await footprint(page, session)
    await context.close()
    if (early === undefined) throw new Error('there is a first tenth')
    const part = Math.max(1, Math.round(times.length / 10))
    const [first, last] = [median(times.slice(0, part)), median(times.slice(-part))]
    const growth = (before: number, after: number) => Number((after / before).toFixed(2))
    console.table({
      [`after ${tenth} visits`]: { ...early, visitMs: Math.round(first) },
      [`after ${sessions} visits`]: { ...late, visitMs: Math.round(last) },
    })
    return {
      sessions,
      heapGrowth: growth(early.heapBytes, late.heapBytes),
      timeGrowth: growth(first, last),
      storeGrowth: growth(early.storeBytes, late.storeBytes),
      nodesGrowth: growth(early.domNodes, late.domNodes),
    }
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
