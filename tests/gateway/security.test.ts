import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { birthSubmission, lastFour } from './birth-submission.ts'
import { freshDatabaseUrl } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskOf, problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, postJson, type TestDevice } from './test-device.ts'

describe('every answer', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway({ more: { trustProxy: true } })
  })
  afterAll(() => gateway.close())

  test.each([
    ['GET', 'health'],
    ['GET', 'api/v1/gateway'],
    ['GET', 'api/desk/session'],
    ['GET', 'nothing'],
    ['OPTIONS', 'api/v1/parts'],
    ['GET', '%ff'],
  ])('to %s %s forbids frames, sniffing, referrers and what the product needs not', async (method, path) => {
    const { headers } = await fetch(`${gateway.url}${path}`, { method })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("base-uri 'self'")
    expect(policy).not.toMatch(/'unsafe-(inline|eval|hashes)'/)
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toMatch(
      /camera=\(self\), microphone=\(self\), geolocation=\(\)/,
    )
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('asks for TLS from now on where TLS was used, and nowhere else', async () => {
    const over = (protocol: string) =>
      fetch(`${gateway.url}health`, { headers: { 'x-forwarded-proto': protocol } })
    expect((await over('https')).headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}$/)
    expect((await over('http')).headers.get('strict-transport-security')).toBeNull()
  })

  test('to an address that cannot be decoded is a problem like any other', async () => {
    const undecodable = await fetch(`${gateway.url}%ff`)
    expect([undecodable.status, await problemOf(undecodable)]).toEqual([400, 'request-malformed'])
  })

  test('has a number that no request chose', async () => {
    const { headers } = await fetch(`${gateway.url}health`, { headers: { 'x-request-id': 'Giang-A-Pao' } })
    expect(headers.get('x-request-id')).not.toContain('Giang')
  })
})

describe('a paper', () => {
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  beforeAll(async () => {
    gateway = await startGateway()
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(() => gateway.close())

  async function shown(content: string | number[], mediaType: 'image/jpeg' | 'image/png'): Promise<Headers> {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
    const part = await device.part(bytes, mediaType)
    const envelope = await device.envelope(birthSubmission({}, [part]), [part])
    await device.deliver(envelope)
    await device.upload(envelope.id, part)
    await gateway.gateway.settled()
    const [newest] = (await desk.dossiers()).dossiers
    const answer = await desk.get(`dossiers/${newest?.id}/parts/${part.reference.sha256}`)
    expect(answer.status).toBe(200)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    return answer.headers
  }

  test.each([
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['XML with a byte order mark', '\uFEFF<?xml version="1.0"?><x/>'],
    ['PDF', '%PDF-1.7\n1 0 obj<</S/JavaScript>>'],
    ['a program', 'MZ\u0090\u0000'],
    ['another image than was declared', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ])(
    'that is %s, whatever it was declared as, is only ever downloaded, and runs nothing',
    async (_, content) => {
      const headers = await shown(content, 'image/jpeg')
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toBe('attachment')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; sandbox/)
    },
  )

  test('that is an image is shown as that image, even when it goes on as a page', async () => {
    const jpeg = [0xff, 0xd8, 0xff, 0xe0, ...new TextEncoder().encode('<script>alert(1)</script>')]
    const headers = await shown(jpeg, 'image/jpeg')
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('content-disposition')).toBe('inline')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })
})

describe('tracking by receipt code', () => {
  const track = (url: string, code: string, digits: string) =>
    postJson(`${url}api/v1/tracking`, { code, lastFour: digits })

  async function withDossier(gateway: TestGateway): Promise<string> {
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const envelope = await device.envelope(birthSubmission())
    await device.deliver(envelope)
    await gateway.gateway.settled()
    return receiptCodeOf(envelope.id)
  }

  test('answers alike, and no sooner, for a code that exists and one that does not', async () => {
    const gateway = await startGateway()
    try {
      const known = await withDossier(gateway)
      const unknown = receiptCodeOf(crypto.randomUUID())
      const timed = async (code: string) => {
        const began = performance.now()
        const answer = await track(gateway.url, code, '0000')
        const ms = performance.now() - began
        const headers = [...answer.headers.keys()].toSorted()
        return { ms, seen: { status: answer.status, headers, body: await answer.text() } }
      }
      const first = await timed(known)
      const second = await timed(unknown)
      expect(first.seen).toEqual(second.seen)
      expect(first.seen.status).toBe(404)
      // What the database needs (about a millisecond) is hidden in a wait that is the same for both.
      expect(Math.min(first.ms, second.ms)).toBeGreaterThanOrEqual(49)
      expect((await track(gateway.url, known, lastFour)).status).toBe(200)
    } finally {
      await gateway.close()
    }
  })

  test('tries of one code count in all processes together, however the code is written', async () => {
    const databaseUrl = await freshDatabaseUrl('postgres')
    const limits = { trackingPerCode: 4 }
    const first = await startGateway({ databaseUrl, limits })
    // Processes of one gateway have the same keys.
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-second-'))
    await cp(join(first.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true })
    const second = await startGateway({ databaseUrl, limits, dataDir })
    try {
      const code = await withDossier(first)
      const writings = [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '')]
      for (const [index, writing] of writings.entries())
        expect((await track((index % 2 === 0 ? first : second).url, writing, '0000')).status).toBe(404)
      // Now not even the right digits help, at either.
      for (const { url } of [first, second]) {
        const refused = await track(url, code, lastFour)
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(await problemOf(refused)).toBe('too-many-requests')
      }
    } finally {
      await first.close()
      await second.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  })
})

test('inventing a cookie for each request dodges no limit, and those signed in at the same address go on', async () => {
  const gateway = await startGateway({ limits: { deskRequests: 20 } })
  try {
    const colleague = await signIn(gateway.url, gateway.adminPassword)
    const invented = () => deskOf(gateway.url, `motcua-desk=${crypto.randomUUID()}`).get('dossiers')
    const answers = await Promise.all(Array.from({ length: 30 }, invented))
    // Signing in came from the same address.
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(11)
    expect((await colleague.get('dossiers')).status).toBe(200)
    // One that is over counts for the address again.
    await colleague.delete('session')
    expect((await colleague.get('dossiers')).status).toBe(429)
  } finally {
    await gateway.close()
  }
})

test('somebody who copies the whole desk is slowed down, and others at the desk are not', async () => {
  const gateway = await startGateway({ limits: { deskRequests: 20 } })
  try {
    const copier = await signIn(gateway.url, gateway.adminPassword)
    const colleague = await signIn(gateway.url, gateway.adminPassword)
    const answers = await Promise.all(Array.from({ length: 25 }, () => copier.get('dossiers')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(5)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await colleague.get('dossiers')).status).toBe(200)
  } finally {
    await gateway.close()
  }
})

test.each([
  ['desk', 'api/desk/session', 100_001, { 'x-motcua-desk': '1' }],
  ['tracking', 'api/v1/tracking', 100_001, {}],
  ['envelopes', 'api/v1/envelopes', 20_000_001, {}],
])('a body that is too large is refused: %s', async (_, path, bytes, headers) => {
  const gateway = await startGateway()
  try {
    const answer = await fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: `"${'x'.repeat(bytes - 2)}"`,
    })
    expect([answer.status, await problemOf(answer)]).toEqual([413, 'payload-too-large'])
  } finally {
    await gateway.close()
  }
})

describe('a sender who dawdles', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway({ more: { patience: { headMs: 300, requestMs: 600, silenceMs: 400 } } })
  })
  afterAll(() => gateway.close())

  /** Writes some, then a little now and then for as long as the connection lives. @returns how long that was. */
  async function dawdle(begin: string, drip: string | null): Promise<number> {
    const { port, hostname } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    // Not by `once`, which fails at an error: the gateway resets what still writes.
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.on('error', () => {})
    socket.resume()
    await once(socket, 'connect')
    const began = performance.now()
    socket.write(begin)
    let isOpen = true
    void closed.then(() => {
      isOpen = false
    })
    while (isOpen) {
      if (drip !== null && socket.writable) socket.write(drip)
      await Promise.race([closed, setTimeout(50)])
    }
    return performance.now() - began
  }

  test('over the head of a request is cut off', async () => {
    expect(await dawdle('GET /health HTTP/1.1\r\nhost: x\r\n', 'x-a: b\r\n')).toBeLessThan(5000)
  })

  test('over its body is cut off', async () => {
    const head =
      'POST /api/v1/envelopes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n'
    expect(await dawdle(head, ' ')).toBeLessThan(5000)
  })

  test('by saying nothing is cut off', async () => {
    expect(await dawdle('', null)).toBeLessThan(5000)
  })

  test('keeps nobody else waiting', async () => {
    const dawdlers = Array.from({ length: 50 }, () => dawdle('GET /health HTTP/1.1\r\n', 'x-a: b\r\n'))
    expect((await fetch(`${gateway.url}health`)).status).toBe(200)
    await Promise.all(dawdlers)
  })
})
