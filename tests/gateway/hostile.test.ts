import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { problemCode } from '../../src/contract/problem.ts'
import { birthSubmission } from './birth-submission.ts'
import { hostileRequests, mutate, seededRandom, zipBomb } from './hostile-envelopes.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn } from './test-desk.ts'
import { createUpload, enrolDevice, photo, type TestDevice } from './test-device.ts'

/** `MOTCUA_FUZZ=100000` for the long run. */
const mutations = Number(process.env.MOTCUA_FUZZ ?? 5_000)
const seed = Number(process.env.MOTCUA_FUZZ_SEED ?? Date.now() % 1_000_000)

describe('a hostile sender', () => {
  let gateway: TestGateway
  let device: TestDevice
  beforeAll(async () => {
    gateway = await startGateway({ databaseUrl: null })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  })
  afterAll(() => gateway.close())

  const storedOf = (id: string) => gateway.gateway.storage.devices.highestSequence(id)

  /** Another device's delivery goes through whatever happens beside it. */
  async function expectServing(): Promise<void> {
    const other = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    expect(await other.deliver(await other.envelope(birthSubmission()))).toMatchObject([
      { outcome: 'stored' },
    ])
  }

  test(`${mutations} mutated envelopes are each refused with a named problem, and nothing of them is stored`, {
    timeout: 600_000,
  }, async () => {
    const random = seededRandom(seed)
    const genuine: Envelope[] = []
    for (let count = 0; count < 20; count++) genuine.push(await device.envelope(birthSubmission()))
    for (let done = 0; done < mutations; done += 50) {
      const envelopes = Array.from({ length: Math.min(50, mutations - done) }, () =>
        mutate(genuine[Math.floor(random() * genuine.length)] as Envelope, random),
      )
      const answer = await gateway.gateway.app.inject({
        method: 'POST',
        url: '/api/v1/envelopes',
        payload: { envelopes },
      })
      const body = answer.json()
      if (answer.statusCode !== 200) {
        // One entry made the whole request unacceptable, such as a key that poisons prototypes.
        expect([answer.statusCode, body.code, seed]).toEqual([400, 'request-malformed', seed])
        continue
      }
      for (const { outcome, problem } of body.acknowledgements) {
        expect([outcome, seed]).toEqual(['rejected', seed])
        expect(problemCode.options).toContain(problem)
      }
    }
    expect(await storedOf(device.id)).toBe(0)
    expect(gateway.log).toEqual([])
    const answers = await device.deliver(...genuine)
    expect(answers.map(({ outcome }) => outcome)).toEqual(genuine.map(() => 'stored'))
    await gateway.gateway.settled()
    expect((await device.changes()).changes).toHaveLength(genuine.length)
  })

  test('whole requests built to do harm are refused, and the next one is served', async () => {
    for (const { body, headers } of hostileRequests()) {
      const answer = await fetch(`${gateway.url}api/v1/envelopes`, { method: 'POST', headers, body })
      expect([400, 413]).toContain(answer.status)
      expect(problemCode.options).toContain(await problemOf(answer))
    }
    expect(Object.hasOwn(Object.prototype, 'isAdministrator')).toBe(false)
    await expectServing()
  })

  test('an envelope replayed by another device, or under a used place with other content, is refused', async () => {
    const [thief, victim] = await Promise.all([
      enrolDevice(gateway.url, await gateway.enrolmentCode()),
      enrolDevice(gateway.url, await gateway.enrolmentCode()),
    ])
    const genuine = await victim.envelope(birthSubmission())
    const renamed = { ...genuine, device: thief.id }
    expect(await thief.deliver(renamed)).toMatchObject([{ problem: 'signature-invalid' }])
    expect(await thief.deliver(genuine)).toMatchObject([{ outcome: 'stored' }])
    const reused = await victim.envelope(birthSubmission({ 'child.fullName': 'Lý Seo Chớ' }), [], {
      sequence: 1,
    })
    expect(await victim.deliver(reused, genuine)).toMatchObject([
      { problem: 'sequence-conflict' },
      { outcome: 'duplicate' },
    ])
  })

  test('a payload that unfolds without end is kept for staff and delays nobody', async () => {
    const other = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const bomb = await zipBomb(other)
    const good = await other.envelope(birthSubmission())
    expect(await other.deliver(bomb, good)).toMatchObject([{ outcome: 'stored' }, { outcome: 'stored' }])
    await gateway.gateway.settled()
    expect((await other.changes()).changes).toMatchObject([{ envelope: good.id }])
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const { envelopes } = await (await desk.get('quarantine')).json()
    expect(envelopes).toContainEqual(expect.objectContaining({ id: bomb.id, problem: 'payload-unreadable' }))
  })

  test('a part of 200 MB is refused before its first byte, announced in the envelope or only at the upload', async () => {
    const other = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const part = await other.part(photo())
    const huge = { ...part, reference: { ...part.reference, bytes: 200_000_000 } }
    expect(await other.deliver(await other.envelope(birthSubmission(), [huge]))).toMatchObject([
      { problem: 'envelope-malformed' },
    ])
    const many = Array.from({ length: 6 }, (_, index) => ({
      ...part,
      reference: { ...part.reference, sha256: String(index).repeat(43), bytes: 19_000_000 },
    }))
    expect(await other.deliver(await other.envelope(birthSubmission(), many))).toMatchObject([
      { problem: 'parts-too-large' },
    ])
    const envelope = await other.envelope(birthSubmission({}, [part]), [part])
    await other.deliver(envelope)
    const created = await createUpload(gateway.url, envelope.id, part, 200_000_000)
    expect([created.status, await problemOf(created)]).toEqual([409, 'part-unexpected'])
  })

  test('parts that never come leave their dossier waiting at the desk, and nobody else', async () => {
    const other = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const part = await other.part(photo())
    const waiting = await other.envelope(birthSubmission({}, [part]), [part])
    const complete = await other.envelope(birthSubmission())
    expect(await other.deliver(waiting, complete)).toMatchObject([
      { outcome: 'awaiting-parts', missingParts: [part.reference.sha256] },
      { outcome: 'stored' },
    ])
    await gateway.gateway.settled()
    expect((await other.changes()).changes).toHaveLength(2)
  })

  test('nothing that is personal reaches the log', () => {
    expect(gateway.log.join('\n')).not.toMatch(/Pành|Mẩy|Chớ|012198000017/)
  })
})
