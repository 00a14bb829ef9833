import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type NewNotice, noticeList } from '../../src/contract/notices.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Sùng Thị Mai'
const holiday: NewNotice = {
  kind: 'holiday',
  audience: 'people',
  procedure: null,
  from: '2026-12-31',
  until: '2027-01-01',
  order: 1,
  vi: { title: 'Nghỉ Tết Dương lịch', text: 'Bộ phận Một cửa nghỉ.' },
  en: null,
}

describe.each(engines)('notices on %s', (engine) => {
  let gateway: TestGateway
  let kiosk: TestDevice
  let team: TestDevice
  let commune: TestDesk
  let province: TestDesk
  let now = testNow()

  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => now })
    kiosk = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    team = await enrolDevice(gateway.url, await gateway.enrolmentCode('team'))
    const hashed = quickPasswordHash(password)
    for (const [username, unit] of [
      ['quan-tri-tinh', 'H38'],
      ['quan-tri-xa', 'H38.20'],
    ] as const)
      await gateway.gateway.storage.staff.add({
        username,
        name: 'Sùng Thị Mai',
        role: 'unit-administrator',
        unit,
        password: hashed,
        created_at: new Date().toISOString(),
      })
    commune = await signIn(gateway.url, password, 'quan-tri-xa')
    province = await signIn(gateway.url, password, 'quan-tri-tinh')
  })
  afterAll(() => gateway.close())

  const heard = async (device: TestDevice) =>
    ((await device.changes()).unitNews?.notices ?? []).map(({ vi, unitName }) => [vi.title, unitName])

  test('what the province tells reaches the devices of its communes, and what is for teams the teams only', async () => {
    expect((await province.post('notices', holiday)).status).toBe(200)
    const own = {
      ...holiday,
      kind: 'team-day',
      audience: 'teams',
      order: 2,
      vi: { title: 'Tổ về thôn', text: 'Thứ Sáu' },
    }
    expect((await commune.post('notices', own)).status).toBe(200)
    expect(await heard(kiosk)).toEqual([['Nghỉ Tết Dương lịch', 'Tỉnh Lào Cai']])
    expect(await heard(team)).toEqual([
      ['Nghỉ Tết Dương lịch', 'Tỉnh Lào Cai'],
      ['Tổ về thôn', 'Phường Lào Cai'],
    ])
    const { notices } = v.parse(noticeList, await (await commune.get('notices')).json())
    expect(notices.map(({ isOwn }) => isOwn)).toEqual([false, true])
  })

  test('a unit takes down what is its own, and nothing of the unit above', async () => {
    const { notices } = v.parse(noticeList, await (await commune.get('notices')).json())
    const [above, own] = notices
    expect(await problemOf(await commune.delete(`notices/${above?.id}`))).toBe('not-found')
    expect((await commune.delete(`notices/${own?.id}`)).status).toBe(200)
    expect(await heard(team)).toHaveLength(1)
  })

  test.each([
    ['ends before it begins', { from: '2027-01-02' }],
    ['is over', { from: '2026-01-01', until: '2026-01-02' }],
    ['has no title', { vi: { title: '  ', text: 'x' } }],
    ['is half translated', { en: { title: 'Closed', text: '' } }],
    ['is about no procedure there can be', { procedure: '../1' }],
    ['carries what nobody knows', { more: true }],
  ])('a notice that %s is refused', async (_, wrong) => {
    expect(await problemOf(await commune.post('notices', { ...holiday, ...wrong }))).toBe('request-malformed')
  })

  test('what is over is told no device', async () => {
    now = new Date('2027-01-02T02:00:00.000Z')
    expect(await heard(kiosk)).toEqual([])
    now = testNow()
  })
})
