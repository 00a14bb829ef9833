import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { birthSubmission, lastFour } from './birth-submission.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskHeader, problemOf, signIn, trySignIn } from './test-desk.ts'
import { createUpload, enrolDevice, photo, postJson } from './test-device.ts'

async function withGateway(
  options: Parameters<typeof startGateway>[0],
  work: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const gateway = await startGateway(options)
  try {
    await work(gateway)
  } finally {
    await gateway.close()
  }
}

describe.each(engines)('the log on %s', (engine) => {
  test('has a line with a number for each request, and nothing that anybody typed or carries', async () => {
    await withGateway({ engine, more: { logLevel: 'info' } }, async (gateway) => {
      const code = await gateway.enrolmentCode()
      const device = await enrolDevice(gateway.url, code)
      const part = await device.part(photo())
      const envelope = await device.envelope(birthSubmission({}, [part]), [part])
      await device.deliver(envelope)
      await device.upload(envelope.id, part)
      await device.deliver(envelope, { ...envelope, signature: 'A'.repeat(86) }, { id: 'Giàng A Páo' })
      await createUpload(gateway.url, envelope.id, part)
      await gateway.gateway.settled()
      const desk = await signIn(gateway.url, gateway.adminPassword)
      const [summary] = (await desk.dossiers()).dossiers
      const id = summary?.id ?? ''
      await desk.dossier(id)
      await desk.get(`dossiers/${id}/parts/${part.reference.sha256}`)
      await desk.receive(id, 1)
      await desk.receive(id, 1)
      await desk.post(`dossiers/${id}/exports`, { isIdentityChecked: true })
      await desk.get(`audit?dossier=${id}&person=gi%C3%A0ng-a-p%C3%A1o`)
      await desk.get('dossiers?state=Gi%C3%A0ng')
      await desk.post('enrolment-codes', { role: 'Giàng A Páo' })
      const receiptCode = receiptCodeOf(envelope.id)
      await postJson(`${gateway.url}api/v1/tracking`, { code: receiptCode, lastFour })
      await postJson(`${gateway.url}api/v1/tracking`, { code: 'Giàng A Páo', lastFour: '9182' })
      await trySignIn(gateway.url, 'mat-khau-bi-mat', 'nguoi-la')
      await fetch(`${gateway.url}tra-cuu/${receiptCode}?ten=Gi%C3%A0ng`, { headers: { cookie: 'a=bi-mat' } })
      await fetch(`${gateway.url}%E0%A4%A?ten=bi-mat`)
      await postJson(`${gateway.url}api/v1/envelopes`, 'Giàng A Páo'.repeat(10))
      await device.changes()
      await desk.delete('session')

      const lines = gateway.log.map((line) => JSON.parse(line))
      const requests = lines.filter(({ msg }) => msg === 'request answered')
      expect(requests.length).toBeGreaterThan(20)
      for (const line of requests) {
        expect(line).toMatchObject({
          reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          ms: expect.any(Number),
        })
        expect(Object.keys(line).toSorted()).toEqual(
          ['hostname', 'level', 'method', 'ms', 'msg', 'pid', 'reqId', 'route', 'status', 'time'].toSorted(),
        )
      }
      const text = gateway.log.join('\n')
      const secrets = [
        ...typedStrings(birthSubmission().answers),
        receiptCode,
        code,
        gateway.adminPassword,
        desk.cookie.split(/[=;]/)[1] ?? 'no cookie',
        id,
        device.id,
        envelope.id,
        'Giàng',
        'Gi%C3%A0ng',
        'bi-mat',
        'nguoi-la',
        '9182',
      ]
      expect(secrets.length).toBeGreaterThan(20)
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
      expect(text).not.toMatch(/\?/)
    })
  })
})

/** What a citizen typed, as far as it could not be there by chance. */
function typedStrings(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 4 ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(typedStrings)
}

test('a fault is logged without the values that the database quotes, and with its request', async () => {
  await withGateway({}, async (gateway) => {
    gateway.gateway.app.log.error(
      { err: new Error('invalid text: "Giàng A Páo" in \'012198000017') },
      'fault',
    )
    const [line = ''] = gateway.log
    expect(JSON.parse(line).err).toMatchObject({ message: 'invalid text: "…" in "…"' })
    expect(line).not.toMatch(/Páo|012198000017/)
    expect(line).toMatch(/observability\.test/)
  })
})

describe('GET /metrics', () => {
  test('counts what was taken in, how, and how long requests took, without naming anybody', async () => {
    await withGateway({}, async (gateway) => {
      const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
      const envelope = await device.envelope(birthSubmission())
      await device.deliver(envelope)
      await device.deliver(envelope)
      await device.deliver({ ...envelope, signature: 'A'.repeat(86) })
      await gateway.gateway.settled()
      const desk = await signIn(gateway.url, gateway.adminPassword)
      const [summary] = (await desk.dossiers()).dossiers
      await desk.dossier(summary?.id ?? '')
      const live = await desk.get('live')
      const answer = await fetch(`${gateway.url}metrics`)
      await live.body?.cancel()
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
      const text = await answer.text()
      expect(text).toContain('motcua_intake_envelopes_total{outcome="stored",problem=""} 1')
      expect(text).toContain('motcua_intake_envelopes_total{outcome="duplicate",problem=""} 1')
      expect(text).toContain(
        'motcua_intake_envelopes_total{outcome="rejected",problem="signature-invalid"} 1',
      )
      expect(text).toContain('motcua_unopened_envelopes 0')
      expect(text).toContain('motcua_commit_entries_count 2')
      expect(text).toContain('motcua_event_streams 1')
      expect(text).toMatch(
        /motcua_http_request_duration_seconds_count\{method="GET",route="\/api\/desk\/dossiers\/:id",status="200"\} 1/,
      )
      expect(text).toContain('process_resident_memory_bytes')
      expect(text).not.toContain(summary?.id ?? 'no dossier')
    })
  })

  test('is for this machine only, and not through a proxy on it', async () => {
    await withGateway({}, async (gateway) => {
      const proxied = await fetch(`${gateway.url}metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
      expect([proxied.status, await problemOf(proxied)]).toEqual([404, 'not-found'])
    })
  })

  test('with a token is for who has it, wherever', async () => {
    await withGateway({ more: { metricsToken: 'mot-ma-dai-va-kho-doan' } }, async (gateway) => {
      const ask = (authorization: string) =>
        fetch(`${gateway.url}metrics`, { headers: { authorization, 'x-forwarded-for': '203.0.113.7' } })
      expect((await ask('Bearer mot-ma-dai-va-kho-doan')).status).toBe(200)
      expect((await ask('Bearer mot-ma-dai-va-kho-doaN')).status).toBe(404)
      expect((await fetch(`${gateway.url}metrics`)).status).toBe(404)
    })
  })
})

describe('readiness', () => {
  test('names the part that cannot be relied on, and no more', async () => {
    await withGateway({}, async (gateway) => {
      expect(await (await fetch(`${gateway.url}ready`)).json()).toEqual({ status: 'ok' })
    })
    await withGateway({}, async (gateway) => {
      const uploads = join(gateway.dataDir, 'uploads')
      await rm(uploads, { recursive: true })
      await writeFile(uploads, 'a file where a folder was')
      const answer = await fetch(`${gateway.url}ready`)
      expect(answer.status).toBe(503)
      const body = await answer.json()
      expect(body).toMatchObject({ code: 'unavailable', detail: 'not ready: storage' })
      expect(JSON.stringify(body)).not.toContain(gateway.dataDir)
      expect((await fetch(`${gateway.url}health`)).status).toBe(200)
    })
    const broken = await startGateway()
    await broken.gateway.storage.close()
    expect(await (await fetch(`${broken.url}ready`)).json()).toMatchObject({ detail: 'not ready: database' })
    await broken.gateway.app.close()
  })

  test('fails as soon as the gateway is told to stop, while it goes on answering', async () => {
    const gateway = await startGateway({ more: { drainMs: 500 } })
    const closing = gateway.close()
    const answer = await fetch(`${gateway.url}ready`)
    expect(await answer.json()).toMatchObject({ detail: 'not ready: stopping' })
    expect((await fetch(`${gateway.url}api/desk/session`, { headers: deskHeader })).status).toBe(401)
    await closing
    await expect(fetch(`${gateway.url}health`)).rejects.toThrow()
  })
})
