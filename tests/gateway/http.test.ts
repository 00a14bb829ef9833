import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStorage } from '../../src/gateway/storage/storage.ts'
import { birthSubmission } from './birth-submission.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskHeader, problemOf, trySignIn } from './test-desk.ts'
import { enrolDevice, postJson } from './test-device.ts'

describe('every answer', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway()
  })
  afterAll(() => gateway.close())

  const postRaw = (
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

  test('to a mistake is a problem with a code, whatever was accepted', async () => {
    const mistakes: [Promise<Response>, number, string][] = [
      [fetch(`${gateway.url}nothing`, { headers: { accept: 'text/html' } }), 404, 'not-found'],
      [fetch(`${gateway.url}api/v1/nothing`), 404, 'not-found'],
      [fetch(`${gateway.url}api/desk/nothing`), 404, 'not-found'],
      [fetch(`${gateway.url}api/v1/envelopes`), 404, 'not-found'],
      [postRaw('api/v1/envelopes', '{'), 400, 'request-malformed'],
      [postRaw('api/v1/envelopes', ''), 400, 'request-malformed'],
      [postRaw('api/v1/envelopes', '[]'), 400, 'request-malformed'],
      [postRaw('api/v1/envelopes', '{"envelopes":[]}'), 400, 'request-malformed'],
      [postRaw('api/v1/envelopes', 'x', { 'content-type': 'text/plain' }), 415, 'request-malformed'],
      [postRaw('api/v1/envelopes', '{}', { 'content-encoding': 'br' }), 415, 'request-malformed'],
      [postRaw('api/v1/envelopes', '{}', { 'content-encoding': 'gzip' }), 400, 'request-malformed'],
      [postRaw('api/v1/enrolments', '{}'), 400, 'request-malformed'],
      [postRaw('api/v1/tracking', '{"code":"x","lastFour":"12"}'), 400, 'request-malformed'],
      [postRaw('api/v1/tracking', `"${'x'.repeat(200_000)}"`), 413, 'payload-too-large'],
      [fetch(`${gateway.url}api/v1/changes?cursor=-1`), 400, 'request-malformed'],
      [fetch(`${gateway.url}%ff`), 400, 'request-malformed'],
    ]
    for (const [asked, status, code] of mistakes) {
      const answer = await asked
      expect([answer.url, answer.status, await problemOf(answer)]).toEqual([answer.url, status, code])
    }
  })

  test('to a hostile body is a refusal', async () => {
    const deep = `{"envelopes":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`
    expect(await problemOf(await postRaw('api/v1/envelopes', deep))).toBe('request-malformed')
    const poison = '{"envelopes":[{"__proto__":{"isAdministrator":true}}]}'
    expect(await problemOf(await postRaw('api/v1/envelopes', poison))).toBe('request-malformed')
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(60_000_000, 32)))
    expect(bomb.length).toBeLessThan(100_000)
    const unfolded = await postRaw('api/v1/envelopes', bomb, { 'content-encoding': 'gzip' })
    expect([unfolded.status, await problemOf(unfolded)]).toEqual([413, 'payload-too-large'])
  })

  test('a compressed delivery is taken in like any other', async () => {
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const envelopes = [await device.envelope(birthSubmission())]
    const body = new Uint8Array(gzipSync(JSON.stringify({ envelopes })))
    const answer = await postRaw('api/v1/envelopes', body, { 'content-encoding': 'gzip' })
    expect(await answer.json()).toMatchObject({ acknowledgements: [{ outcome: 'stored' }] })
  })

  test('carries a strict content policy and no address of its maker', async () => {
    const { headers } = await fetch(`${gateway.url}healthz`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    // WebAssembly for reading codes; no eval and no inline scripts or styles.
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).not.toContain("'unsafe")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('health is told without a database, readiness with it', async () => {
    expect(await (await fetch(`${gateway.url}healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${gateway.url}readyz`)).status).toBe(200)
    const broken = await startGateway()
    await broken.gateway.storage.close()
    expect((await fetch(`${broken.url}healthz`)).status).toBe(200)
    const unready = await fetch(`${broken.url}readyz`)
    expect([unready.status, await problemOf(unready)]).toEqual([503, 'unavailable'])
    const failing = await fetch(`${broken.url}api/desk/dossiers`, {
      headers: { ...deskHeader, cookie: 'motcua-desk=x' },
    })
    const text = await failing.text()
    expect(failing.status).toBe(500)
    expect(text).not.toMatch(/\.ts|node_modules|at /)
    await broken.gateway.app.close()
  })
})

test('what invites guessing is limited by address, and tracking by code as well', async () => {
  const limits = { enrolments: 2, signIns: 2, tracking: 5, trackingPerCode: 2 }
  const gateway = await startGateway({ limits })
  try {
    const enrol = () =>
      postJson(`${gateway.url}api/v1/enrolments`, {
        code: 'AAAA-AAAA',
        device: crypto.randomUUID(),
        publicKey: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
        name: 'Kiosk',
      })
    for (let count = 0; count < 2; count++) await enrol()
    const refused = await enrol()
    expect([refused.status, await problemOf(refused)]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)

    for (let count = 0; count < 2; count++) await trySignIn(gateway.url, 'sai')
    expect(await problemOf(await trySignIn(gateway.url, 'sai'))).toBe('too-many-requests')

    const track = async (code: string) =>
      problemOf(await postJson(`${gateway.url}api/v1/tracking`, { code, lastFour: '0000' }))
    expect(await track('H38-261125-0001')).toBe('not-found')
    expect(await track('h38-261125-0001')).toBe('not-found')
    expect(await track('H38-261125-0001')).toBe('too-many-requests')
    expect(await track('H38-261125-0002')).toBe('not-found')
    expect(await track('H38-261125-0003')).toBe('not-found')
    expect(await track('H38-261125-0004')).toBe('too-many-requests')
  } finally {
    await gateway.close()
  }
})

test('under a base path everything lies there, signatures included', async () => {
  const gateway = await startGateway({ base: '/lao-cai/motcua/' })
  try {
    expect(gateway.url).toMatch(/\/lao-cai\/motcua\/$/)
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const part = await device.part(new Uint8Array(100))
    const envelope = await device.envelope(birthSubmission({}, [part]), [part])
    await device.deliver(envelope)
    expect(await device.upload(envelope.id, part)).toBe(204)
    expect(await device.deliver(envelope)).toMatchObject([{ outcome: 'duplicate' }])
    await gateway.gateway.settled()
    expect((await device.changes()).changes).toHaveLength(1)
    const signedIn = await trySignIn(gateway.url, gateway.adminPassword)
    expect(signedIn.headers.get('set-cookie')).toContain('Path=/lao-cai/motcua/')
    expect((await fetch(new URL('/healthz', gateway.url))).status).toBe(404)
  } finally {
    await gateway.close()
  }
})

test('a gateway closes as soon as what is under way is answered, though connections are kept alive', async () => {
  const closing = await startGateway({ databaseUrl: null })
  const device = await enrolDevice(closing.url, await closing.enrolmentCode())
  const envelope = await device.envelope(birthSubmission())
  // Under way when the closing begins.
  const arrived = new Promise((resolve) => closing.gateway.app.server.once('request', resolve))
  const answer = device.deliver(envelope)
  await arrived
  const began = performance.now()
  await closing.close()
  expect(performance.now() - began).toBeLessThan(5000)
  expect(await answer).toMatchObject([{ outcome: 'stored' }])
})

test('a gateway with many unopened dossiers closes at once, and the next start opens each of them once', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-closing-'))
  try {
    const closing = await startGateway({ databaseUrl: null, dataDir })
    const device = await enrolDevice(closing.url, await closing.enrolmentCode())
    const envelopes = []
    for (let index = 0; index < 400; index++) envelopes.push(await device.envelope(birthSubmission()))
    for (let at = 0; at < envelopes.length; at += 50) await device.deliver(...envelopes.slice(at, at + 50))
    await closing.close()
    const left = await unopenedIn(dataDir)
    expect(left).toBeGreaterThan(300)

    const next = await startGateway({ databaseUrl: null, dataDir })
    await next.gateway.settled()
    const { changes, cursor } = await device.at(next.url).changes()
    await next.close()
    expect(await unopenedIn(dataDir)).toBe(0)
    expect([changes.length, cursor]).toEqual([200, 200])
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

async function unopenedIn(dataDir: string): Promise<number> {
  const storage = await openStorage({ dataDir, databaseUrl: null, onBrokenConnection: () => {} })
  try {
    return (await storage.envelopes.unopened(null, 1000)).length
  } finally {
    await storage.close()
  }
}

test('when too much waits for the disk a device is asked to come again, whatever it sends', async () => {
  const full = await startGateway({ databaseUrl: null, limits: { heldBytes: 0 } })
  try {
    const answer = await fetch(`${full.url}api/v1/envelopes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ envelopes: ['x'.repeat(5_000_000)] }),
    })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ code: 'unavailable' })
  } finally {
    await full.close()
  }
})

test('bodies that are still being read count: many at once are asked to come again, and make room for others', async () => {
  const limited = await startGateway({ databaseUrl: null, limits: { heldBytes: 1_000_000 } })
  try {
    const device = await enrolDevice(limited.url, await limited.enrolmentCode())
    const envelope = await device.envelope(birthSubmission())
    // Each sends most of what it has said it would, and then no more.
    const refused: number[] = []
    const slow = Array.from({ length: 20 }, () =>
      sendHalf(`${limited.url}api/v1/envelopes`, 400_000, 300_000, (status) => refused.push(status)),
    )
    // Three hold 900 kB, a fourth finds no room.
    await expect.poll(() => refused, { timeout: 10_000 }).toEqual(Array.from({ length: 17 }, () => 503))
    for (const socket of slow) socket.destroy()
    await expect.poll(() => device.deliver(envelope).catch(() => null)).toMatchObject([{ outcome: 'stored' }])
  } finally {
    await limited.close()
  }
})

function sendHalf(address: string, declaredBytes: number, sentBytes: number, answered: (n: number) => void) {
  const { hostname, port, pathname } = new URL(address)
  const socket = connect(Number(port), hostname)
  // Reset by a gateway that has answered and reads no more.
  socket.on('error', () => {})
  socket.once('data', (answer: Buffer) => answered(Number(/^HTTP\/1.1 (\d+)/.exec(String(answer))?.[1])))
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n` +
      `content-length: ${declaredBytes}\r\n\r\n${'x'.repeat(sentBytes)}`,
  )
  return socket
}
