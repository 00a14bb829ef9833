import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const command = fileURLToPath(new URL('../../src/gateway/ledger.ts', import.meta.url))

describe.each(engines)('the ledger of a device, on %s', (engine) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => new Date() })
  })
  afterAll(() => gateway.close())

  const newDevice = async (): Promise<TestDevice> => enrolDevice(gateway.url, await gateway.enrolmentCode())

  async function tell(device: TestDevice, sequence: number, queued: number, created?: string): Promise<void> {
    const path = `/api/v1/changes?cursor=0&sequence=${sequence}&queued=${queued}`
    expect((await device.changesRequest(path, path, created)).status).toBe(200)
  }

  async function entryOf(device: TestDevice) {
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const { devices } = await (await desk.get('devices')).json()
    return devices.find(({ id }: { id: string }) => id === device.id)
  }

  async function printed(...parameters: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...parameters], {
      env: {
        ...childEnvironment,
        MOTCUA_DATA: gateway.dataDir,
        ...(gateway.databaseUrl === null ? {} : { DATABASE_URL: gateway.databaseUrl }),
      },
    })
    return stdout
  }

  test('a device that says nothing of itself has gaps as far as they can be seen', async () => {
    const device = await newDevice()
    await device.envelope(birthSubmission())
    await device.deliver(await device.envelope(birthSubmission()))
    await device.changes()
    expect(await entryOf(device)).toMatchObject({
      highestSequence: 2,
      missingSequences: [1],
      queueLength: null,
      clockOffsetMs: null,
      storeLostAt: null,
    })
  })

  test('what a device made after the last that arrived is missing too, and its queue and clock are known', async () => {
    const device = await newDevice()
    await device.deliver(await device.envelope(birthSubmission()))
    await tell(device, 3, 2)
    const entry = await entryOf(device)
    expect(entry).toMatchObject({ highestSequence: 1, missingSequences: [2, 3], queueLength: 2 })
    expect(Math.abs(entry.clockOffsetMs)).toBeLessThan(5_000)
    await tell(device, 3, 0)
    expect(await entryOf(device)).toMatchObject({ missingSequences: [2, 3], queueLength: 0 })
  })

  test('a device that knows of fewer of its envelopes than the gateway has lost its store', async () => {
    const device = await newDevice()
    await device.deliver(await device.envelope(birthSubmission()), await device.envelope(birthSubmission()))
    await tell(device, 2, 0)
    expect((await entryOf(device)).storeLostAt).toBeNull()
    await tell(device, 0, 0)
    const { storeLostAt } = await entryOf(device)
    expect(storeLostAt).not.toBeNull()
    // The device has taken up the numbering again: that it happened stays known.
    await tell(device, 2, 0)
    expect((await entryOf(device)).storeLostAt).toBe(storeLostAt)
  })

  test('a request that someone recorded and sends again does not make a device look as if it had lost its store', async () => {
    const device = await newDevice()
    await device.deliver(await device.envelope(birthSubmission()))
    const recorded = new Date().toISOString()
    await tell(device, 1, 0, recorded)
    await device.deliver(await device.envelope(birthSubmission()))
    // Before the device has said a word more, and after.
    await tell(device, 1, 0, recorded)
    expect(await entryOf(device)).toMatchObject({ storeLostAt: null })
    await tell(device, 2, 3)
    await tell(device, 1, 0, recorded)
    expect(await entryOf(device)).toMatchObject({ storeLostAt: null, queueLength: 3, missingSequences: [] })
    // Its own newest word is believed.
    await tell(device, 0, 0)
    expect((await entryOf(device)).storeLostAt).not.toBeNull()
  })

  test('a device whose clock was years ahead, or is years behind, is listened to once it is put right', async () => {
    const device = await newDevice()
    await device.deliver(await device.envelope(birthSubmission()), await device.envelope(birthSubmission()))
    await tell(device, 2, 5, '2036-11-25T02:00:00.000Z')
    await tell(device, 2, 4, '2016-11-25T02:00:00.000Z')
    const behind = await entryOf(device)
    expect(behind).toMatchObject({ queueLength: 4, storeLostAt: null })
    expect(behind.clockOffsetMs).toBeGreaterThan(9 * 365 * 86_400_000)
    await tell(device, 2, 3)
    expect(await entryOf(device)).toMatchObject({ queueLength: 3, storeLostAt: null })
    await tell(device, 0, 0)
    expect((await entryOf(device)).storeLostAt).not.toBeNull()
    expect((await device.changesRequest('/api/v1/changes', undefined, '2026-02-30T99:00:00Z')).status).toBe(
      401,
    )
  })

  test('the command prints it as a table and as JSON', async () => {
    const device = await newDevice()
    await device.deliver(await device.envelope(birthSubmission()))
    await device.envelope(birthSubmission())
    await device.deliver(await device.envelope(birthSubmission()))
    await tell(device, 3, 0)
    expect(await printed()).toContain('lost 2: no longer on the device')
    const entries = JSON.parse(await printed('--json'))
    expect(entries.find((entry: { device: string }) => entry.device === device.id)).toMatchObject({
      unit: 'H38.20',
      highestSequence: 3,
      missingSequences: [2],
      brokenLinks: [],
      queueLength: 0,
      findings: [{ kind: 'lost', sequences: [2] }],
    })
  })
})

test('without a database the command says where it looked and makes none', async () => {
  const failed = promisify(execFile)(process.execPath, [command], {
    env: { ...childEnvironment, MOTCUA_DATA: '/nowhere/at/all' },
  })
  await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('/nowhere/at/all') })
})
