import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveBuiltSite } from '../../src/gateway/site/built-site.ts'
import { problemOf } from './test-desk.ts'

const page = '<!doctype html><html><head><base href="/" /></head><body>Một cửa</body></html>'
const script = 'export const greeting = "chào"'

describe.each(['/', '/sub/path/'])('the built app under %s', (base) => {
  let folder = ''
  let app: FastifyInstance
  let url = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-site-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), page)
    await writeFile(join(folder, 'sw.js'), '// worker')
    await writeFile(join(folder, '.build-inputs'), 'secret')
    await writeFile(join(folder, 'assets/main-abc.js'), script)
    await writeFile(join(folder, 'assets/main-abc.js.br'), brotliCompressSync(script))
    app = fastify()
    await serveBuiltSite(app, folder, base)
    url = `${await app.listen({ host: '127.0.0.1', port: 0 })}${base}`
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })
  const navigate = (path: string) => fetch(url + path, { headers: { accept: 'text/html,*/*' } })

  test.each(['', 'tra-cuu', 'thu-tuc/1.001193', 'ke-khai/1.001193/child', 'can-bo/ho-so'])(
    'a navigation to "%s" gets the page with its base, never kept',
    async (path) => {
      const answer = await navigate(path)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).toBe(page.replace('href="/"', `href="${base}"`))
    },
  )

  test.each([
    'assets/main-old.js',
    'assets/old',
    'missing.png',
    'api/v1/nothing',
    'api/desk/x',
    '.build-inputs',
  ])('a missing "%s" is a 404 and not the page, even for a browser', async (path) => {
    const answer = await navigate(path)
    expect([answer.status, await problemOf(answer)]).toEqual([404, 'not-found'])
  })

  test('a missing page is a 404 for whoever does not ask for a page', async () => {
    const answer = await fetch(`${url}tra-cuu`, { headers: { accept: 'application/json' } })
    expect([answer.status, await problemOf(answer)]).toEqual([404, 'not-found'])
    expect((await fetch(`${url}tra-cuu`, { method: 'POST' })).status).toBe(404)
  })

  test('assets are kept for ever and come compressed, the service worker is asked for anew', async () => {
    const asset = await fetch(`${url}assets/main-abc.js`, { headers: { 'accept-encoding': 'br' } })
    expect(asset.headers.get('content-encoding')).toBe('br')
    expect(asset.headers.get('content-type')).toMatch(/javascript/)
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await asset.text()).toBe(script)
    const plain = await fetch(`${url}assets/main-abc.js`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect((await fetch(`${url}sw.js`)).headers.get('cache-control')).toBe('no-cache')
  })

  test('the base without its last slash leads to it', async () => {
    const answer = await fetch(url.slice(0, -1), { redirect: 'manual', headers: { accept: 'text/html' } })
    expect(base === '/' ? answer.status : answer.headers.get('location')).toBe(base === '/' ? 200 : base)
  })
})
