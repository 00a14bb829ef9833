import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { childEnvironment } from './child-environment.ts'
import { signIn } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const serve = fileURLToPath(new URL('../../src/serve.ts', import.meta.url))
const running = new Set<ChildProcess>()
let dataDir = ''
beforeAll(async () => {
  await buildIfMissing()
  dataDir = await mkdtemp(join(tmpdir(), 'motcua-serve-'))
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** Starts the product and gathers what it prints until its last line, or its end. */
async function start(env: Record<string, string>): Promise<{ child: ChildProcess; lines: string[] }> {
  const child = spawn(process.execPath, [serve], {
    env: { ...childEnvironment, MOTCUA_DATA: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const lines: string[] = []
  const ended = once(child, 'close')
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (line.includes('ket-noi#ma=')) resolve()
      })
  })
  await Promise.race([ready, ended])
  return { child, lines }
}

test('the first start prints the addresses, a password and an enrolment link, and all three work', async () => {
  const { child, lines } = await start({})
  const text = lines.join('\n')
  const url = /Kiosk:\s+(\S+)/.exec(text)?.[1] ?? ''
  const page = await fetch(url, { headers: { accept: 'text/html' } })
  expect(await page.text()).toContain('<base href="/"')
  const desk = await signIn(url, /password: (\S+)/.exec(text)?.[1] ?? '')
  expect(await (await desk.get('session')).json()).toMatchObject({ role: 'unit-administrator' })
  const device = await enrolDevice(url, /#ma=(\S+)/.exec(text)?.[1] ?? '')
  expect(device.enrolment.role).toBe('kiosk')

  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)

  // As dear to guess as OWASP asks, unlike those of other tests.
  const database = new DatabaseSync(join(dataDir, 'motcua.sqlite'), { readOnly: true })
  const { password } = database.prepare('select password from staff').get() ?? {}
  database.close()
  expect(password).toMatch(/^scrypt\$32768\$8\$3\$/)

  const again = await start({})
  expect(again.lines.join('\n')).not.toContain('password')
  expect(again.lines.join('\n')).toContain('ket-noi#ma=')
})

test('a busy port, an unusable variable and an unwritable data folder each end with a clear last line and code 1', async () => {
  const blocker = createServer().listen(0, '0.0.0.0')
  await once(blocker, 'listening')
  const address = blocker.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const mistakes: [Record<string, string>, string][] = [
    [{ PORT: port }, port],
    [{ PORT: 'http' }, 'PORT'],
    [{ MOTCUA_BASE: 'no-slash' }, 'MOTCUA_BASE'],
    [{ MOTCUA_DATA: '/dev/null/data' }, '/dev/null/data'],
    [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'ECONNREFUSED'],
    [{ MOTCUA_NUMBER_PATTERN: '{org}' }, '{org}'],
  ]
  for (const [env, reason] of mistakes) {
    const { child, lines } = await start(env)
    expect(lines.at(-1)).toContain(reason)
    expect(lines.filter((line) => /^\s+at /.test(line))).toEqual([])
    expect(child.exitCode).toBe(1)
  }
  blocker.close()
})
