import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFiles } from '../../src/catalogue/importing/import-files.ts'
import { importedFolder } from '../../src/catalogue/importing/imported-catalogue.ts'
import {
  type DossiersBehind,
  dossiersBehind,
  type Report,
  report,
  type ServiceIndex,
  serviceIndex,
} from '../../src/contract/service-index.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { builtInCatalogue } from '../../src/gateway/catalogue.ts'
import { createPublished } from '../../src/gateway/public/published.ts'
import { procedureCountsOf } from '../../src/gateway/reports/procedure-counts.ts'
import { portalAnswer } from '../catalogue/importing/records.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const password = 'mật khẩu của Lò Thị Pành'
const month = 'from=2026-11-01&until=2026-11-30'

describe.each(engines)('the index and the reports at the desk on %s', (engine) => {
  let gateway: TestGateway
  let leader: TestDesk
  let neighbour: TestDesk
  let observer: TestDesk
  let received = ''

  beforeAll(async () => {
    gateway = await startGateway({ engine })
    const { units, staff } = gateway.gateway.storage
    const home = await units.find('H38.20')
    if (home === undefined) throw new Error('the first unit is there')
    await units.addMissing([{ ...home, code: 'H38.21', org_code: 'H38.21', name: 'Xã Tả Van' }])
    const hashed = quickPasswordHash(password)
    const employ = async (username: string, role: StaffRole, unit: string) => {
      const at = new Date().toISOString()
      await staff.add({ username, name: 'Lò Thị Pành', role, unit, password: hashed, created_at: at })
      return signIn(gateway.url, password, username)
    }
    leader = await employ('lanh-dao', 'leader', 'H38.20')
    neighbour = await employ('xa-ben', 'leader', 'H38.21')
    observer = await employ('so-noi-vu', 'province-observer', 'H38')
    // Nobody wrote it by hand: it is there since an import.
    const file = join(gateway.dataDir, 'records.jsonl')
    await writeFile(file, JSON.stringify(portalAnswer('9.900001', 'Thủ tục mẫu')))
    const imported = { folder: importedFolder(gateway.dataDir), today: '2026-11-26' }
    expect((await importFiles([file], imported)).ok).toBe(true)
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    for (let filed = 0; filed < 2; filed++) await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const [dossier] = (await leader.dossiers()).dossiers
    received = dossier?.id ?? ''
    expect((await leader.receive(received, dossier?.revision ?? 0)).ok).toBe(true)
  })
  afterAll(() => gateway.close())

  const indexOf = async (desk: TestDesk, query = ''): Promise<ServiceIndex> =>
    v.parse(serviceIndex, await (await desk.get(`service-index?${month}${query}`)).json())
  const reportOf = async (desk: TestDesk): Promise<Report> =>
    v.parse(report, await (await desk.get(`reports?${month}`)).json())
  const behind = async (desk: TestDesk, query: string): Promise<DossiersBehind> =>
    v.parse(dossiersBehind, await (await desk.get(`service-index/dossiers?${month}&${query}`)).json())

  test('what was formally received counts, at once, and what has only arrived does not', async () => {
    const index = await indexOf(leader)
    expect(index.received).toBe(1)
    expect(index.figures['filed-online']).toEqual({ numerator: 0, denominator: 1 })
    expect(index.figures['on-time']).toEqual({ numerator: 1, denominator: 1 })
    expect(index.figures['petitions-on-time']).toBeNull()
    expect(index.figures['dossiers-synchronised']).toBeNull()
    // As anybody reads it: without what belongs to other provinces.
    const handMade = builtInCatalogue().procedures
    const alone = createPublished({ handMade, folder: join(gateway.dataDir, 'none'), onFault: () => {} })
    const built = procedureCountsOf((await alone.of('15')).procedures, false)
    expect(index.figures['services-online']).toEqual({
      numerator: built.online + 1,
      denominator: built.all + 1,
    })
    expect(index.months).toHaveLength(12)
    expect(index.months.at(-1)).toMatchObject({ month: '2026-11', received: 1 })
    expect((await behind(leader, 'measure=kiosk')).dossiers.map(({ id }) => id)).toEqual([received])
    expect((await behind(leader, 'measure=late')).dossiers).toEqual([])
  })

  test('a unit sees itself, a province all below it and no dossier, and nobody else anything', async () => {
    expect((await indexOf(neighbour)).received).toBe(0)
    expect(await problemOf(await neighbour.get(`service-index?${month}&unit=H38.20`))).toBe('not-found')
    expect(await problemOf(await neighbour.get(`reports?${month}&unit=H38`))).toBe('not-found')
    const whole = await indexOf(observer)
    expect(whole).toMatchObject({ unit: { code: 'H38' }, received: 1 })
    expect(whole.below.map(({ unit, received: count }) => [unit.code, count])).toEqual([['H38.20', 1]])
    expect(await indexOf(observer, '&unit=H38.20')).toMatchObject({ received: 1, below: [] })
    expect(await problemOf(await observer.get(`service-index/dossiers?${month}&measure=received`))).toBe(
      'forbidden',
    )
    expect((await reportOf(observer)).officers).toEqual([])
  })

  test('a figure that was entered counts with its source, and stands in the log', async () => {
    const entry = { component: 'petitions-on-time', month: '2026-11', numerator: 9, denominator: 10 }
    const told = { source: 'Công văn 12/VP', asOf: '2026-11-20' }
    expect((await leader.post('service-index/entries', { ...entry, ...told })).status).toBe(204)
    const index = await indexOf(leader)
    expect(index.figures['petitions-on-time']).toEqual({ numerator: 9, denominator: 10 })
    expect(index.entries).toMatchObject([{ ...entry, ...told, enteredBy: 'Lò Thị Pành' }])
    // In the province's sum as well, until the province enters its own.
    expect((await indexOf(observer)).figures['petitions-on-time']).toEqual({ numerator: 9, denominator: 10 })
    const own = { ...entry, numerator: 95, denominator: 100, ...told }
    expect((await observer.post('service-index/entries', own)).status).toBe(204)
    expect((await indexOf(observer)).figures['petitions-on-time']).toEqual({
      numerator: 95,
      denominator: 100,
    })
    expect(await (await leader.get('audit')).text()).toContain('index-entered')
  })

  test('figures that make no sense, or that events tell better, are refused', async () => {
    const entry = {
      component: 'petitions-on-time',
      month: '2026-11',
      numerator: 11,
      denominator: 10,
      source: 'x',
      asOf: '2026-11-20',
    }
    for (const wrong of [
      {},
      { numerator: 1, component: 'on-time' },
      { numerator: -1 },
      { numerator: 1, source: ' ' },
      { numerator: 1, month: '2026-13' },
    ]) {
      const answer = await leader.post('service-index/entries', { ...entry, ...wrong })
      expect(await problemOf(answer), JSON.stringify(wrong)).toBe('request-malformed')
    }
    const backwards = await leader.get('service-index?from=2026-11-30&until=2026-11-01')
    expect(await problemOf(backwards)).toBe('request-malformed')
  })

  test('the report tells ways of filing, punctuality, officers and silent devices', async () => {
    const told = await reportOf(leader)
    expect(told.counts).toMatchObject({
      received: 1,
      online: 0,
      kiosk: 1,
      counter: 0,
      post: 0,
      open: 1,
      late: 0,
    })
    expect(told.officers).toMatchObject([{ officer: null, counts: { received: 1 } }])
    expect(told.devices).toHaveLength(1)
    expect(told.exemptions).toEqual([])
  })
})
