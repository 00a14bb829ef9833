import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssistedBy } from '../../src/contract/payload.ts'
import { type VisitPayload, visitReport } from '../../src/contract/visits.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const now = new Date('2026-11-25T09:00:00.000Z')
const yearMs = 365 * 24 * 3_600_000

function visit(changed: Partial<VisitPayload> = {}): VisitPayload {
  return {
    visit: crypto.randomUUID(),
    place: { province: '15', commune: '02647', village: 'Séo Pờ Hồ' },
    purpose: 'dossiers',
    beganAt: '2026-11-25T01:00:00.000Z',
    endedAt: '2026-11-25T04:00:00.000Z',
    helped: [
      { service: 'dossier', difficulty: 'none', people: 3 },
      { service: 'account', difficulty: 'no-phone', people: 2 },
    ],
    ...changed,
  }
}

describe.each(engines)('visits of community teams on %s', (engine) => {
  let gateway: TestGateway
  let desk: TestDesk
  let one: TestDevice
  let other: TestDevice
  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => now })
    desk = await signIn(gateway.url, gateway.adminPassword)
    one = await enrolDevice(gateway.url, await gateway.enrolmentCode('team'))
    other = await enrolDevice(gateway.url, await gateway.enrolmentCode('team'))
  })
  afterAll(() => gateway.close())

  async function tell(device: TestDevice, payload: VisitPayload, clockOffsetMs: number | null = 0) {
    await device.deliver(await device.envelope(payload, [], { kind: 'visit', clockOffsetMs }))
    await gateway.gateway.settled()
  }
  async function report() {
    const answer = await desk.get('visits?from=2026-11-01&until=2026-11-30')
    return v.parse(visitReport, await answer.json())
  }

  test('a visit is counted by village, month, service and difficulty, once however often it is told', async () => {
    const payload = visit()
    await tell(one, payload)
    await tell(one, payload)
    const told = await report()
    expect(told.villages).toMatchObject([{ month: '2026-11', village: 'Séo Pờ Hồ', visits: 1, people: 5 }])
    expect(told.helped).toEqual([
      { service: 'account', difficulty: 'no-phone', people: 2 },
      { service: 'dossier', difficulty: 'none', people: 3 },
    ])
    expect(told.doubles).toEqual([])
    expect(told.doubtful).toEqual([])
  })

  test('two teams claiming one visit are both kept and shown together', async () => {
    const place = { province: '15', commune: '02647', village: 'thôn séo pờ hồ' }
    await tell(other, visit({ place, helped: [{ service: 'dossier', difficulty: 'none', people: 1 }] }))
    const told = await report()
    expect(told.villages).toMatchObject([{ visits: 2, people: 6 }])
    expect(told.doubles).toHaveLength(1)
    expect(told.doubles[0]?.map(({ people }) => people).sort()).toEqual([1, 5])
  })

  test('a phone whose clock is a year off is counted on the right day and shown to staff', async () => {
    const place = { province: '15', commune: '02647', village: 'Nậm Pung' }
    const moment = (text: string, offsetMs: number) => new Date(Date.parse(text) + offsetMs).toISOString()
    await tell(
      one,
      visit({
        place,
        beganAt: moment('2026-11-24T01:00:00.000Z', -yearMs),
        endedAt: moment('2026-11-24T04:00:00.000Z', -yearMs),
      }),
      yearMs,
    )
    const told = await report()
    expect(told.doubtful).toMatchObject([
      { village: 'Nậm Pung', beganAt: '2026-11-24T01:00:00.000Z', endedAt: '2026-11-24T04:00:00.000Z' },
    ])
  })

  test('a visit that went on after it was told once counts as it ended last, in whatever order it arrives', async () => {
    const place = { province: '15', commune: '02647', village: 'Sín Chải' }
    const help = (people: number) => [{ service: 'dossier', difficulty: 'none', people } as const]
    const cutOff = visit({ place, helped: help(1), endedAt: '2026-11-25T02:00:00.000Z' })
    const whole = { ...cutOff, helped: help(4), endedAt: '2026-11-25T05:00:00.000Z' }
    for (const payload of [cutOff, whole, cutOff]) await tell(one, payload)
    const { villages } = await report()
    expect(villages.filter(({ village }) => village === 'Sín Chải')).toMatchObject([{ visits: 1, people: 4 }])
  })

  test('what is no visit is quarantined for staff', async () => {
    const { villages } = await report()
    const place = { province: '15', commune: '02647', village: 'gọi 0912345678' }
    await tell(one, visit({ place }))
    const help = { service: 'dossier', difficulty: 'none', people: 1 } as const
    await tell(one, visit({ helped: [help, help] }))
    expect((await report()).villages).toEqual(villages)
    const quarantined = await (await desk.get('quarantine')).json()
    expect(JSON.stringify(quarantined)).toContain('payload-invalid')
    expect(JSON.stringify(quarantined)).not.toContain('0912345678')
  })

  test.each<AssistedBy['consent']>([
    { kind: 'spoken', heardBy: 'Vàng Thị Dợ' },
    { kind: 'signed', signature: 'M10 10L20 20' },
    { kind: 'thumb-mark', witness: 'Lù A Sử' },
  ])('the desk sees who helped and how the citizen agreed: $kind', async (consent) => {
    const assistedBy: AssistedBy = { role: 'team', consent, givenAt: '2026-11-25T01:30:00.000Z' }
    const envelope = await one.envelope({ ...birthSubmission(), assistedBy })
    await one.deliver(envelope)
    await gateway.gateway.settled()
    const { dossiers } = await desk.dossiers()
    const details = await Promise.all(dossiers.map(({ id }) => desk.dossier(id)))
    expect(details.map((detail) => detail.assistedBy)).toContainEqual(assistedBy)
    // It stays the citizen's.
    expect(details[0]?.summary.applicantName).toBe('Lò Thị Pành')
  })
})
