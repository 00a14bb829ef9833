/** Three gateway processes, each with a folder of its own, over one PostgreSQL and one object store. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import type { ObjectStoreSettings } from '../../src/gateway/files/s3-files.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { createDatabase } from './engines.ts'
import { type ObjectStore, startObjectStore } from './object-store.ts'
import { startGateway } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { continueUpload, createUpload, enrolDevice, photo, type TestDevice } from './test-device.ts'

const entry = fileURLToPath(new URL('./gateway-process.ts', import.meta.url))

interface GatewayProcess {
  readonly url: string
  readonly code: string
  readonly adminPassword: string
  readonly child: ChildProcess
}

let folder = ''
let objects: ObjectStore
let objectStore: ObjectStoreSettings
let databaseUrl = ''
let client: pg.Client
let processes: readonly GatewayProcess[] = []
const running: ChildProcess[] = []

async function start(name: string): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [entry, join(folder, name), databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...childEnvironment,
      S3_ENDPOINT: objectStore.endpoint,
      S3_BUCKET: objectStore.bucket,
      S3_REGION: objectStore.region,
      S3_ACCESS_KEY_ID: objectStore.accessKeyId,
      S3_SECRET_ACCESS_KEY: objectStore.secretAccessKey,
    },
  })
  running.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { ...JSON.parse(String(line)), child }
}

async function numberOf(text: string): Promise<number> {
  const { rows } = await client.query<{ number: string }>(`select (${text}) as number`)
  return Number(rows[0]?.number)
}

/** With the same choice among the three each time that a test runs. */
function one(index: number): GatewayProcess {
  const chosen = processes[index % processes.length]
  if (chosen === undefined) throw new Error('no process runs')
  return chosen
}

async function allOpened(): Promise<void> {
  await vi.waitFor(
    async () => expect(await numberOf("select count(*) from envelopes where state = 'stored'")).toBe(0),
    { timeout: 20_000 },
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-several-'))
  objects = await startObjectStore()
  objectStore = await objects.freshBucket()
  databaseUrl = await createDatabase(inject('postgresUrl'))
  client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const first = await start('a')
  for (const name of ['b', 'c'])
    await cp(join(folder, 'a', 'keys'), join(folder, name, 'keys'), { recursive: true })
  processes = [first, ...(await Promise.all([start('b'), start('c')]))]
})
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await client.end()
  await objects.close()
  await rm(folder, { recursive: true, force: true })
})

test('a process with keys of its own does not join', async () => {
  const options = { dataDir: join(folder, 'stranger'), databaseUrl, objectStore }
  await expect(startGateway(options)).rejects.toThrow('the keys are not those of this database')
})

let devices: readonly TestDevice[] = []
let desks: readonly TestDesk[] = []
const sent = 36

test('the same and different envelopes at all of them at once are stored once each and opened once each', async () => {
  devices = await Promise.all(processes.map(({ url, code }) => enrolDevice(url, code)))
  const batches = await Promise.all(
    devices.map(async (device) => {
      const envelopes = []
      for (let index = 0; index < sent / devices.length; index += 1)
        envelopes.push(await device.envelope(birthSubmission()))
      return { device, envelopes }
    }),
  )
  const answers = await Promise.all(
    batches.flatMap(({ device, envelopes }) =>
      processes.flatMap(({ url }) => [
        // All in one, and one by one.
        device.at(url).deliver(...envelopes),
        ...envelopes.map((envelope) => device.at(url).deliver(envelope)),
      ]),
    ),
  )
  const outcomes = answers.flat()
  expect(outcomes.length).toBe(sent * processes.length * 2)
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['stored', 'duplicate']))
  expect(outcomes.filter(({ outcome }) => outcome === 'stored').length).toBe(sent)
  await allOpened()
  expect(await numberOf('select count(*) from envelopes')).toBe(sent)
  expect(await numberOf('select count(*) from dossiers')).toBe(sent)
  expect(await numberOf("select count(*) from dossier_events where type = 'arrive'")).toBe(sent)
  for (const [index, device] of devices.entries()) {
    // Whichever process is asked, a device hears of each of its dossiers.
    const { changes } = await device.at(one(index + 1).url).changes()
    expect(changes.length).toBe(sent / devices.length)
  }
})

test('a dossier received at two of them at once is received once, and the running numbers have no gap', async () => {
  const password = one(0).adminPassword
  desks = await Promise.all(processes.map(({ url }) => signIn(url, password)))
  const { rows } = await client.query<{ id: string }>('select id from dossiers order by id')
  const answers = await Promise.all(
    rows.map(async ({ id }, index) => {
      const two = [desks[index % 3], desks[(index + 1) % 3]]
      const responses = await Promise.all(two.map((desk) => desk?.receive(id, 1)))
      const problems = responses.flatMap((response) =>
        response === undefined || response.ok ? [] : [problemOf(response)],
      )
      return Promise.all(problems)
    }),
  )
  expect(answers).toEqual(rows.map(() => ['dossier-changed']))
  const numbers = await client.query<{ number: string }>(
    'select official_number as number from dossiers order by official_number',
  )
  expect(numbers.rows.map(({ number }) => Number(number.slice(-4)))).toEqual(
    Array.from({ length: sent }, (_, index) => index + 1),
  )
  expect(await numberOf("select count(*) from dossier_events where type = 'receive'")).toBe(sent)
  expect(await numberOf('select max(number) from dossier_events')).toBe(2)
})

test('a session opened at one is known to all, and ended for all', async () => {
  const { url } = one(0)
  const desk = await signIn(url, one(0).adminPassword)
  const cookie = desk.cookie.split(';', 1)[0] ?? ''
  const ask = (at: string) => fetch(`${at}api/desk/dossiers`, { headers: { cookie, 'x-motcua-desk': '1' } })
  expect(await Promise.all(processes.map(async (each) => (await ask(each.url)).status))).toEqual([
    200, 200, 200,
  ])
  await desk.delete('session')
  expect(await Promise.all(processes.map(async (each) => (await ask(each.url)).status))).toEqual([
    401, 401, 401,
  ])
})

test('a part begun at one, continued at another and asked for at a third is one part, and all can show it', async () => {
  const device = devices[0]
  if (device === undefined) throw new Error('no device')
  const bytes = photo(60_000)
  const part = await device.part(bytes)
  const envelope = await device.envelope(birthSubmission({}, [part]), [part])
  await device.deliver(envelope)
  const location = (await createUpload(one(0).url, envelope.id, part)).headers.get('location') ?? ''
  expect((await continueUpload(one(1).url, location, 0, part.bytes.slice(0, 20_000))).status).toBe(204)
  const head = await fetch(new URL(location, one(2).url), {
    method: 'HEAD',
    headers: { 'tus-resumable': '1.0.0' },
  })
  expect(head.headers.get('upload-offset')).toBe('20000')
  // The same bytes at two of them at once, as when a device did not hear the answer.
  const rest = part.bytes.slice(20_000)
  const last = await Promise.all(
    [2, 0].map((index) => continueUpload(one(index).url, location, 20_000, rest)),
  )
  expect(last.map(({ status }) => status)).toContain(204)
  expect(await device.at(one(1).url).deliver(envelope)).toMatchObject([
    { outcome: 'duplicate', missingParts: [] },
  ])
  await allOpened()
  const { rows } = await client.query<{ id: string }>('select id from dossiers where envelope = $1', [
    envelope.id,
  ])
  for (const desk of desks) {
    const page = await desk.get(`dossiers/${rows[0]?.id}/parts/${part.reference.sha256}`)
    expect(new Uint8Array(await page.arrayBuffer())).toEqual(bytes)
  }
})

test('one that is killed in the middle of an upload is not missed', async () => {
  const device = devices[1]
  if (device === undefined) throw new Error('no device')
  const part = await device.part(photo(50_000))
  const envelope = await device.envelope(birthSubmission({}, [part]), [part])
  const victim = one(2)
  await device.at(victim.url).deliver(envelope)
  const location = (await createUpload(victim.url, envelope.id, part)).headers.get('location') ?? ''
  await continueUpload(victim.url, location, 0, part.bytes.slice(0, 30_000))
  const ended = once(victim.child, 'exit')
  victim.child.kill('SIGKILL')
  await ended
  const { url } = one(0)
  expect((await continueUpload(url, location, 30_000, part.bytes.slice(30_000))).status).toBe(204)
  expect(await device.at(url).deliver(envelope)).toMatchObject([{ outcome: 'duplicate', missingParts: [] }])
})
