/** The queue of people when a process is killed, and when two share one database. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterEach, expect, test, vi } from 'vitest'
import { standardQueue } from '../../src/catalogue/standard-queue.ts'
import { callFeed, queuePanel, ticketView } from '../../src/contract/visitor-queue.ts'
import { requestBytes } from '../../src/vault/envelope.ts'
import { sign } from '../../src/vault/signature.ts'
import { childEnvironment } from './child-environment.ts'
import { createDatabase, engines } from './engines.ts'
import { startGateway } from './start-gateway.ts'
import { signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const entry = fileURLToPath(new URL('./gateway-process.ts', import.meta.url))
const cleanUps: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'motcua-visitors-'))
  cleanUps.push(() => rm(path, { recursive: true, force: true }))
  return path
}

async function takeAt(url: string, { id: device, keys }: TestDevice): Promise<string> {
  const path = `/api/v1/queue/tickets/${crypto.randomUUID()}?group=A`
  const created = new Date().toISOString()
  const signature = await sign(keys.privateKey, requestBytes('POST', path, created))
  const authorization = `Motcua device="${device}", created="${created}", signature="${signature}"`
  const response = await fetch(new URL(path.slice(1), url), { method: 'POST', headers: { authorization } })
  return v.parse(ticketView, await response.json()).number
}

const panelOf = async (desk: TestDesk) => v.parse(queuePanel, await (await desk.get('visitor-queue')).json())

/** A queue that is on, with so many counters. */
async function open(desk: TestDesk, counters: number): Promise<void> {
  await desk.post('visitor-queue/setting', { ...standardQueue, isOn: true })
  for (let index = 1; index <= counters; index += 1)
    await desk.post('visitor-queue/counters', { name: `Quầy ${index}`, groups: ['A'] })
}

async function sit(desk: TestDesk, index: number): Promise<void> {
  const { counters } = await panelOf(desk)
  await desk.post(`visitor-queue/counters/${counters[index]?.id}/seat`, { isSeated: true })
}

test.each(engines)(
  'on %s, after a power cut between call and answer, the called one is called and the next number is right',
  async (engine) => {
    const dataDir = await folder()
    const { inject } = await import('vitest')
    const databaseUrl = engine === 'sqlite' ? '' : await createDatabase(inject('postgresUrl'))
    const start = async () => {
      const child: ChildProcess = spawn(process.execPath, [entry, dataDir, databaseUrl], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: childEnvironment,
      })
      cleanUps.push(() => child.kill('SIGKILL'))
      if (child.stdout === null) throw new Error('its output is a pipe')
      const [line] = await once(createInterface({ input: child.stdout }), 'line')
      const { url, code, adminPassword } = JSON.parse(String(line))
      return { child, url: String(url), code: String(code), adminPassword: String(adminPassword) }
    }
    const first = await start()
    const device = await enrolDevice(first.url, first.code)
    const desk = await signIn(first.url, first.adminPassword)
    await open(desk, 1)
    await sit(desk, 0)
    expect([await takeAt(first.url, device), await takeAt(first.url, device)]).toEqual(['A001', 'A002'])
    // The answer is not waited for: as soon as the call is seen anywhere, the process dies.
    const answer = desk.post('visitor-queue/next', { seen: null }).catch(() => null)
    await vi.waitFor(async () => {
      const feed = await fetch(`${first.url}api/v1/queue/units/H38.20/calls`)
      expect(v.parse(callFeed, await feed.json()).calls[0]?.number).toBe('A001')
    })
    first.child.kill('SIGKILL')
    await Promise.all([answer, once(first.child, 'close')])

    const second = await start()
    const again = await signIn(second.url, first.adminPassword)
    const { current, waiting } = await panelOf(again)
    expect(current).toMatchObject({ number: 'A001', state: 'called' })
    expect(waiting.map(({ number }) => number)).toEqual(['A002'])
    expect(await takeAt(second.url, device)).toBe('A003')
  },
  60_000,
)

test('two processes over one PostgreSQL give each number once and call nobody twice', async () => {
  const first = await startGateway({ engine: 'postgres' })
  cleanUps.push(() => first.close())
  const dataDir = await folder()
  await cp(join(first.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true })
  const second = await startGateway({ dataDir, databaseUrl: first.databaseUrl })
  cleanUps.push(() => second.close())
  const device = await enrolDevice(first.url, await first.enrolmentCode())
  const desk = await signIn(first.url, first.adminPassword)
  await open(desk, 1)
  await sit(desk, 0)
  const elsewhere = await signIn(second.url, first.adminPassword)
  const numbers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => takeAt(index % 2 === 0 ? first.url : second.url, device)),
  )
  expect(new Set(numbers).size).toBe(12)
  // One officer, signed in twice, presses at both at once.
  const presses = await Promise.all(
    [desk, elsewhere].map((each) => each.post('visitor-queue/next', { seen: null })),
  )
  expect(presses.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect((await panelOf(elsewhere)).waiting.length).toBe(11)
})
