import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { envelopeDigest, isAcknowledgementGenuine, signEnvelope } from '../../src/vault/envelope.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { generateRecipient } from '../../src/vault/seal.ts'
import { generateSigningKey } from '../../src/vault/signature.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { enrolDevice, photo, type TestDevice } from './test-device.ts'

describe.each(engines)('delivery on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  beforeAll(async () => {
    gateway = await startGateway({ engine })
  })
  afterAll(() => gateway.close())

  const newDevice = async () => enrolDevice(gateway.url, await gateway.enrolmentCode())
  const dossiersOf = async (envelopes: readonly Envelope[]) => {
    await gateway.gateway.settled()
    const statuses = await Promise.all([...new Set(envelopes.map((e) => e.device))].map(changesOf))
    const wanted = new Set(envelopes.map((envelope) => envelope.id))
    return statuses.flat().filter((status) => wanted.has(status.envelope))
  }
  const changesOf = async (id: string) => {
    const rows = await gateway.gateway.storage.dossiers.changes(id, 0, 1000)
    return [...new Map(rows.map(({ dossier }) => [dossier.id, dossier])).values()]
  }

  test('a name with a zero character is left to staff, not tried again for ever', async () => {
    const sender = await newDevice()
    const submission = birthSubmission()
    // Of an earlier form, so that no rule of today's looks at it.
    const answers = Object.fromEntries(
      Object.entries(submission.answers).map(([id, answer]) => [
        id,
        typeof answer === 'string' && /\p{Lu}/u.test(answer) ? `${answer}\u0000` : answer,
      ]),
    )
    const form = { ...submission.form, version: 0 }
    const envelope = await sender.envelope({ ...submission, answers, form })
    expect(await sender.deliver(envelope)).toMatchObject([{ outcome: 'stored' }])
    await gateway.gateway.settled()
    expect(await gateway.gateway.storage.envelopes.unopened(null, 10)).toEqual([])
    const quarantined = await gateway.gateway.storage.envelopes.quarantined(envelope.unit)
    expect(quarantined.find(({ id }) => id === envelope.id)).toMatchObject({ problem: 'payload-invalid' })
  })

  test('a birth filed at a kiosk reaches the desk, is received, and the kiosk hears its official number', async () => {
    device = await newDevice()
    const paper = photo()
    const part = await device.part(paper)
    const envelope = await device.envelope(birthSubmission({}, [part]), [part])

    const [first] = await device.deliver(envelope)
    expect(first).toMatchObject({
      id: envelope.id,
      outcome: 'awaiting-parts',
      missingParts: [part.reference.sha256],
      digest: await envelopeDigest(envelope),
    })
    await gateway.gateway.settled()
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const early = (await desk.dossiers()).dossiers[0]
    expect(early).toMatchObject({
      applicantName: 'Lò Thị Pành',
      subjectName: 'Giàng Thị Mẩy',
      state: 1,
      partsExpected: 1,
      partsPresent: 0,
    })

    expect(await device.upload(envelope.id, part)).toBe(204)
    expect(await device.deliver(envelope)).toMatchObject([{ outcome: 'duplicate', missingParts: [] }])

    const id = early?.id ?? ''
    const detail = await desk.dossier(id)
    expect(detail.summary).toMatchObject({ partsPresent: 1, officialNumber: null, receivedAt: null })
    expect(detail.answers['child.fullName']).toBe('Giàng Thị Mẩy')
    const page = await desk.get(`dossiers/${id}/parts/${part.reference.sha256}`)
    expect(page.headers.get('content-type')).toBe('image/jpeg')
    expect(new Uint8Array(await page.arrayBuffer())).toEqual(paper)

    expect((await desk.receive(id, detail.summary.revision)).status).toBe(200)
    const received = (await desk.dossier(id)).summary
    expect(received).toMatchObject({ state: 2, revision: 2 })
    expect(received.officialNumber).toMatch(/^H38\.20-\d{6}-0001$/)

    const heard = await device.changes()
    expect(heard.changes).toMatchObject([
      { envelope: envelope.id, state: 2, officialNumber: received.officialNumber, dueAt: received.dueAt },
    ])
    expect(heard).toMatchObject({ cursor: 2, hasMore: false, highestSequence: 1 })
    expect((await device.changes(heard.cursor)).changes).toEqual([])
  })

  test('a birth without photos costs at most 2 kB on the wire, its acknowledgement less than 1 kB', async () => {
    const other = await newDevice()
    const envelopes = [await other.envelope(birthSubmission())]
    expect(JSON.stringify({ envelopes }).length).toBeLessThanOrEqual(2000)
    const acknowledgements = await other.deliver(...envelopes)
    expect(JSON.stringify({ acknowledgements }).length).toBeLessThan(1000)
  })

  test('every acknowledgement is signed with a key that the device knows, over exactly its content', async () => {
    const other = await newDevice()
    const [answer] = await other.deliver(await other.envelope(birthSubmission()))
    if (answer === undefined) throw new Error('no answer')
    const keys = other.enrolment.gateway.verificationKeys
    expect(await isAcknowledgementGenuine(keys, answer)).toBe(true)
    expect(await isAcknowledgementGenuine(keys, { ...answer, outcome: 'rejected' })).toBe(false)
  })

  test('the same envelope twenty times at once makes one dossier and one "stored"', async () => {
    const other = await newDevice()
    const envelope = await other.envelope(birthSubmission())
    const answers = (await Promise.all(Array.from({ length: 20 }, () => other.deliver(envelope)))).flat()
    expect(answers.filter((answer) => answer.outcome === 'stored')).toHaveLength(1)
    expect(answers.filter((answer) => answer.outcome === 'duplicate')).toHaveLength(19)
    expect(new Set(answers.map((answer) => answer.receivedAt)).size).toBe(1)
    expect(await dossiersOf([envelope])).toHaveLength(1)
  })

  test('batches with the same envelopes in different order do not wait for each other for ever', async () => {
    const other = await newDevice()
    const envelopes: Envelope[] = []
    for (let count = 0; count < 6; count++) envelopes.push(await other.envelope(birthSubmission()))
    const batches = [envelopes, envelopes.toReversed(), envelopes, envelopes.toReversed()]
    const answers = (await Promise.all(batches.map((batch) => other.deliver(...batch)))).flat()
    expect(answers.filter((answer) => answer.outcome === 'stored')).toHaveLength(6)
    expect(await dossiersOf(envelopes)).toHaveLength(6)
  })

  test('other content under the same id is refused and the first stays', async () => {
    const other = await newDevice()
    const envelope = await other.envelope(birthSubmission())
    await other.deliver(envelope)
    const changed = await other.envelope(birthSubmission({ 'child.fullName': 'Giàng A Chu' }), [], {
      id: envelope.id,
    })
    expect(await other.deliver(changed)).toMatchObject([
      { outcome: 'rejected', problem: 'envelope-conflict', receivedAt: null },
    ])
    expect(await dossiersOf([envelope])).toMatchObject([{ subject_name: 'Giàng Thị Mẩy' }])
  })

  test('another envelope under a sequence already used is refused', async () => {
    const other = await newDevice()
    await other.deliver(await other.envelope(birthSubmission()))
    const second = await other.envelope(birthSubmission(), [], { sequence: 1 })
    expect(await other.deliver(second)).toMatchObject([{ outcome: 'rejected', problem: 'sequence-conflict' }])
  })

  test('a forged signature, an unknown device and a foreign unit are refused, each for what it is', async () => {
    const other = await newDevice()
    const genuine = await other.envelope(birthSubmission())
    const forger = await generateSigningKey(false)
    const { signature: _, ...unsigned } = genuine
    const forged = await signEnvelope(forger.privateKey, unsigned)
    const altered: Envelope = { ...genuine, createdAt: '2020-01-01T00:00:00.000Z' }
    const stranger = await other.envelope(birthSubmission(), [], { device: crypto.randomUUID() })
    const elsewhere = await other.envelope(birthSubmission(), [], { unit: 'H38' })
    const answers = await other.deliver(forged, altered, stranger, elsewhere)
    expect(answers.map((answer) => answer.problem)).toEqual([
      'signature-invalid',
      'signature-invalid',
      'device-unknown',
      'unit-mismatch',
    ])
    expect(answers.every((answer) => answer.outcome === 'rejected')).toBe(true)
    expect(await other.deliver(genuine)).toMatchObject([{ outcome: 'stored' }])
  })

  test('a revoked device is refused, and no longer hears of its dossiers', async () => {
    const lost = await newDevice()
    const desk = await signIn(gateway.url, gateway.adminPassword)
    expect((await desk.post(`devices/${lost.id}/revocation`)).status).toBe(204)
    const envelope = await lost.envelope(birthSubmission())
    expect(await lost.deliver(envelope)).toMatchObject([{ outcome: 'rejected', problem: 'device-revoked' }])
    expect((await lost.changesRequest('/api/v1/changes?cursor=0')).status).toBe(403)
  })

  test('a malformed envelope is refused, one without an id is left out, and their neighbours are stored', async () => {
    const other = await newDevice()
    const good = await other.envelope(birthSubmission())
    const malformed = { ...(await other.envelope(birthSubmission())), sealed: 'not base64url!' }
    const future = { ...(await other.envelope(birthSubmission())), version: 2 }
    const answers = await other.deliver(null, { id: 'x' }, malformed, 'text', future, good)
    expect(answers).toMatchObject([
      { id: malformed.id, outcome: 'rejected', problem: 'envelope-malformed' },
      { id: future.id, outcome: 'rejected', problem: 'version-unsupported' },
      { id: good.id, outcome: 'stored' },
    ])
  })

  test('numbers beyond 2^53 in one envelope do not keep its neighbours out', async () => {
    const other = await newDevice()
    const odd = await other.envelope(birthSubmission(), [], { clockOffsetMs: 1e300 })
    const good = await other.envelope(birthSubmission())
    expect(await other.deliver(odd, good)).toMatchObject([{ outcome: 'stored' }, { outcome: 'stored' }])
  })

  test('what cannot be opened or does not validate is stored, quarantined for staff, and delays nobody', async () => {
    const other = await newDevice()
    const strangers = await generateRecipient()
    const unreadable = await other.envelope(birthSubmission(), [], {
      sealed: await sealPayload(birthSubmission(), [strangers.recipient]),
    })
    const garbage = await other.envelope(birthSubmission(), [], { sealed: 'AAAA' })
    const unborn = await other.envelope(birthSubmission({ 'child.birthDate': '2031-01-01' }))
    const unknownForm = await other.envelope({ ...birthSubmission(), procedure: '9.999999' })
    const survey = await other.envelope(birthSubmission(), [], { kind: 'survey' })
    const good = await other.envelope(birthSubmission())
    const answers = await other.deliver(unreadable, garbage, unborn, unknownForm, survey, good)
    expect(new Set(answers.map((answer) => answer.outcome))).toEqual(new Set(['stored']))
    expect(await dossiersOf([unreadable, garbage, unborn, unknownForm, survey, good])).toHaveLength(1)

    const desk = await signIn(gateway.url, gateway.adminPassword)
    const { envelopes } = await (await desk.get('quarantine')).json()
    const problemById = new Map(envelopes.map((e: { id: string; problem: string }) => [e.id, e.problem]))
    expect(problemById.get(unreadable.id)).toBe('payload-unreadable')
    expect(problemById.get(garbage.id)).toBe('payload-unreadable')
    expect(problemById.get(unborn.id)).toBe('payload-invalid')
    expect(problemById.get(unknownForm.id)).toBe('payload-invalid')
    expect(problemById.get(survey.id)).toBe('payload-invalid')
    expect(JSON.stringify(envelopes)).not.toContain('2031-01-01')
  })

  test('what was filed on an earlier version of its form becomes a dossier with all its answers; a later one waits', async () => {
    const other = await newDevice()
    const { form } = birthSubmission()
    const earlier = await other.envelope({
      ...birthSubmission({ 'child.nickname': 'Mẩy nhỏ' }),
      form: { ...form, version: form.version - 1 },
    })
    const later = await other.envelope({
      ...birthSubmission(),
      form: { ...form, version: form.version + 1 },
    })
    await other.deliver(earlier, later)
    const [dossier, none] = await dossiersOf([earlier, later])
    expect(none).toBeUndefined()
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const shown = await (await desk.get(`dossiers/${dossier?.id}`)).json()
    expect(shown.form.version).toBe(form.version - 1)
    expect(shown.answers).toMatchObject({ 'child.nickname': 'Mẩy nhỏ' })
    const { envelopes } = await (await desk.get('quarantine')).json()
    expect(envelopes).toContainEqual(expect.objectContaining({ id: later.id, problem: 'payload-invalid' }))
  })

  test('gaps and broken links in the numbering are taken in and shown at the desk', async () => {
    const other = await newDevice()
    await other.deliver(await other.envelope(birthSubmission()))
    await other.envelope(birthSubmission())
    await other.deliver(
      await other.envelope(birthSubmission()),
      await other.envelope(birthSubmission(), [], { previous: null }),
    )
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const { devices } = await (await desk.get('devices')).json()
    expect(devices).toContainEqual(
      expect.objectContaining({
        id: other.id,
        highestSequence: 4,
        missingSequences: [2],
        brokenLinks: [4],
      }),
    )
  })

  test('changes asked for with another path than was signed, or without a signature, are refused', async () => {
    const other = await newDevice()
    expect((await other.changesRequest('/api/v1/changes?cursor=5', '/api/v1/changes?cursor=0')).status).toBe(
      401,
    )
    expect((await fetch(`${gateway.url}api/v1/changes`)).status).toBe(401)
    const after = await other.changes(999)
    expect(after).toMatchObject({ cursor: 0, changes: [] })
  })

  test('what a crash left between storing and opening is opened at the next start', async () => {
    const other = await newDevice()
    const envelope = await other.envelope(birthSubmission())
    await gateway.gateway.storage.envelopes.store(
      [{ envelope, digest: await envelopeDigest(envelope), body: JSON.stringify(envelope) }],
      new Date().toISOString(),
    )
    const second = await startGateway({ dataDir: gateway.dataDir, databaseUrl: gateway.databaseUrl })
    await second.gateway.settled()
    await second.close()
    expect(await dossiersOf([envelope])).toHaveLength(1)
  })

  test('when the database does not take an envelope, it alone is asked for again later, under signature', async () => {
    const other = await newDevice()
    const unlucky = await other.envelope(birthSubmission())
    const lucky = await other.envelope(birthSubmission())
    const { envelopes } = gateway.gateway.storage
    const store = envelopes.store
    envelopes.store = async (entries, now) => {
      if (entries.some((entry) => entry.envelope.id === unlucky.id)) throw new Error('disk full')
      return store(entries, now)
    }
    try {
      const answers = await other.deliver(unlucky, lucky)
      expect(answers).toMatchObject([
        { outcome: 'retry-later', receivedAt: null, retryAfterSeconds: 30 },
        { outcome: 'stored' },
      ])
    } finally {
      envelopes.store = store
    }
    expect(await other.deliver(unlucky)).toMatchObject([{ outcome: 'stored' }])
  })

  test('nothing that is personal reaches the log', () => {
    expect(gateway.log.join('\n')).not.toMatch(/Pành|Mẩy|012198000017/)
  })
})
