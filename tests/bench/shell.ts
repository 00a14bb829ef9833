/**
 * `npm run bench -- shell`: from nothing to a usable first screen without network, in a browser that has just been
 * started on a six times slower processor; beside a minimal page with the same framework, in turn in the same run.
 * A machine's own speed moves: each start is compared with the one of the minimal page right after it, too.
 */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync } from 'node:zlib'
import { buildIfMissing, distFolder } from '../../src/gateway/site/build-if-missing.ts'
import { firstScreenFiles } from '../../src/gateway/site/first-screen.ts'
import { startProduct } from '../browser/product.ts'
import { openBarePage } from './bare-page.ts'
import { median } from './median.ts'
import { bundlePage } from './page-bundle.ts'

const slowDown = 6
const size = { width: 1080, height: 1920 }
const minimalFolder = fileURLToPath(new URL('./minimal-page/', import.meta.url))

interface Subject {
  readonly url: string
  readonly profile: string
  /** Its server is gone: what is shown comes from the device. */
  stop(): Promise<void>
  readonly scriptBytes: number
}

/**
 * The page as Vite makes one, its script a module; or its script as the product's is, which a browser translates when
 * the worker is installed.
 */
async function minimalPage(folder: string, kind: 'module' | 'defer'): Promise<Subject> {
  const [page, worker] = await Promise.all([
    bundlePage(`${minimalFolder}page.ts`),
    bundlePage(`${minimalFolder}sw.ts`),
  ])
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': [
      'text/html; charset=utf-8',
      `<!doctype html><html lang="vi"><title>Một cửa</title><div id="root"></div><script ${kind === 'module' ? 'type="module"' : 'defer'} src="page.js"></script>`,
    ],
    '/page.js': ['text/javascript; charset=utf-8', page],
    '/sw.js': ['text/javascript; charset=utf-8', worker],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[new URL(request.url ?? '/', 'http://localhost').pathname] ?? []
    if (type === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': type }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Always a TCP server's.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    profile: join(folder, `minimal-${kind}`),
    scriptBytes: brotliCompressSync(page).length,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function product(folder: string): Promise<Subject> {
  await buildIfMissing()
  const running = await startProduct({ dataFolder: join(folder, 'data') })
  const scripts = (await firstScreenFiles(distFolder)).filter(({ kind }) => kind === 'script')
  return {
    url: running.url,
    profile: join(folder, 'product'),
    scriptBytes: scripts.reduce((sum, { brotliBytes }) => sum + brotliBytes, 0),
    stop: () => running.stop(),
  }
}

/** Until its worker has everything and answers for it. */
async function install({ url, profile }: Subject): Promise<void> {
  const page = await openBarePage(profile, size)
  try {
    await page.goTo(url)
    await page.valueOf('navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller && true)')
  } finally {
    await page.close()
  }
}

const noteUsable = `(() => {
  const look = () => {
    const field = document.querySelector('input')
    if (field === null || field.disabled || field.getClientRects().length === 0) requestAnimationFrame(look)
    else requestAnimationFrame(() => { globalThis.usableAt = performance.now() })
  }
  requestAnimationFrame(look)
})()`

/** Milliseconds from the start of the navigation until the field can be seen and typed into. */
async function coldStart({ url, profile }: Subject): Promise<number> {
  const page = await openBarePage(profile, size)
  try {
    await page.beforeDocuments(noteUsable)
    await page.slowDown(slowDown)
    await page.goTo(url)
    return Number(await page.valueOf('globalThis.usableAt'))
  } finally {
    await page.close()
  }
}

/** @param args as typed after the name of the benchmark: `--runs N`. */
export async function benchShell(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { runs: { type: 'string', default: '15' } },
  })
  const folder = await mkdtemp(join(tmpdir(), 'motcua-bench-shell-'))
  try {
    const subjects = await openSubjects(folder)
    try {
      for (const subject of Object.values(subjects)) await install(subject)
    } finally {
      for (const subject of Object.values(subjects)) await subject.stop()
    }
    const times: Record<keyof typeof subjects, number>[] = []
    for (let run = 0; run < Number(values.runs); run++)
      times.push({
        product: await coldStart(subjects.product),
        minimal: await coldStart(subjects.minimal),
        translated: await coldStart(subjects.translated),
      })
    const typical = (name: keyof typeof subjects) => median(times.map((time) => time[name]))
    const ratioTo = (name: keyof typeof subjects) => Number((typical('product') / typical(name)).toFixed(2))
    const pairs = times.map((time) => time.product / time.minimal).sort((a, b) => a - b)
    const pairAt = (share: number) => Number((pairs[Math.floor(share * (pairs.length - 1))] ?? 0).toFixed(2))
    const kb = ({ scriptBytes }: Subject) => Number((scriptBytes / 1000).toFixed(1))
    const row = (name: keyof typeof subjects) => ({
      'script, brotli kB': kb(subjects[name]),
      'cold start, ms': Math.round(typical(name)),
      'product takes': ratioTo(name),
    })
    console.table({
      'first screen of the product': row('product'),
      'minimal page': row('minimal'),
      'minimal page, translated as the product is': row('translated'),
    })
    return {
      firstScreenBrotliKb: kb(subjects.product),
      minimalPageBrotliKb: kb(subjects.minimal),
      coldOfflineMs: Math.round(typical('product')),
      minimalPageMs: Math.round(typical('minimal')),
      translatedMinimalPageMs: Math.round(typical('translated')),
      ratio: ratioTo('minimal'),
      ratioOfPairs: { quarter: pairAt(0.25), median: pairAt(0.5), threeQuarters: pairAt(0.75) },
      ratioToTranslated: ratioTo('translated'),
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function openSubjects(folder: string) {
  return {
    product: await product(folder),
    minimal: await minimalPage(folder, 'module'),
    translated: await minimalPage(folder, 'defer'),
  }
}
