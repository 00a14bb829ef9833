import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startProduct } from './tests/browser/product.ts'
import { openProfile } from './tests/bench/bench-browser.ts'
const folder = await mkdtemp('/tmp/w/cold/')
const running = await startProduct({ dataFolder: join(folder, 'data') })
const profile = join(folder, 'p')
const url = running.url
{
  const c = await openProfile(profile, { viewport: { width: 1080, height: 1920 } })
  const p = await c.newPage()
  await p.goto(url)
  await p.evaluate(async () => { await navigator.serviceWorker.ready; if (!navigator.serviceWorker.controller) await new Promise(r => navigator.serviceWorker.addEventListener('controllerchange', r, { once: true })) })
  await c.close()
}
await running.stop()
const rows = []
for (let i = 0; i < 5; i++) {
  const c = await openProfile(profile, { viewport: { width: 1080, height: 1920 } })
  const p = await c.newPage()
  await p.addInitScript(() => {
    const look = () => {
      const field = document.querySelector('input')
      if (field === null || field.disabled || field.getClientRects().length === 0) requestAnimationFrame(look)
      else requestAnimationFrame(() => Object.assign(globalThis, { usableAt: performance.now() }))
    }
    requestAnimationFrame(look)
  })
  const s = await c.newCDPSession(p)
  await s.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  if (i === 4) await s.send('Profiler.enable').then(() => s.send('Profiler.setSamplingInterval', { interval: 200 })).then(() => s.send('Profiler.start'))
  await p.goto(url, { waitUntil: 'commit' })
  const h = await p.waitForFunction(() => Reflect.get(globalThis, 'usableAt'), null, { timeout: 60000 })
  const usable = Number(await h.jsonValue())
  if (i === 4) { const { profile: pr } = await s.send('Profiler.stop'); (await import('node:fs')).writeFileSync('/tmp/w/cold/prof.cpuprofile', JSON.stringify(pr)) }
  rows.push(await p.evaluate((usable) => {
    const n = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming
    const r = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const paint = performance.getEntriesByType('paint')
    return { usable: Math.round(usable), workerStart: Math.round(n.workerStart), fetchStart: Math.round(n.fetchStart), respEnd: Math.round(n.responseEnd), dcl: Math.round(n.domContentLoadedEventStart), fcp: Math.round(paint.find(x => x.name === 'first-contentful-paint')?.startTime ?? 0),
      marks: performance.getEntriesByType('mark').map(m => m.name + ':' + Math.round(m.startTime)).join(' '),
      res: r.map(x => x.name.split('/').pop()!.slice(0, 18) + ' ' + Math.round(x.startTime) + '-' + Math.round(x.responseEnd)).join(', ') }
  }, usable))
  await c.close()
}
for (const r of rows) console.log(JSON.stringify(r))
