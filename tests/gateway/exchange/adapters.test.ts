import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exchangeOverview } from '../../../src/contract/exchange.ts'
import type { ExchangeSettings } from '../../../src/gateway/exchange/settings.ts'
import { parseExchangeSettings } from '../../../src/gateway/exchange/settings.ts'
import { birthSubmission } from '../birth-submission.ts'
import { startGateway, type TestGateway } from '../start-gateway.ts'
import { problemOf, signIn, type TestDesk } from '../test-desk.ts'
import { enrolDevice } from '../test-device.ts'
import { tinyJpeg } from '../tiny-images.ts'
import { proxySettings, quickPace, restSettings } from './exchange-settings.ts'
import { type Portal, standInPortal } from './stand-in-portal.ts'

let portal: Portal
let gateway: TestGateway | null = null

beforeEach(async () => {
  portal = await standInPortal()
})
afterEach(async () => {
  await gateway?.close()
  gateway = null
  await portal.close()
})

/** A gateway with one dossier that has arrived. */
async function begin(exchange: ExchangeSettings): Promise<{ desk: TestDesk; id: string }> {
  gateway = await startGateway({ more: { exchange, exchangePace: quickPace } })
  await gateway.gateway.storage.exchange.setUnit('H38.20', { isOn: true, senderCode: 'H38.20' })
  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  await device.deliver(await device.envelope(birthSubmission()))
  await gateway.gateway.settled()
  const desk = await signIn(gateway.url, gateway.adminPassword)
  return { desk, id: (await desk.dossiers('?view=new')).dossiers[0]?.id ?? '' }
}

async function settled(desk: TestDesk): Promise<void> {
  const waiting = async () =>
    v.parse(exchangeOverview, await (await desk.get('exchange')).json()).counts.waiting
  await expect.poll(waiting, { timeout: 10_000 }).toBe(0)
}

test('a proxy gets the bare list, with who sends and whether it is an update in the query', async () => {
  const { desk, id } = await begin(proxySettings(portal.url))
  await desk.receive(id, 1)
  await settled(desk)
  await desk.post(`dossiers/${id}/events`, { type: 'start', revision: 2 })
  await settled(desk)
  const sent = portal.calls.filter(({ service }) => service === 'DongBoHoSoMC')
  expect(sent.map(({ query }) => Object.fromEntries(query))).toEqual([
    { MaDinhDanhDV: 'H38.20', isUpdating: 'False' },
    { MaDinhDanhDV: 'H38.20', isUpdating: 'True' },
  ])
  expect(sent[0]?.body).toMatchObject([{ MaTTHC: '1.001193', TrangThaiHoSo: '2' }])
  expect([...portal.steps.values()][0]?.map((step) => step.TrangThai)).toEqual(['2', '4'])
})

test('where a look-up names no steps, those of a call whose answer was lost come again as they were', async () => {
  await portal.close()
  portal = await standInPortal({ doesTellSteps: false })
  const { desk, id } = await begin(proxySettings(portal.url))
  let isLost = false
  portal.misbehave(({ service }) => {
    if (service !== 'CapNhatTienDoHoSoMC' || isLost) return null
    isLost = true
    return { kind: 'lost-answer' }
  })
  await desk.receive(id, 1)
  await settled(desk)
  const [first, again, ...more] = [...portal.steps.values()][0] ?? []
  expect(first).toBeDefined()
  expect(again).toEqual(first)
  expect(more).toEqual([])
})

describe('the REST interface of 2026', () => {
  test('gives the number, takes files first, then the dossier, steps with ISO times and the state', async () => {
    const { desk, id } = await begin(restSettings(portal.url))
    const header = Buffer.from(
      JSON.stringify({
        kind: 'component',
        component: null,
        name: 'Giấy chứng sinh',
        documentNumber: '',
        issuer: '',
        issuedOn: null,
        isReusable: false,
      }),
    ).toString('base64url')
    const uploaded = await fetch(`${gateway?.url}api/desk/dossiers/${id}/documents/upload`, {
      method: 'POST',
      headers: {
        'x-motcua-desk': '1',
        cookie: desk.cookie.split(';', 1)[0] ?? '',
        'content-type': 'image/jpeg',
        'x-motcua-document': header,
      },
      body: tinyJpeg,
    })
    expect(uploaded.status).toBe(200)
    const { revision } = (await desk.dossier(id)).summary
    expect((await desk.receive(id, revision)).ok).toBe(true)
    await settled(desk)
    const number = (await desk.dossier(id)).summary.officialNumber
    expect(number).toBe('H38.20-20261126-0000001')
    expect(portal.dossiers.get(number ?? '')).toMatchObject({
      LoaiDoiTuong: 0,
      MaDonViTiepNhan: 'H38.20',
      NgayTiepNhan: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      ThanhPhanHoSo: [{ LoaiBan: 2, GiayToDinhKem: [{ IdGiayTo: 'tep-1', HashTepTin: 'bam-1' }] }],
    })
    expect(portal.steps.get(number ?? '')).toMatchObject([
      {
        IDHoSo: `id-${number}`,
        TrangThai: 2,
        ThoiDiemXuLy: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/),
      },
    ])
    expect(portal.statuses.at(-1)).toMatchObject({ IdHoSo: `id-${number}`, TrangThai: 2 })
  })

  test('that does not answer receives nothing: no number is made up', async () => {
    const { desk, id } = await begin(restSettings(portal.url))
    portal.misbehave(({ service }) => (service === 'GetNextValue' ? { kind: 'status', status: 502 } : null))
    expect(await problemOf(await desk.receive(id, 1))).toBe('number-unavailable')
    expect((await desk.dossier(id)).summary).toMatchObject({ stage: 'arrived', officialNumber: null })
  })
})

test.each([
  [{}, /adapter/],
  [{ adapter: 'session', url: 'https://example.invalid' }, /authEndpoint/],
  [{ adapter: 'proxy', url: 'ftp://example.invalid' }, /url/],
  [{ adapter: 'proxy', url: 'https://example.invalid', inboundSecret: 'ngắn' }, /inboundSecret/],
  [{ adapter: 'proxy', url: 'https://example.invalid', parallel: 0 }, /parallel/],
])('settings that cannot be used are named: %j', (input, named) => {
  expect(() => parseExchangeSettings(input)).toThrow(named)
})
