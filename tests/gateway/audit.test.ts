import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditPage, auditPage, dossierExport } from '../../src/contract/audit.ts'
import { verifyChains } from '../../src/gateway/audit/verify.ts'
import { birthSubmission, lastFour } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk, trySignIn } from './test-desk.ts'
import { enrolDevice, photo, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Lò Thị Pành'

describe.each(engines)('the log of who read what on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let id = ''
  let part = ''
  beforeAll(async () => {
    gateway = await startGateway({ engine })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
    const people = [
      ['tiep-nhan', 'reception', 'H38.20'],
      ['lanh-dao', 'leader', 'H38.20'],
      ['tinh', 'leader', 'H38'],
    ] as const
    for (const [username, role, unit] of people)
      await gateway.gateway.storage.staff.add({
        username,
        name: 'Lò Thị Pành',
        role,
        unit,
        password: quickPasswordHash(password),
        created_at: testNow().toISOString(),
      })
    const image = await device.part(photo())
    const envelope = await device.envelope(birthSubmission({}, [image]), [image])
    await device.deliver(envelope)
    await device.upload(envelope.id, image)
    await gateway.gateway.settled()
    id = (await desk.dossiers()).dossiers[0]?.id ?? ''
    part = image.reference.sha256
  })
  afterAll(() => gateway.close())

  async function log(query = '', reader = desk): Promise<AuditPage> {
    return v.parse(auditPage, await (await reader.get(`audit${query}`)).json())
  }

  test('each reading of a dossier and of a paper is there, with who and when', async () => {
    const officer = await signIn(gateway.url, password, 'tiep-nhan')
    await officer.dossier(id)
    expect((await officer.get(`dossiers/${id}/parts/${part}`)).status).toBe(200)
    expect((await officer.post(`dossiers/${id}/prints`, { document: 'declaration' })).status).toBe(204)
    expect((await officer.get(`dossiers/${id}/fees`)).status).toBe(200)
    expect((await officer.get(`dossiers/${id}/documents`)).status).toBe(200)
    const { entries } = await log(`?dossier=${id}&person=tiep-nhan`)
    expect(entries.map(({ action, whoName }) => [action, whoName])).toEqual([
      ['read-documents', 'Lò Thị Pành'],
      ['read-fees', 'Lò Thị Pành'],
      ['print-dossier', 'Lò Thị Pành'],
      ['read-paper', 'Lò Thị Pành'],
      ['read-dossier', 'Lò Thị Pành'],
    ])
    const receiptCode = (await officer.dossier(id)).summary.receiptCode
    expect(entries[0]?.receiptCode).toBe(receiptCode)
    expect((await log(`?dossier=${receiptCode.toLowerCase()}`)).entries.length).toBeGreaterThan(3)
  })

  test('signing in, failing to and signing out are there; of an unknown name nothing is kept', async () => {
    await trySignIn(gateway.url, 'sai', 'tiep-nhan')
    await trySignIn(gateway.url, 'sai', 'mat-khau-go-nham')
    const leaving = await signIn(gateway.url, password, 'tiep-nhan')
    await leaving.delete('session')
    const { entries } = await log()
    const told = entries.filter(({ action }) => action !== 'read-audit').slice(0, 4)
    expect(told.map(({ action, who }) => [action, who])).toEqual([
      ['sign-out', 'tiep-nhan'],
      ['sign-in', 'tiep-nhan'],
      ['sign-in-failed', 'unknown'],
      ['sign-in-failed', 'tiep-nhan'],
    ])
    expect(JSON.stringify(entries)).not.toContain('mat-khau-go-nham')
  })

  test('devices that join or are shut out are there', async () => {
    const { code } = await (await desk.post('enrolment-codes', { role: 'team' })).json()
    const joined = await enrolDevice(gateway.url, code)
    await desk.post(`devices/${joined.id}/revocation`)
    const { entries } = await log()
    const told = entries.filter(({ action }) => action !== 'read-audit').slice(0, 3)
    expect(told.map(({ action, who, subject }) => [action, who, subject])).toEqual([
      ['device-revoked', 'admin', joined.id],
      ['device-joined', joined.id, joined.id],
      ['enrolment-code-made', 'admin', null],
    ])
  })

  test('the log is for leaders and administrators, of their own unit', async () => {
    expect((await log('', await signIn(gateway.url, password, 'lanh-dao'))).entries.length).toBeGreaterThan(5)
    const officer = await signIn(gateway.url, password, 'tiep-nhan')
    expect(await problemOf(await officer.get('audit'))).toBe('forbidden')
    const province = await signIn(gateway.url, password, 'tinh')
    const { entries } = await log('', province)
    expect(new Set(entries.map(({ who }) => who))).toEqual(new Set(['tinh']))
    expect((await log(`?dossier=${id}`, province)).entries.map(({ who }) => who)).toEqual(['tinh'])
    expect(await problemOf(await fetch(`${gateway.url}api/desk/audit`))).toBe('sign-in-required')
  })

  test('it comes in pages and by day in Vietnam, both days included', async () => {
    const officer = await signIn(gateway.url, password, 'tiep-nhan')
    await Promise.all(Array.from({ length: 60 }, () => officer.dossier(id)))
    const all: number[] = []
    for (let before: number | null = 0; before !== null; ) {
      const page: AuditPage = await log(`?person=tiep-nhan${before === 0 ? '' : `&before=${before}`}`)
      all.push(...page.entries.map(({ number }) => number))
      before = page.next
    }
    expect(all.length).toBeGreaterThan(60)
    expect(all).toEqual(all.toSorted((a, b) => b - a))
    expect(new Set(all).size).toBe(all.length)
    expect((await log('?from=2026-11-26&to=2026-11-26')).entries.length).toBe(50)
    expect((await log('?to=2026-11-25')).entries).toEqual([])
    expect((await log('?from=2026-11-27')).entries).toEqual([])
    expect(await problemOf(await desk.get('audit?from=hôm nay'))).toBe('request-malformed')
  })

  test('processes that write at once make one chain without gaps', async () => {
    const { storage } = gateway.gateway
    // On PostgreSQL a second process has a pool of its own; here each append is a transaction of its own.
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        storage.audit.append([
          {
            unit: index % 2 === 0 ? 'H38' : 'H38.20',
            at: testNow().toISOString(),
            who: 'gateway',
            action: 'sign-in',
            subject: null,
            detail: { index },
          },
        ]),
      ),
    )
    const { broken } = await verifyChains(storage, { ok: true, checkpoint: null }, testNow())
    expect(broken).toBeNull()
  })

  test('the person concerned is given everything about the dossier, and that is written down', async () => {
    const officer = await signIn(gateway.url, password, 'tiep-nhan')
    expect(await problemOf(await officer.post(`dossiers/${id}/exports`, {}))).toBe('request-malformed')
    const unchecked = { isIdentityChecked: false }
    expect(await problemOf(await officer.post(`dossiers/${id}/exports`, unchecked))).toBe('request-malformed')
    const answer = await officer.post(`dossiers/${id}/exports`, { isIdentityChecked: true })
    const given = v.parse(dossierExport, await answer.json())
    expect(given.dossier).toMatchObject({ id, applicantLastFour: lastFour })
    expect(given.answers).toEqual((await officer.dossier(id)).answers)
    expect(given.papers[0]?.pages).toEqual([part])
    expect(given.files).toMatchObject([{ sha256: part, mediaType: 'image/jpeg' }])
    expect(given.events).toMatchObject([{ number: 1, by: device.id }])
    const actions = given.access.map(({ who, action }) => `${who} ${action}`)
    expect(actions).toContain('tiep-nhan read-paper')
    expect(actions.at(-1)).toBe('tiep-nhan export-dossier')
    const province = await signIn(gateway.url, password, 'tinh')
    const foreign = await province.post(`dossiers/${id}/exports`, { isIdentityChecked: true })
    expect(await problemOf(foreign)).toBe('not-found')
  })

  test('neither an answer nor a name of a citizen is in the log', async () => {
    const rows = await gateway.gateway.storage.audit.page('H38.20', 0, 10_000)
    expect(rows.length).toBeGreaterThan(60)
    expect(JSON.stringify(rows)).not.toMatch(/Pành|Mẩy|Chớ|012198000017/)
  })
})

test('what cannot be written down is not shown', async () => {
  const spoilt = await startGateway({ databaseUrl: null })
  try {
    const other = await enrolDevice(spoilt.url, await spoilt.enrolmentCode())
    await other.deliver(await other.envelope(birthSubmission()))
    await spoilt.gateway.settled()
    const reader = await signIn(spoilt.url, spoilt.adminPassword)
    const [first] = (await reader.dossiers()).dossiers
    const database = new DatabaseSync(`${spoilt.dataDir}/motcua.sqlite`)
    database.exec(
      "create trigger full before insert on audit_log begin select raise(abort, 'disk full'); end",
    )
    database.close()
    const answer = await reader.get(`dossiers/${first?.id}`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('Pành')
  } finally {
    await spoilt.close()
  }
})
