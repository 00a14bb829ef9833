import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startProduct } from './tests/browser/product.ts'
import { openProfile } from './tests/bench/bench-browser.ts'
const folder = await mkdtemp('/tmp/w/cold/')
const running = await startProduct({ dataFolder: join(folder, 'data') })
const profile = join(folder, 'p'); const url = running.url
{
  const c = await openProfile(profile, { viewport: { width: 1080, height: 1920 } })
  const p = await c.newPage()
  await p.goto(url)
  await p.evaluate(async () => { await navigator.serviceWorker.ready; if (!navigator.serviceWorker.controller) await new Promise(r => navigator.serviceWorker.addEventListener('controllerchange', r, { once: true })) })
  await c.close()
}
await running.stop()
const rows: Record<string, number>[] = []
for (let i = 0; i < 11; i++) {
  const c = await openProfile(profile, { viewport: { width: 1080, height: 1920 } })
  const p = await c.newPage()
  await p.addInitScript(() => {
    const look = () => {
      const field = document.querySelector('input')
      if (field === null || field.disabled || field.getClientRects().length === 0) requestAnimationFrame(look)
      else requestAnimationFrame(() => { Object.assign(globalThis, { usableAt: performance.now() }); console.log('usable') })
    }
    requestAnimationFrame(look)
  })
  const s = await c.newCDPSession(p)
  await s.send('Performance.enable', { timeDomain: 'threadTicks' })
  const seen = p.waitForEvent('console', { predicate: (m) => m.text() === 'usable' })
  await p.goto(url, { waitUntil: 'commit' })
  await seen
  const m = (await s.send('Performance.getMetrics')).metrics
  const get = (n: string) => (m.find((x) => x.name === n)?.value ?? 0) * 1000
  rows.push({ task: get('TaskDuration'), script: get('ScriptDuration'), layout: get('LayoutDuration'), style: get('RecalcStyleDuration'), compile: get('V8CompileDuration'), at: await p.evaluate(() => Reflect.get(globalThis, 'usableAt')) })
  await c.close()
}
const med = (k: string) => rows.map((r) => r[k] ?? 0).sort((a, b) => a - b)[5]
const min = (k: string) => Math.min(...rows.map((r) => r[k] ?? 0))
console.log(process.argv[2], Object.fromEntries(['task', 'script', 'layout', 'style', 'compile', 'at'].map((k) => [k, [med(k)?.toFixed(1), min(k).toFixed(1)].join('/')])))
