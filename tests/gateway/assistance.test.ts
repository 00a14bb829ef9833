import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AssistancePayload } from '../../src/contract/assistance.ts'
import { type Report, report } from '../../src/contract/service-index.ts'
import { type UnitNews, unitNews } from '../../src/contract/unit-days.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Vàng Thị Dợ'
const helped: AssistancePayload = {
  need: 'new-account',
  outcome: 'prepared',
  next: 'police-visit',
  reason: null,
  village: null,
  helpedOn: '2026-11-26',
}

describe.each(engines)('help with accounts on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let leader: TestDesk
  let member: TestDesk
  let observer: TestDesk
  let neighbour: TestDesk
  let team = ''
  let otherTeam = ''

  beforeAll(async () => {
    gateway = await startGateway({ engine })
    const { units, staff, devices } = gateway.gateway.storage
    const home = await units.find('H38.20')
    if (home === undefined) throw new Error('the first unit is there')
    team = (await units.addTeam(home, 'Tổ Nậm Mòn')).code
    await units.addMissing([{ ...home, code: 'H38.21', org_code: 'H38.21', name: 'Xã Tả Van' }])
    const next = await units.find('H38.21')
    if (next === undefined) throw new Error('it was added')
    otherTeam = (await units.addTeam(next, 'Tổ Séo Mý Tỷ')).code
    const hashed = quickPasswordHash(password)
    const employ = async (username: string, role: StaffRole, unit: string) => {
      const at = new Date().toISOString()
      await staff.add({ username, name: 'Vàng Thị Dợ', role, unit, password: hashed, created_at: at })
      return signIn(gateway.url, password, username)
    }
    leader = await employ('lanh-dao', 'leader', 'H38.20')
    member = await employ('to-nam-mon', 'team-member', team)
    observer = await employ('so-noi-vu', 'province-observer', 'H38')
    neighbour = await employ('xa-ben', 'leader', 'H38.21')
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode('team'))
    await devices.setTeam(device.id, 'H38.20', team)
  })
  afterAll(() => gateway.close())

  const send = async (...payloads: readonly object[]) => {
    for (const payload of payloads)
      await device.deliver(
        await device.envelope({ ...helped, ...payload } satisfies AssistancePayload, [], {
          kind: 'assistance',
        }),
      )
    await gateway.gateway.settled()
  }
  const reportOf = async (desk: TestDesk): Promise<Report['assistance']> =>
    v.parse(report, await (await desk.get('reports?from=2026-11-01&until=2026-11-30')).json()).assistance

  test('what devices note and what the desk notes is counted by village, month, need and reason', async () => {
    const again = await device.envelope(helped, [], { kind: 'assistance' })
    await device.deliver(again)
    await device.deliver(again)
    await send(
      { outcome: 'done', next: 'nothing', need: 'portal' },
      { outcome: 'not-done', reason: 'sim-of-another', next: 'network-shop', village: otherTeam },
    )
    expect((await member.post('assistance', { ...helped, outcome: 'done', next: 'nothing' })).status).toBe(
      204,
    )
    expect((await leader.post('assistance', { ...helped, helpedOn: '2027-08-01' })).status).toBe(204)
    const counts = await reportOf(leader)
    expect(counts).toEqual({
      people: 5,
      done: 2,
      prepared: 2,
      // Another unit's village is none of ours; who names none was in that of their team.
      byVillage: [
        { village: { code: team, name: 'Tổ Nậm Mòn' }, people: 3, done: 2 },
        { village: null, people: 2, done: 0 },
      ],
      byMonth: [{ month: '2026-11', people: 5, done: 2 }],
      byNeed: [
        { need: 'new-account', people: 4, done: 1 },
        { need: 'portal', people: 1, done: 1 },
      ],
      byReason: [{ reason: 'sim-of-another', people: 1 }],
    })
    expect((await reportOf(observer)).people).toBe(5)
    expect((await reportOf(neighbour)).people).toBe(0)
    const { envelopes } = await (await leader.get('quarantine')).json()
    expect(envelopes).toEqual([])
  })

  test('a device whose clock is a year behind is counted in the month of the gateway', async () => {
    const before = (await reportOf(leader)).people
    const yearMs = 365 * 24 * 60 * 60 * 1000
    const createdAt = new Date(Date.parse('2026-11-26T01:00:00.000Z') - yearMs).toISOString()
    const late = { ...helped, helpedOn: createdAt.slice(0, 10) }
    const change = { kind: 'assistance', createdAt, clockOffsetMs: yearMs } as const
    await device.deliver(await device.envelope(late, [], change))
    await gateway.gateway.settled()
    expect((await reportOf(leader)).people).toBe(before + 1)
  })

  test('a note with anything more is kept apart and counted nowhere', async () => {
    const before = (await reportOf(leader)).people
    const withSecret: AssistancePayload = { ...helped, ...{ passcode: '246810' } }
    await device.deliver(await device.envelope(withSecret, [], { kind: 'assistance' }))
    await gateway.gateway.settled()
    expect((await reportOf(leader)).people).toBe(before)
    const { envelopes } = await (await leader.get('quarantine')).json()
    expect(envelopes).toHaveLength(1)
    expect(JSON.stringify(envelopes)).not.toContain('246810')
    expect(await problemOf(await leader.post('assistance', { ...helped, note: 'x' }))).toBe(
      'request-malformed',
    )
  })

  test('the unit’s days reach its devices, soonest first, and those that are over do not', async () => {
    const day = {
      kind: 'mobile-police',
      day: '2026-12-05',
      from: '08:00',
      until: '11:30',
      place: 'Nhà văn hóa Nậm Mòn',
    }
    expect((await leader.post('unit-days', day)).status).toBe(200)
    const made: UnitNews = v.parse(
      unitNews,
      await (await leader.post('unit-days', { ...day, day: '2026-11-28', place: 'Điểm trường' })).json(),
    )
    expect(await problemOf(await leader.post('unit-days', { ...day, day: '2026-11-25' }))).toBe(
      'request-malformed',
    )
    expect(await problemOf(await leader.post('unit-days', { ...day, until: '07:00' }))).toBe(
      'request-malformed',
    )
    const heard = (await device.changes()).unitNews
    expect(heard).toMatchObject(made)
    expect(heard?.days.map(({ day: on }) => on)).toEqual(['2026-11-28', '2026-12-05'])
    expect(heard?.teams).toEqual([{ code: team, name: 'Tổ Nậm Mòn' }])
    expect(v.parse(unitNews, await (await member.get('unit-days')).json())).toEqual(made)
    const first = made.days[0]?.id ?? ''
    expect(await problemOf(await neighbour.delete(`unit-days/${first}`))).toBe('not-found')
    expect((await leader.delete(`unit-days/${first}`)).status).toBe(200)
    expect((await device.changes()).unitNews?.days).toHaveLength(1)
  })
})
