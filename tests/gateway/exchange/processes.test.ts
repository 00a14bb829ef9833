/** Gateway processes of their own send what is queued; some are killed in the middle of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { birthSubmission } from '../birth-submission.ts'
import { childEnvironment } from '../child-environment.ts'
import { engines, freshDatabaseUrl } from '../engines.ts'
import { clockStartedMs, clockVariable, startGateway } from '../start-gateway.ts'
import { signIn } from '../test-desk.ts'
import { enrolDevice } from '../test-device.ts'
import { sessionInput } from './exchange-settings.ts'
import { type Portal, standInPortal } from './stand-in-portal.ts'

const entry = fileURLToPath(new URL('../gateway-process.ts', import.meta.url))
const dossierCount = 16
/** Processes start, and die, on a machine that does other things as well. */
const patience = 90_000

describe.each(engines)('processes that send to the national portal on %s', (engine) => {
  let portal: Portal
  let folder = ''
  let databaseUrl: string | null = null
  let running: ChildProcess[] = []

  beforeEach(async () => {
    portal = await standInPortal({ answerAfterMs: 10 })
    folder = await mkdtemp(join(tmpdir(), 'motcua-exchange-'))
    databaseUrl = await freshDatabaseUrl(engine)
    // A lease must hold three time-outs.
    const settings = { ...sessionInput(portal.url, { parallel: 4 }), timeoutSeconds: 1.2 }
    await writeFile(join(folder, 'exchange.json'), JSON.stringify(settings))
  })
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL')
    running = []
    await portal.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Dossiers that were accepted and taken up: each has two steps to tell. @returns their numbers */
  async function acceptMany(): Promise<string[]> {
    const gateway = await startGateway({ dataDir: join(folder, 'data'), databaseUrl })
    const { exchange } = gateway.gateway.storage
    await exchange.setUnit('H38.20', { isOn: true, senderCode: '000.00.20.H38' })
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const envelopes = []
    for (let index = 0; index < dossierCount; index++)
      envelopes.push(await device.envelope(birthSubmission()))
    await device.deliver(...envelopes)
    await gateway.gateway.settled()
    const { dossiers } = await desk.dossiers('?view=new')
    for (const { id } of dossiers) {
      await desk.receive(id, 1)
      await desk.post(`dossiers/${id}/events`, { type: 'start', revision: 2 })
    }
    const numbers = (await desk.dossiers('?view=open')).dossiers.map(
      ({ officialNumber }) => officialNumber ?? '',
    )
    await gateway.close()
    return numbers
  }

  async function start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [entry, join(folder, 'data'), databaseUrl ?? ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...childEnvironment,
        MOTCUA_EXCHANGE: join(folder, 'exchange.json'),
        [clockVariable]: String(clockStartedMs),
      },
    })
    running.push(child)
    await once(createInterface({ input: child.stdout }), 'line')
    return child
  }

  const calls = (count: number) =>
    expect.poll(() => portal.calls.length, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(count)

  async function allTold(numbers: readonly string[]): Promise<void> {
    await expect
      .poll(() => numbers.filter((number) => portal.steps.get(number)?.length !== 2), { timeout: 60_000 })
      .toEqual([])
    for (const number of numbers)
      expect(portal.steps.get(number)?.map((step) => step.TrangThai)).toEqual(['2', '4'])
    expect(portal.doubled()).toBe(0)
  }

  test('what a killed process had in hand is told once all the same', { timeout: patience }, async () => {
    const numbers = await acceptMany()
    expect(numbers).toHaveLength(dossierCount)
    portal.misbehave((_call, count) => (count % 11 === 0 ? { kind: 'lost-answer' } : null))
    for (const enough of [6, 18]) {
      const child = await start()
      await calls(enough)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    await start()
    await allTold(numbers)
  })

  test.runIf(engine === 'postgres')(
    'two processes share the work, and nothing is told twice',
    { timeout: patience },
    async () => {
      const numbers = await acceptMany()
      portal.misbehave((_call, count) => (count % 13 === 0 ? { kind: 'lost-answer' } : null))
      await Promise.all([start(), start()])
      await allTold(numbers)
      expect(portal.overlaps()).toBe(0)
    },
  )
})
