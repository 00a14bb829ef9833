import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type ExchangeOverview,
  exchangeLookUp,
  exchangeOverview,
  exchangeQueued,
} from '../../../src/contract/exchange.ts'
import { birthSubmission } from '../birth-submission.ts'
import { engines } from '../engines.ts'
import { startGateway, type TestGateway } from '../start-gateway.ts'
import { problemOf, signIn, type TestDesk } from '../test-desk.ts'
import { enrolDevice, type TestDevice } from '../test-device.ts'
import { quickPace, sessionSettings } from './exchange-settings.ts'
import { type Portal, standInPortal } from './stand-in-portal.ts'

const faults = [
  ['a lost answer', { kind: 'lost-answer' }],
  ['silence after it was carried out', { kind: 'silence' }],
  ['an error with a text', { kind: 'error', code: '-3', message: 'Lỗi hệ thống' }],
  ['silence before it was carried out', { kind: 'lost-request' }],
  ['a page of something between', { kind: 'page' }],
  ['an error of a proxy', { kind: 'status', status: 502 }],
  ['a portal that is busy', { kind: 'status', status: 503, retryAfter: '0' }],
  ['too many requests', { kind: 'status', status: 429, retryAfter: '0' }],
  ['an error with a number', { kind: 'error', code: -1, message: 'Lỗi hệ thống' }],
] as const

describe.each(engines)('the outbox to the national portal on %s', (engine) => {
  let portal: Portal
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk

  beforeAll(async () => {
    portal = await standInPortal()
    gateway = await startGateway({
      engine,
      more: { exchange: sessionSettings(portal.url), exchangePace: quickPace },
    })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(async () => {
    await gateway.close()
    await portal.close()
  })
  beforeEach(async () => {
    await desk.post('exchange/codes', {
      orgCode: 'H38.20',
      dateForm: 'yymmdd',
      digits: 4,
      senderCode: '000.00.20.H38',
    })
    await desk.post('exchange/switch', { isOn: true })
  })
  afterEach(() => portal.misbehave(() => null))

  async function overview(): Promise<ExchangeOverview> {
    return v.parse(exchangeOverview, await (await desk.get('exchange')).json())
  }

  /** Filed and accepted. @returns id and official number */
  async function accept(): Promise<{ readonly id: string; readonly number: string }> {
    const id = await file()
    expect((await desk.receive(id, 1)).ok).toBe(true)
    const number = (await desk.dossier(id)).summary.officialNumber
    return { id, number: number ?? '' }
  }

  async function file(): Promise<string> {
    await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const [newest] = (await desk.dossiers('?view=new')).dossiers
    return newest?.id ?? ''
  }

  async function act(id: string, type: string, more: object = {}): Promise<void> {
    const { revision } = (await desk.dossier(id)).summary
    const response = await desk.post(`dossiers/${id}/events`, { type, revision, ...more })
    expect(response.ok, await response.clone().text()).toBe(true)
  }

  const settled = () =>
    expect.poll(async () => (await overview()).counts.waiting, { timeout: 20_000, interval: 30 }).toBe(0)

  test('an accepted dossier is there first, then each step, with its true state', async () => {
    const { id, number } = await accept()
    await act(id, 'start')
    await act(id, 'finish')
    await act(id, 'hand-over', { way: 'counter' })
    await settled()
    expect(portal.dossiers.get(number)).toMatchObject({
      MaHoSo: number,
      MaTTHC: '1.001193',
      MaLinhVuc: 'G15-TP07',
      TenLinhVuc: 'Hộ tịch',
      ChuHoSo: 'Lò Thị Pành',
      LoaiDoiTuong: '1',
      KenhThucHien: '1',
      TrangThaiHoSo: '10',
      HinhThuc: '0',
      DonViXuLy: 'Phường Lào Cai',
    })
    expect(portal.steps.get(number)?.map((step) => step.TrangThai)).toEqual(['2', '4', '9', '10'])
    const mine = portal.calls.filter((call) => call.number === number).map(({ service }) => service)
    expect(mine[0]).toBe('DongBoHoSoMC')
  })

  test('what has only arrived, or was refused before it had a number, is not told', async () => {
    const before = portal.calls.length
    const id = await file()
    await act(id, 'refuse', { reason: 'Không thuộc thẩm quyền' })
    await settled()
    expect(portal.calls.length).toBe(before)
  })

  // How an answer is read is no matter of the engine: on the second one only what is in doubt, and what is refused.
  test.each(engine === 'sqlite' ? faults : faults.slice(0, 3))(
    'after %s at any call the dossier is there once, with each step once',
    async (_, wrong) => {
      for (const at of [1, 2, 3]) {
        portal.misbehave((_call, count) => (count === at ? wrong : null))
        const { id, number } = await accept()
        await act(id, 'start')
        await settled()
        expect(portal.dossiers.get(number)?.TrangThaiHoSo).toBe('4')
        expect(portal.steps.get(number)?.map((step) => step.TrangThai)).toEqual(['2', '4'])
        expect((await overview()).counts.refused).toBe(0)
      }
      expect(portal.doubled()).toBe(0)
    },
  )

  test('a session that is over is opened anew', async () => {
    portal.endSessions()
    const { number } = await accept()
    await settled()
    expect(portal.dossiers.has(number)).toBe(true)
  })

  test('a dossier that the portal says it has is sent again as an update', async () => {
    const id = await file()
    const { nextRunning } = (await overview()).codes
    const number = `H38.20-261126-${String(nextRunning).padStart(4, '0')}`
    portal.setState(number, '2')
    expect((await desk.receive(id, 1)).ok).toBe(true)
    await settled()
    expect(portal.dossiers.get(number)?.ChuHoSo).toBe('Lò Thị Pành')
  })

  test('what the portal refuses again and again is a dead letter with its answer, until it is sent again', async () => {
    portal.misbehave(({ service }) =>
      service === 'DongBoHoSoMC' ? { kind: 'error', code: '-1', message: 'Mã đơn vị không đúng' } : null,
    )
    const { id, number } = await accept()
    await settled()
    const [dead] = (await overview()).refused
    expect(dead).toMatchObject({
      id,
      officialNumber: number,
      problem: { kind: 'refused', code: '-1', text: 'Mã đơn vị không đúng' },
    })
    portal.misbehave(() => null)
    expect((await desk.post(`exchange/queues/${id}/resend`)).status).toBe(204)
    await settled()
    expect((await overview()).counts.refused).toBe(0)
    expect(portal.dossiers.has(number)).toBe(true)
  })

  test('a message that lacks something is held with the name of it, and goes once it is given', async () => {
    await desk.post('exchange/codes', { orgCode: 'H38.20', dateForm: 'yymmdd', digits: 4, senderCode: '' })
    const { id, number } = await accept()
    await settled()
    expect((await overview()).held).toMatchObject([{ id, problem: { kind: 'missing', fields: ['madonvi'] } }])
    await desk.post('exchange/codes', {
      orgCode: 'H38.20',
      dateForm: 'yymmdd',
      digits: 4,
      senderCode: 'H38.20',
    })
    await settled()
    expect((await overview()).held).toEqual([])
    expect(portal.dossiers.has(number)).toBe(true)
  })

  test('a state that the dossier never had waits for a person, who decides which one stays', async () => {
    const { id, number } = await accept()
    await settled()
    portal.setState(number, '7')
    const looked = await desk.post(`exchange/queues/${id}/look-up`)
    expect(v.parse(exchangeLookUp, await looked.json())).toEqual({
      outcome: 'found',
      portalState: 7,
      isContradiction: true,
    })
    await act(id, 'start')
    const [conflict] = (await overview()).conflicts
    expect(conflict).toMatchObject({ dossier: id, portalState: 7 })
    expect(portal.dossiers.get(number)?.TrangThaiHoSo).toBe('7')
    expect((await desk.dossier(id)).summary.stage).toBe('processing')

    const path = `exchange/conflicts/${conflict?.id}`
    expect((await desk.post(path, { choice: 'send-ours' })).status).toBe(204)
    expect(await problemOf(await desk.post(path, { choice: 'keep-theirs' }))).toBe('not-found')
    await settled()
    expect(portal.dossiers.get(number)?.TrangThaiHoSo).toBe('4')
  })

  test('a person may leave the portal as it is: nothing is sent over it', async () => {
    const { id, number } = await accept()
    await settled()
    portal.setState(number, '8')
    await desk.post(`exchange/queues/${id}/look-up`)
    await act(id, 'start')
    const [conflict] = (await overview()).conflicts
    await desk.post(`exchange/conflicts/${conflict?.id}`, { choice: 'keep-theirs' })
    await settled()
    expect(portal.dossiers.get(number)?.TrangThaiHoSo).toBe('8')
    expect((await overview()).counts.parked).toBe(0)
  })

  test('switched off it queues nothing; what was accepted meanwhile is queued once', async () => {
    await desk.post('exchange/switch', { isOn: false })
    const { number } = await accept()
    await settled()
    expect(portal.dossiers.has(number)).toBe(false)
    await desk.post('exchange/switch', { isOn: true })
    const queue = async () =>
      v.parse(exchangeQueued, await (await desk.post('exchange/existing')).json()).queued
    expect(await queue()).toBe(1)
    expect(await queue()).toBe(0)
    await settled()
    expect(portal.steps.get(number)?.map((step) => step.TrangThai)).toEqual(['2'])
    expect(portal.doubled()).toBe(0)
  })

  test("a month's ratings go as shares that make a hundred", async () => {
    const { exchange } = gateway.gateway.storage
    const content = JSON.stringify({
      month: '2026-11',
      staff: { verySatisfied: 1, satisfied: 1, notSatisfied: 1 },
      service: null,
      comments: ['Nhanh'],
    })
    await exchange.queueRating('H38.20', '2026-11', content, '2026-11-26T01:00:00.000Z')
    await settled()
    expect(portal.ratings.at(-1)).toMatchObject({
      NgayTongHop: '11-2026',
      TongSoNguoiDanhGia: 3,
      PhanTramDanhGiaRatHaiLong: '34%',
      PhanTramDanhGiaHaiLong: '33%',
      PhanTramDanhGiaChuaHaiLong: '33%',
      Madonvi: 'H38.20',
    })
  })
})

describe('a gateway without a way to the portal', () => {
  test('queues nothing, says so, and cannot be switched on', async () => {
    const gateway = await startGateway()
    const desk = await signIn(gateway.url, gateway.adminPassword)
    const told = v.parse(exchangeOverview, await (await desk.get('exchange')).json())
    expect(told).toMatchObject({ adapter: null, isOn: false, counts: { waiting: 0 } })
    expect(await problemOf(await desk.post('exchange/switch', { isOn: true }))).toBe('transition-not-allowed')
    expect(
      (await desk.post('exchange/codes', { orgCode: '1', dateForm: 'x', digits: 9, senderCode: '' })).status,
    ).toBe(400)
    await gateway.close()
  })
})
