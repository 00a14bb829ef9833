import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dossierDocuments } from '../../../src/contract/documents.ts'
import { exchangeOverview } from '../../../src/contract/exchange.ts'
import { engines } from '../engines.ts'
import { startGateway, type TestGateway } from '../start-gateway.ts'
import { signIn, type TestDesk } from '../test-desk.ts'
import { postJson } from '../test-device.ts'
import { tinyJpeg } from '../tiny-images.ts'
import { inboundSecret, quickPace, sessionSettings } from './exchange-settings.ts'
import { type Portal, standInPortal } from './stand-in-portal.ts'

const reply = v.object({
  error_code: v.number(),
  message: v.string(),
  result: v.optional(v.array(v.record(v.string(), v.string()))),
})

describe.each(engines)('what the national portal pushes and asks on %s', (engine) => {
  let portal: Portal
  let gateway: TestGateway
  let desk: TestDesk
  let fileServer: Server

  beforeAll(async () => {
    portal = await standInPortal()
    fileServer = createServer((_request, response) => response.end(Buffer.from(tinyJpeg))).listen(
      0,
      '127.0.0.1',
    )
    await once(fileServer, 'listening')
    const { port } = fileServer.address() as AddressInfo
    gateway = await startGateway({
      engine,
      more: {
        exchange: {
          ...sessionSettings(portal.url, { publicUrl: 'https://motcua.example.vn/mc' }),
          fileHosts: [`127.0.0.1:${port}`],
        },
        exchangePace: quickPace,
      },
    })
    await gateway.gateway.storage.exchange.setUnit('H38.20', { isOn: true, senderCode: '000.00.20.H38' })
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(async () => {
    fileServer.close()
    await gateway.close()
    await portal.close()
  })

  async function push(body: object, secret = inboundSecret) {
    const response = await postJson(`${gateway.url}api/v1/exchange/dossiers`, body, {
      authorization: `Bearer ${secret}`,
    })
    return { status: response.status, ...v.parse(reply, await response.json()) }
  }

  const pushed = (number: string, more: object = {}) => ({
    madonvi: '000.00.20.H38',
    MaHoSo: number,
    MaTTHC: '1.001193.000.00.00.H38',
    ChuHoSo: 'Giàng A Páo',
    SoDinhDanh: '999000000015',
    SoDienThoai: '0912000015',
    LoaiDoiTuong: 1,
    MaDoiTuong: '00000000-0000-4000-8000-000000000015',
    ...more,
  })

  async function find(number: string) {
    const { dossiers } = await desk.dossiers('?view=all')
    return dossiers.find(({ portalNumber }) => portalNumber === number)
  }

  test('a dossier appears as newly filed with its files, and is one however often it comes', async () => {
    const number = '000.00.20.H38-261126-9001'
    const files = [
      { TenTepDinhKem: 'giay-chung-sinh.jpg', Base64: Buffer.from(tinyJpeg).toString('base64') },
      { TenTepDinhKem: 'don.docx', Base64: Buffer.from('PK no picture').toString('base64') },
    ]
    expect(await push(pushed(number, { TaiLieuNop: files }))).toMatchObject({ status: 200, error_code: 0 })
    expect(await push(pushed(number))).toMatchObject({ error_code: 1 })
    const found = await find(number)
    expect(found).toMatchObject({ state: 1, procedure: '1.001193', applicantName: 'Giàng A Páo' })
    const detail = await desk.dossier(found?.id ?? '')
    expect(detail.answers).toMatchObject({ soDinhDanh: '999000000015' })
    expect(detail.doubts).toEqual(['don.docx: document-type-refused'])
    const documents = v.parse(
      dossierDocuments,
      await (await desk.get(`dossiers/${found?.id}/documents`)).json(),
    )
    expect(documents.documents).toMatchObject([{ name: 'giay-chung-sinh', mediaType: 'image/jpeg' }])
  })

  test('two pushes at once make one dossier', async () => {
    const number = '000.00.20.H38-261126-9002'
    const codes = (await Promise.all([push(pushed(number)), push(pushed(number))])).map(
      (answer) => answer.error_code,
    )
    expect(codes.toSorted()).toEqual([0, 1])
  })

  test('files at an address are fetched from hosts that are allowed, and from no others', async () => {
    const { port } = fileServer.address() as AddressInfo
    const fileAt = (host: string) => [{ TenTepDinhKem: 'a.jpg', DuongDanTaiTepTin: `http://${host}/a.jpg` }]
    const allowed = '000.00.20.H38-261126-9003'
    expect(await push(pushed(allowed, { TaiLieuNop: fileAt(`127.0.0.1:${port}`) }))).toMatchObject({
      error_code: 0,
    })
    for (const host of ['169.254.169.254', `localhost:${port}`])
      expect(await push(pushed('000.00.20.H38-261126-9004', { TaiLieuNop: fileAt(host) }))).toMatchObject({
        error_code: -1,
      })
    expect(await find('000.00.20.H38-261126-9004')).toBeUndefined()
  })

  test.each([
    ['another secret', pushed('000.00.20.H38-261126-9005'), 401, 'khong-phai-bi-mat-nay'],
    ['an unknown unit', pushed('000.00.20.H38-261126-9005', { madonvi: 'X99' }), 200, inboundSecret],
    ['no procedure', pushed('000.00.20.H38-261126-9005', { MaTTHC: '' }), 200, inboundSecret],
    ['no name', pushed('000.00.20.H38-261126-9005', { ChuHoSo: ' ' }), 200, inboundSecret],
    ['no number', pushed(''), 200, inboundSecret],
    [
      'text that no database takes',
      pushed('000.00.20.H38-261126-9005', { ChuHoSo: 'A\u0000' }),
      200,
      inboundSecret,
    ],
  ])('%s is refused and leaves nothing', async (_, body, status, secret) => {
    expect(await push(body, secret)).toMatchObject({ status, error_code: -1 })
    expect(await find('000.00.20.H38-261126-9005')).toBeUndefined()
  })

  test('its state goes back to the portal from the first step on, with our number once there is one', async () => {
    const number = '000.00.20.H38-261126-9006'
    await push(pushed(number))
    const id = (await find(number))?.id ?? ''
    await desk.receive(id, 1)
    await expect.poll(() => portal.statuses.filter(({ MaHoSo }) => MaHoSo === number)).toHaveLength(1)
    expect(portal.statuses.at(-1)).toMatchObject({
      TrangThai: '2',
      MaDoiTuong: '00000000-0000-4000-8000-000000000015',
      MaHoSoDonVi: (await find(number))?.officialNumber,
    })
    expect(portal.dossiers.has(number)).toBe(false)
  })

  test('the portal asks how a dossier stands, by its number and by ours, and hears nothing of another unit', async () => {
    const number = '000.00.20.H38-261126-9007'
    await push(pushed(number))
    const ask = (masohoso: string, madonvi = '000.00.20.H38') =>
      push({ madonvi, service: 'TraCuuHoSo', masohoso })
    expect((await ask(number)).result).toMatchObject([{ TrangThaiHoSo: '1', MaTTHC: '1.001193' }])
    const id = (await find(number))?.id ?? ''
    await desk.receive(id, 1)
    const own = (await find(number))?.officialNumber ?? ''
    expect((await ask(own)).result).toMatchObject([{ TrangThaiHoSo: '2', MaHoSoDonVi: own }])
    expect((await ask(number, 'H38')).result).toEqual([])
    expect((await ask('000.00.20.H38-261126-0000')).result).toEqual([])
  })

  test('a state that the dossier never had here is parked, and changes nothing', async () => {
    const number = '000.00.20.H38-261126-9008'
    await push(pushed(number))
    expect(await push(pushed(number, { TrangThaiHoSo: '1' }))).toMatchObject({ error_code: 1 })
    expect(await push(pushed(number, { TrangThaiHoSo: '7' }))).toMatchObject({ error_code: 1 })
    const { conflicts } = v.parse(exchangeOverview, await (await desk.get('exchange')).json())
    expect(conflicts).toMatchObject([{ portalState: 7, state: 1 }])
    expect((await find(number))?.state).toBe(1)
  })

  test('what stands for the portal among the devices is no device', async () => {
    const devices = await (await desk.get('devices')).json()
    expect(devices).toEqual({ devices: [] })
  })
})
