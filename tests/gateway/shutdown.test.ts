import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { buildIfMissing } from '../../src/gateway/site/build-if-missing.ts'
import { birthSubmission } from './birth-submission.ts'
import { childEnvironment } from './child-environment.ts'
import { emptyDatabaseUrl, engines } from './engines.ts'
import { startGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const serve = fileURLToPath(new URL('../../src/serve.ts', import.meta.url))
beforeAll(() => buildIfMissing())

interface Served {
  readonly child: ChildProcess
  readonly url: string
  readonly password: string
}

async function start(dataDir: string, databaseUrl: string | null): Promise<Served> {
  const child = spawn(process.execPath, [serve], {
    env: {
      ...childEnvironment,
      MOTCUA_DATA: dataDir,
      PORT: '0',
      MOTCUA_DRAIN_SECONDS: '1',
      DATABASE_URL: databaseUrl ?? '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (line.includes('#ma=')) break
  }
  child.stdout.resume()
  const after = (start: string) =>
    lines
      .find((line) => line.startsWith(start))
      ?.slice(start.length)
      .trim()
  return { child, url: after('Kiosk:') ?? '', password: after('Desk password:') ?? '' }
}

test.each(engines)(
  'told to stop under load, a gateway on %s cuts no request, loses nothing it acknowledged, and ends with 0',
  async (engine) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-shutdown-'))
    const databaseUrl = await emptyDatabaseUrl(engine)
    const { child, url, password } = await start(dataDir, databaseUrl)
    try {
      const desk = await signIn(url, password)
      const devices: TestDevice[] = []
      for (let count = 0; count < 4; count++) {
        const { code } = await (await desk.post('enrolment-codes', { role: 'kiosk' })).json()
        devices.push(await enrolDevice(url, code))
      }
      let isReady = true
      const watching = (async () => {
        while (isReady) {
          isReady = (await fetch(`${url}ready`)).ok
          await setTimeout(20)
        }
      })()
      const acknowledged: [TestDevice, Envelope][] = []
      // Any error of these is a request that was cut.
      const sending = devices.map(async (device) => {
        while (isReady) {
          const envelope = await device.envelope(birthSubmission())
          const [answer] = await device.deliver(envelope)
          if (answer?.outcome === 'stored') acknowledged.push([device, envelope])
        }
      })
      while (acknowledged.length < 20) await setTimeout(10)
      const [slowDevice] = devices
      if (slowDevice === undefined) throw new Error('no device')
      const slow = deliverSlowly(url, 2500)
      const ended = once(child, 'exit')
      const began = performance.now()
      child.kill('SIGTERM')
      await Promise.all([watching, ...sending])
      expect(await slow).toMatch(/^HTTP\/1\.1 200 /)
      expect(await ended).toEqual([0, null])
      expect(performance.now() - began).toBeLessThan(15_000)

      const again = await startGateway({ dataDir, databaseUrl })
      try {
        for (const [device, envelope] of acknowledged)
          expect(await device.at(again.url).deliver(envelope)).toMatchObject([{ outcome: 'duplicate' }])
        await again.gateway.settled()
        expect(await again.gateway.storage.envelopes.countUnopened()).toBe(0)
      } finally {
        await again.close()
      }
    } finally {
      child.kill('SIGKILL')
      await rm(dataDir, { recursive: true, force: true })
    }
  },
  120_000,
)

/** A request whose last byte is sent after `ms`. @returns what came back. */
async function deliverSlowly(url: string, ms: number): Promise<string> {
  const { port, hostname } = new URL(url)
  const body = JSON.stringify({ envelopes: [{ id: 'is none' }] })
  const socket = connect(Number(port), hostname)
  const parts: string[] = []
  socket.setEncoding('utf8').on('data', (text: string) => parts.push(text))
  socket.write(
    `POST /api/v1/envelopes HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, -1)}`,
  )
  await setTimeout(ms)
  socket.write(body.slice(-1))
  await once(socket, 'close')
  return parts.join('')
}

test('a sender who never finishes keeps a gateway from ending for a bounded time only', async () => {
  const gateway = await startGateway({ more: { closeWithinMs: 300 } })
  const { port, hostname } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  // Reset by the gateway.
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    'POST /api/v1/envelopes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n"',
  )
  await once(gateway.gateway.app.server, 'request')
  const began = performance.now()
  await gateway.close()
  expect(performance.now() - began).toBeLessThan(10_000)
})
