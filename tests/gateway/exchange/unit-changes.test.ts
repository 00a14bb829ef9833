/** Where the exchange meets what else happens to a dossier: other units, new names, its retention, an archive. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchangeOverview, exchangeQueued } from '../../../src/contract/exchange.ts'
import { report, serviceIndex } from '../../../src/contract/service-index.ts'
import { importBag } from '../../../src/gateway/archive/import-bag.ts'
import { documentFiles } from '../../../src/gateway/files/document-files.ts'
import { openFiles } from '../../../src/gateway/files/open-files.ts'
import { partFiles } from '../../../src/gateway/files/part-files.ts'
import { loadKeys } from '../../../src/gateway/keys.ts'
import { createRetention } from '../../../src/gateway/retention.ts'
import { birthSubmission } from '../birth-submission.ts'
import { engines } from '../engines.ts'
import { quickPasswordHash } from '../quick-password.ts'
import { startGateway, type TestGateway, testNow } from '../start-gateway.ts'
import { signIn, type TestDesk } from '../test-desk.ts'
import { enrolDevice, postJson, type TestDevice } from '../test-device.ts'
import { inboundSecret, quickPace, sessionSettings } from './exchange-settings.ts'
import { type Portal, standInPortal } from './stand-in-portal.ts'

const password = 'mật khẩu của một cửa'
const dayMs = 24 * 3_600_000

describe.each(engines)('the exchange of a dossier on %s', (engine) => {
  let portal: Portal
  let gateway: TestGateway
  let device: TestDevice
  let here: TestDesk
  let there: TestDesk
  let leader: TestDesk
  let accepted = 0

  beforeAll(async () => {
    portal = await standInPortal()
    gateway = await startGateway({
      engine,
      more: { exchange: sessionSettings(portal.url), exchangePace: quickPace },
    })
    const { units, staff } = gateway.gateway.storage
    const home = await units.find('H38.20')
    if (home === undefined) throw new Error('the first unit is there')
    await units.addMissing([{ ...home, code: 'H38.21', org_code: 'H38.21', name: 'Xã Tả Phìn' }])
    for (const [username, unit] of [
      ['lanh-dao', 'H38.20'],
      ['ta-phin', 'H38.21'],
    ] as const)
      await staff.add({
        username,
        name: 'Chảo Mùi Phảy',
        role: 'leader',
        unit,
        password: quickPasswordHash(password),
        created_at: testNow().toISOString(),
      })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    here = await signIn(gateway.url, gateway.adminPassword)
    there = await signIn(gateway.url, password, 'ta-phin')
    leader = await signIn(gateway.url, password, 'lanh-dao')
    await here.post('exchange/codes', codes('H38.20', 'H38.20'))
    await here.post('exchange/switch', { isOn: true })
  })
  afterAll(async () => {
    await gateway.close()
    await portal.close()
  })

  const codes = (orgCode: string, senderCode: string) => ({
    orgCode,
    dateForm: 'yymmdd',
    digits: 4,
    senderCode,
  })

  async function accept(): Promise<{ readonly id: string; readonly number: string }> {
    await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const id = (await here.dossiers('?view=new')).dossiers[0]?.id ?? ''
    expect((await here.receive(id, 1)).ok).toBe(true)
    accepted += 1
    return { id, number: (await here.dossier(id)).summary.officialNumber ?? '' }
  }

  async function act(desk: TestDesk, id: string, type: string, more: object = {}): Promise<void> {
    const { revision } = (await desk.dossier(id)).summary
    const response = await desk.post(`dossiers/${id}/events`, { type, revision, ...more })
    expect(response.ok, await response.clone().text()).toBe(true)
  }

  async function overview(desk = here) {
    return v.parse(exchangeOverview, await (await desk.get('exchange')).json())
  }
  const settled = () =>
    expect.poll(async () => (await overview()).counts.waiting, { timeout: 20_000, interval: 30 }).toBe(0)

  const ask = async (number: string, senderCode: string) => {
    const response = await postJson(
      `${gateway.url}api/v1/exchange/dossiers`,
      { service: 'TraCuuHoSo', masohoso: number, madonvi: senderCode },
      { authorization: `Bearer ${inboundSecret}` },
    )
    return v.parse(
      v.object({ result: v.array(v.looseObject({ DonViXuLy: v.string(), TrangThaiHoSo: v.string() })) }),
      await response.json(),
    ).result
  }

  test('stays with the unit that received it, in order, wherever it is worked on', async () => {
    const { id, number } = await accept()
    await act(here, id, 'start')
    await act(here, id, 'transfer', { to: { unit: 'H38.21' }, reason: 'Thuộc địa bàn xã Tả Phìn' })
    await act(there, id, 'accept-transfer')
    expect(await ask(number, 'H38.20')).toMatchObject([{ DonViXuLy: 'Xã Tả Phìn', TrangThaiHoSo: '4' }])
    // Who works on it does not own it: not by the code of its own that the portal may know.
    expect(await ask(number, 'H38.21')).toEqual([])
    await act(there, id, 'transfer', { to: { unit: 'H38.20' }, reason: 'Đã xác minh xong' })
    await act(here, id, 'accept-transfer')
    await act(here, id, 'transfer', { to: { authority: 'Công an xã Tả Phìn' }, reason: 'Xin ý kiến' })
    await act(here, id, 'accept-transfer')
    await act(here, id, 'finish')
    await act(here, id, 'hand-over', { way: 'counter' })
    await settled()
    expect(portal.dossiers.get(number)).toMatchObject({
      MaHoSo: number,
      DonViXuLy: 'Phường Lào Cai',
      TrangThaiHoSo: '10',
    })
    // The last step of each is told as its own, also of a unit that has it no longer.
    expect(portal.steps.get(number)?.map((step) => [step.PhongBanXuLy, step.TrangThai])).toEqual([
      ['Phường Lào Cai', '2'],
      ['Phường Lào Cai', '4'],
      ['Phường Lào Cai', '4'],
      ['Xã Tả Phìn', '4'],
      ['Xã Tả Phìn', '4'],
      ['Phường Lào Cai', '4'],
      ['Phường Lào Cai', '4'],
      ['Phường Lào Cai', '4'],
      ['Phường Lào Cai', '9'],
      ['Phường Lào Cai', '10'],
    ])
    const mine = portal.calls.filter((call) => call.number === number)
    expect(new Set(mine.map(({ sender }) => sender))).toEqual(new Set(['H38.20']))
    // The other unit tells the portal nothing, and is charged with nothing.
    expect((await overview(there)).counts).toMatchObject({ waiting: 0, sent: 0 })
    const of = async (desk: TestDesk) =>
      v.parse(report, await (await desk.get('reports?from=2026-11-01&until=2026-11-30')).json())
    expect((await of(here)).counts).toMatchObject({ received: 1, finished: 1 })
    expect((await of(there)).counts).toMatchObject({ received: 0, finished: 0 })
  })

  test('goes on under the number it has when the unit gets another name and other codes', async () => {
    const { id, number } = await accept()
    await settled()
    const { units } = gateway.gateway.storage
    await units.change('H38.20', { name: 'Phường Cam Đường', demandsSecondFactor: false })
    await here.post('exchange/codes', codes('H38.99', 'H38.99'))
    await act(here, id, 'start')
    // What messages call a unit is kept for a second.
    const newest = async () => {
      const later = await accept()
      expect(later.number).toMatch(/^H38\.99-\d{6}-\d{4}$/)
      await settled()
      return portal.dossiers.get(later.number)?.DonViXuLy
    }
    await expect.poll(newest, { timeout: 10_000 }).toBe('Phường Cam Đường')
    expect(portal.steps.get(number)?.map((step) => step.TrangThai)).toEqual(['2', '4'])
    expect(await ask(number, 'H38.99')).toMatchObject([{ DonViXuLy: 'Phường Cam Đường' }])
    expect(await ask(number, 'H38.20')).toEqual([])
    const index = v.parse(
      serviceIndex,
      await (await here.get('service-index?from=2026-11-01&until=2026-11-30')).json(),
    )
    expect(index.unit).toEqual({ code: 'H38.20', name: 'Phường Cam Đường' })
    expect(index.received).toBe(accepted)
    const told = v.parse(report, await (await here.get('reports?from=2026-11-01&until=2026-11-30')).json())
    expect([told.unit.name, told.counts.received]).toEqual(['Phường Cam Đường', accepted])
    // An address that was printed stays; so does the one by the code of before, which is the unit's own.
    const page = await fetch(`${gateway.url}cong-khai/H38.20`)
    expect([page.status, (await page.text()).includes('Phường Cam Đường')]).toEqual([200, true])
    expect((await fetch(`${gateway.url}cong-khai/H38.99`)).url).toBe(`${gateway.url}cong-khai/H38.20`)
    expect((await device.changes()).unitName).toBe('Phường Cam Đường')
    await units.change('H38.20', { name: 'Phường Lào Cai', demandsSecondFactor: false })
    await here.post('exchange/codes', codes('H38.20', 'H38.20'))
  })

  test('keeps its content a while longer when the portal has not taken it; then it is held by name', async () => {
    portal.misbehave(({ service }) =>
      service === 'DongBoHoSoMC' ? { kind: 'error', code: '-1', message: 'Mã đơn vị không đúng' } : null,
    )
    const [untold, told] = [await accept(), await accept()]
    for (const { id } of [untold, told]) await act(leader, id, 'stop', { reason: 'Người dân đề nghị dừng' })
    await settled()
    portal.misbehave(({ number, service }) =>
      service === 'DongBoHoSoMC' && number === untold.number
        ? { kind: 'error', code: '-1', message: 'Mã đơn vị không đúng' }
        : null,
    )
    await here.post(`exchange/queues/${told.id}/resend`)
    await settled()
    const taken = structuredClone(portal.dossiers.get(told.number))
    expect(taken?.SoGiayToChuHoSo).not.toBe('')

    const { storage } = gateway.gateway
    let now = new Date(testNow().getTime() + 31 * dayMs)
    const retention = createRetention({
      storage,
      parts: { remove: async () => {} },
      documents: { remove: async () => {} },
      days: 30,
      now: () => now,
    })
    const isRemoved = async (id: string) => (await storage.dossiers.find(id))?.content_removed_at !== null
    await retention.run()
    expect([await isRemoved(told.id), await isRemoved(untold.id)]).toEqual([true, false])
    now = new Date(now.getTime() + 30 * dayMs)
    await retention.run()
    expect(await isRemoved(untold.id)).toBe(true)

    portal.misbehave(() => null)
    await here.post(`exchange/queues/${untold.id}/resend`)
    await settled()
    expect((await overview()).held).toMatchObject([{ id: untold.id, problem: { kind: 'content-removed' } }])
    expect(portal.dossiers.has(untold.number)).toBe(false)
    // What the portal has of the other is not written over by what is no longer known here.
    expect(portal.dossiers.get(told.number)).toEqual(taken)
    const existing = await here.post('exchange/existing')
    expect(v.parse(exchangeQueued, await existing.json()).queued).toBe(0)
  })

  test('is not told anew when it comes back from an archive', async () => {
    const { id, number } = await accept()
    await act(here, id, 'start')
    await settled()
    const folder = await mkdtemp(join(tmpdir(), 'motcua-bag-'))
    const bag = join(folder, 'bag.tar')
    await writeFile(bag, await (await here.get(`dossiers/${id}/archive`)).bytes())
    const second = await startGateway({
      engine,
      more: { exchange: sessionSettings(portal.url), exchangePace: quickPace },
    })
    try {
      const desk = await signIn(second.url, second.adminPassword)
      await desk.post('exchange/codes', codes('H38.20', 'H38.20'))
      await desk.post('exchange/switch', { isOn: true })
      await desk.post('webhooks', { url: 'https://bao.example/nhan', events: ['progress', 'received'] })
      const { files } = await openFiles({ dataDir: second.dataDir, objectStore: null })
      const keys = await loadKeys(join(second.dataDir, 'keys'), null)
      const { storage, settled: opened } = second.gateway
      const before = portal.calls.length
      const taken = await importBag(
        { storage, keys, parts: partFiles(files), documents: documentFiles(files, keys), now: testNow },
        bag,
      )
      expect(taken).toMatchObject({ ok: true, dossier: id })
      await opened()
      const counts = async () => v.parse(exchangeOverview, await (await desk.get('exchange')).json()).counts
      expect(await counts()).toMatchObject({ waiting: 0, held: 0, refused: 0 })
      expect(portal.calls.length).toBe(before)
      expect(v.parse(exchangeQueued, await (await desk.post('exchange/existing')).json()).queued).toBe(1)
      await expect.poll(async () => (await counts()).waiting, { timeout: 20_000 }).toBe(0)

      // What happens from now on is told, after the portal was asked what it has.
      await act(desk, id, 'finish')
      await expect.poll(async () => (await counts()).waiting, { timeout: 20_000 }).toBe(0)
      expect(portal.steps.get(number)?.map((step) => step.TrangThai)).toEqual(['2', '4', '9'])
    } finally {
      await second.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
