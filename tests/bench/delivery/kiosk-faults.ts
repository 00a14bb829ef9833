/** A kiosk that is killed, or whose power is cut, at the moment of "đã lưu" and in the middle of delivery. */
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { birthAnswers, birthForm } from '../../domain/form/birth-example.ts'
import { openProfile } from '../bench-browser.ts'
import { bundlePage } from '../page-bundle.ts'
import { readArrived } from './arrived.ts'
import type { Faults } from './faults.ts'
import { type GatewayProcess, gatewayProcess } from './gateway-process.ts'
import type { Bench, Filing } from './page.ts'
import { makeDisk } from './power.ts'

declare const bench: Bench

const pageFile = fileURLToPath(new URL('./page.ts', import.meta.url))
/** How many rounds a queue grows before it is delivered and compared with the gateway. */
const roundsToDelivery = 10

const filing: Filing = {
  draft: {
    procedure: '1.001193',
    form: { name: birthForm.name, version: birthForm.version },
    answers: birthAnswers,
    step: '',
    papers: [],
  },
  consentAt: new Date().toISOString(),
  photoBytes: 300_000,
}

interface Kiosk {
  readonly page: Page
  /** SIGKILL to the browser. */
  kill(): Promise<void>
}

export interface KioskFaults {
  readonly powerCuts: number
  readonly kills: number
  readonly killsInDelivery: number
}

export async function faultKiosks(asked: KioskFaults): Promise<Faults> {
  const script = await bundlePage(pageFile)
  const data = mkdtempSync(join(tmpdir(), 'motcua-bench-data-'))
  const gateway = await gatewayProcess(data, null)
  const tally = { faults: 0, saved: 0, lost: 0, doubled: 0, corrupt: 0 }
  /** The kiosk as it runs now: it must be gone before its disk. */
  let running: Kiosk | undefined
  try {
    if (asked.powerCuts > 0) {
      const disk = await makeDisk()
      try {
        const powerCut = async (kiosk: Kiosk) => {
          await disk.cut()
          await kiosk.kill()
          await disk.remount()
        }
        await atTheReceipt(asked.powerCuts, disk.path, powerCut)
      } finally {
        await running?.kill()
        await disk.remove()
      }
    }
    await onFolder(asked.kills, (profile) => atTheReceipt(asked.kills, profile, (kiosk) => kiosk.kill()))
    await onFolder(asked.killsInDelivery, (profile) => inDelivery(asked.killsInDelivery, profile))
    const arrived = await readArrived(data, null)
    tally.doubled = repeated(arrived.envelopes) + repeated(arrived.dossiers)
    tally.corrupt += arrived.corruptParts + arrived.quarantined
  } finally {
    await gateway.kill()
    rmSync(data, { recursive: true, force: true })
  }
  return tally

  async function open(profile: string): Promise<Kiosk> {
    const opened = await openKiosk(profile, script, gateway)
    running = opened
    return opened
  }

  async function onFolder(rounds: number, work: (profile: string) => Promise<void>): Promise<void> {
    if (rounds === 0) return
    const profile = mkdtempSync(join(tmpdir(), 'motcua-bench-profile-'))
    try {
      await work(profile)
    } finally {
      await running?.kill()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  }

  async function atTheReceipt(
    rounds: number,
    profile: string,
    fault: (kiosk: Kiosk) => Promise<void>,
  ): Promise<void> {
    const saved = new Set<string>()
    let kiosk = await open(profile)
    await kiosk.page.evaluate((code) => bench.join(code), gateway.enrolmentCode)
    for (let round = 1; round <= rounds; round += 1) {
      const wanted = 1 + Math.floor(Math.random() * 2)
      let seen = 0
      await new Promise<void>((resolve, reject) => {
        const onSaved = (envelopeId: string) => {
          saved.add(envelopeId)
          seen += 1
          if (seen === wanted) resolve()
        }
        kiosk.page
          .exposeFunction('saved', onSaved)
          .then(() => kiosk.page.evaluate((one) => bench.fileWithoutEnd(one), filing))
          // The end of the browser ends the filing: what went wrong before is a failure of the run.
          .catch((error: unknown) => (seen < wanted ? reject(error) : undefined))
      })
      await fault(kiosk)
      tally.faults += 1
      kiosk = await open(profile)
      await compare(kiosk, saved)
      if (round % roundsToDelivery === 0 || round === rounds) await deliver(kiosk, saved)
      progress('kiosk', round, rounds)
    }
    await kiosk.kill()
  }

  async function inDelivery(rounds: number, profile: string): Promise<void> {
    const saved = new Set<string>()
    let kiosk = await open(profile)
    await kiosk.page.evaluate((code) => bench.join(code), gateway.enrolmentCode)
    for (let round = 1; round <= rounds; round += 1) {
      for (const photoBytes of [0, filing.photoBytes]) {
        saved.add(await kiosk.page.evaluate((one) => bench.file(one), { ...filing, photoBytes }))
      }
      const delivering = kiosk.page.evaluate(() => bench.deliver()).catch(() => 'killed')
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
      await kiosk.kill()
      await delivering
      tally.faults += 1
      kiosk = await open(profile)
      if (round % roundsToDelivery === 0 || round === rounds) await deliver(kiosk, saved)
      progress('delivery', round, rounds)
    }
    await kiosk.kill()
  }

  /** What the screen called saved is in the queue, whole. */
  async function compare(kiosk: Kiosk, saved: ReadonlySet<string>): Promise<void> {
    const { whole, damaged } = await kiosk.page.evaluate(() => bench.queue())
    const present = new Set([...whole, ...damaged])
    tally.corrupt += damaged.length
    tally.lost += [...saved].filter((id) => !present.has(id)).length
  }

  async function deliver(kiosk: Kiosk, saved: Set<string>): Promise<void> {
    await kiosk.page.evaluate(() => bench.deliver())
    const arrived = new Set((await readArrived(data, null)).envelopes)
    tally.lost += [...saved].filter((id) => !arrived.has(id)).length
    tally.saved += saved.size
    saved.clear()
  }
}

async function openKiosk(profile: string, script: string, gateway: GatewayProcess): Promise<Kiosk> {
  const folder = join(profile, 'kiosk')
  const context = await openProfile(folder)
  // Chromium marks the profile it holds with `<host>-<process id>`.
  const pid = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1))
  let isGone = false
  const gone = new Promise<void>((resolve) =>
    context.once('close', () => {
      isGone = true
      resolve()
    }),
  )
  const [page = await context.newPage()] = context.pages()
  await context.route('**/bench/**', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><base href="/"><script src="/bench/page.js"></script>',
        }),
  )
  await page.goto(`${gateway.url}bench/`)
  return {
    page,
    async kill() {
      if (!isGone) process.kill(pid, 'SIGKILL')
      await gone
    },
  }
}

function repeated(values: readonly string[]): number {
  return values.length - new Set(values).size
}

function progress(what: string, round: number, rounds: number): void {
  if (round % 10 === 0 || round === rounds) console.log(`${what}: ${round} of ${rounds}`)
}
