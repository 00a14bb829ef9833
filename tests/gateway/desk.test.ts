import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '../../src/domain/form/definition.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { eventDigest } from '../../src/gateway/storage/dossier-history.ts'
import changeExample from '../domain/form/examples/civil-status-change.ts'
import landExample from '../domain/form/examples/land-registration.ts'
import { birthSubmission, lastFour } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { deskHeader, problemOf, signIn, type TestDesk, trySignIn } from './test-desk.ts'
import { enrolDevice, photo, postJson, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Lò Thị Pành'

async function addStaff(
  gateway: TestGateway,
  username: string,
  role: StaffRole,
  unit = 'H38.20',
): Promise<void> {
  await gateway.gateway.storage.staff.add({
    username,
    name: 'Lò Thị Pành',
    role,
    unit,
    password: quickPasswordHash(password),

    created_at: new Date().toISOString(),
  })
}

describe.each(engines)('the desk on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let now = testNow()
  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => now })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
    await addStaff(gateway, 'tiep-nhan', 'reception')
    await addStaff(gateway, 'xu-ly', 'processing')
    await addStaff(gateway, 'tinh', 'leader', 'H38')
  })
  afterAll(() => gateway.close())

  async function file(count: number): Promise<string[]> {
    const known = new Set((await all()).map((dossier) => dossier.id))
    for (let index = 0; index < count; index++) await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    return (await all()).map((dossier) => dossier.id).filter((id) => !known.has(id))
  }
  async function all() {
    const dossiers = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await desk.dossiers(after === '' ? '' : `?after=${after}`)
      dossiers.push(...page.dossiers)
      after = page.next
    }
    return dossiers
  }

  test('dossiers received by several officers at once get different numbers without gaps', async () => {
    const ids = await file(12)
    const officers = [desk, await signIn(gateway.url, password, 'tiep-nhan')]
    const answers = await Promise.all(ids.map((id, index) => (officers[index % 2] ?? desk).receive(id, 1)))
    expect(answers.map((answer) => answer.status)).toEqual(ids.map(() => 200))
    const numbers = (await all()).filter((d) => ids.includes(d.id)).map((d) => d.officialNumber?.slice(-4))
    expect(numbers.toSorted()).toEqual(ids.map((_, index) => String(index + 1).padStart(4, '0')))
  })

  test('of two officers who receive the same dossier one is told that it has changed', async () => {
    const [id = ''] = await file(1)
    const answers = await Promise.all([desk.receive(id, 1), desk.receive(id, 1)])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect(await problemOf(await desk.receive(id, 1))).toBe('dossier-changed')
    expect(await problemOf(await desk.receive(id, 2))).toBe('transition-not-allowed')
    expect((await desk.dossier(id)).events.map((event) => [event.type, event.by])).toEqual([
      ['arrive', device.id],
      ['receive', 'admin'],
    ])
  })

  test('the due date follows the procedure and the calendar, from the reception', async () => {
    const [id = '', late = ''] = await file(2)
    now = new Date('2026-11-25T02:00:00.000Z')
    await desk.receive(id, 1)
    expect((await desk.dossier(id)).summary).toMatchObject({
      receivedAt: '2026-11-25T02:00:00.000Z',
      dueAt: '2026-11-25T10:00:00.000Z',
    })
    now = new Date('2026-11-25T08:30:00.000Z')
    await desk.receive(late, 1)
    const detail = await desk.dossier(late)
    expect(detail.summary.dueAt).toBe('2026-11-26T10:00:00.000Z')
    expect(detail.dueReason).toContain('received-after-cut-off')
    now = testNow()
  })

  test('the due date follows the case that the declaration tells and the commune that decides', async () => {
    const submit = async (procedure: string, form: string, answers: Answers) => {
      const known = new Set((await all()).map(({ id }) => id))
      const payload = { ...birthSubmission(), procedure, form: { name: form, version: 1 }, answers }
      await device.deliver(await device.envelope(payload))
      await gateway.gateway.settled()
      const [id = ''] = (await all()).map((dossier) => dossier.id).filter((each) => !known.has(each))
      await desk.receive(id, 1)
      return desk.dossier(id)
    }
    now = new Date('2026-11-25T02:00:00.000Z')
    const correction = await submit('1.004859', 'civil-status-change', changeExample.answers)
    expect(correction.summary.dueAt).toBe('2026-11-30T10:00:00.000Z')
    expect(correction.dueReason).toBe('working-days')
    const added = await submit('1.004859', 'civil-status-change', { ...changeExample.answers, case: 'add' })
    expect(added.summary.dueAt).toBe('2026-11-25T10:00:00.000Z')
    // Ten days more in a mountain commune; that this is one is not verified, so nothing is promised.
    const land = await submit('1.115668', 'land-registration', landExample.answers)
    expect(land.summary).toMatchObject({ receivedAt: '2026-11-25T02:00:00.000Z', dueAt: null })
    expect(land.dueReason).toContain('limit-to-be-confirmed')
    now = testNow()
  })

  test('the history of a dossier is chained by digests and cannot be rewritten', async () => {
    const [id = ''] = await file(1)
    await desk.receive(id, 1)
    const events = await gateway.gateway.storage.dossiers.events(id)
    let previous: string | null = null
    for (const event of events) {
      expect(event.previous).toBe(previous)
      expect(await eventDigest({ ...event, data: JSON.parse(event.data) })).toBe(event.digest)
      previous = event.digest
    }
    expect(events).toHaveLength(2)
  })

  test('the list comes newest first, in pages of fifty, by view when asked', async () => {
    await file(52)
    const first = await desk.dossiers()
    expect(first.dossiers).toHaveLength(50)
    const ids = (await all()).map((dossier) => dossier.id)
    expect(ids).toEqual(ids.toSorted().toReversed())
    expect(new Set(ids).size).toBe(ids.length)
    const received = (await desk.dossiers('?view=open')).dossiers
    expect(new Set(received.map((dossier) => dossier.state))).toEqual(new Set([2]))
    expect(first.counts.fresh + received.length).toBe(ids.length)
    expect(first.counts.open).toBe(received.length)
    expect(await problemOf(await desk.get('dossiers?view=none'))).toBe('request-malformed')
  })

  test('another unit sees neither the list nor the dossier nor its papers', async () => {
    const [id = ''] = await file(1)
    const province = await signIn(gateway.url, password, 'tinh')
    expect((await province.dossiers()).dossiers).toEqual([])
    expect(await problemOf(await province.get(`dossiers/${id}`))).toBe('not-found')
    expect(await problemOf(await province.receive(id, 1))).toBe('not-found')
    expect(await problemOf(await province.get(`dossiers/${id}/parts/${'A'.repeat(43)}`))).toBe('not-found')
  })

  test('who only processes may look but not receive, and only administrators handle devices', async () => {
    const [id = ''] = await file(1)
    const officer = await signIn(gateway.url, password, 'xu-ly')
    expect((await officer.get(`dossiers/${id}`)).status).toBe(200)
    expect(await problemOf(await officer.receive(id, 1))).toBe('forbidden')
    expect(await problemOf(await officer.post('enrolment-codes', { role: 'kiosk' }))).toBe('forbidden')
    expect(await problemOf(await officer.post(`devices/${device.id}/revocation`))).toBe('forbidden')
  })

  test('a code from the desk enrols a device with its role', async () => {
    const { code, expiresAt } = await (await desk.post('enrolment-codes', { role: 'team' })).json()
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect(Date.parse(expiresAt) - testNow().getTime()).toBeGreaterThan(23 * 3_600_000)
    const joined = await enrolDevice(gateway.url, ` ${code.toLowerCase().replace('-', ' ')} `)
    expect(joined.enrolment).toMatchObject({ role: 'team', unit: { code: 'H38.20', province: '15' } })
  })

  test('only images are shown in the page; anything else is a download', async () => {
    const image = await device.part(photo())
    const script = await device.part(new TextEncoder().encode('<script>alert(1)</script>'))
    const parts = [image, script]
    const envelope = await device.envelope(birthSubmission({}, parts), parts)
    await device.deliver(envelope)
    await gateway.gateway.settled()
    const [newest] = (await desk.dossiers()).dossiers
    const address = (part: typeof image) => `dossiers/${newest?.id}/parts/${part.reference.sha256}`
    expect(await problemOf(await desk.get(address(image)))).toBe('not-found')
    for (const part of parts) await device.upload(envelope.id, part)
    const shown = await desk.get(address(image))
    expect(shown.headers.get('content-disposition')).toBe('inline')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    const downloaded = await desk.get(address(script))
    expect(downloaded.headers.get('content-type')).toBe('application/octet-stream')
    expect(downloaded.headers.get('content-disposition')).toBe('attachment')
    expect(downloaded.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a citizen follows the dossier by receipt code or official number, with the right digits only', async () => {
    const [id = ''] = await file(1)
    await desk.receive(id, 1)
    const { receiptCode, officialNumber } = (await desk.dossier(id)).summary
    const track = (code: string, digits: string) =>
      postJson(`${gateway.url}api/v1/tracking`, { code, lastFour: digits })
    const byReceipt = await (await track(receiptCode.toLowerCase().replace('-', ' '), lastFour)).json()
    expect(byReceipt).toMatchObject({ receiptCode, officialNumber, state: 2, unitName: 'Phường Lào Cai' })
    expect(JSON.stringify(byReceipt)).not.toMatch(/Pành|Mẩy/)
    expect(await (await track(officialNumber ?? '', lastFour)).json()).toEqual(byReceipt)

    const wrong = [await track(receiptCode, '0000'), await track('H38.20-261125-9999', lastFour)]
    const bodies = await Promise.all(wrong.map((answer) => answer.text()))
    expect(wrong.map((answer) => answer.status)).toEqual([404, 404])
    expect(bodies[0]).toBe(bodies[1])
  })

  test('five wrong passwords lock the account for fifteen minutes, the right one then opens it', async () => {
    await addStaff(gateway, 'khoa', 'reception')
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await problemOf(await trySignIn(gateway.url, 'sai', 'khoa'))).toBe('sign-in-failed')
    const locked = await trySignIn(gateway.url, password, 'khoa')
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await problemOf(locked)).toBe('account-locked')
    now = new Date(testNow().getTime() + 16 * 60_000)
    expect((await trySignIn(gateway.url, password, 'khoa')).status).toBe(200)
    now = testNow()
    expect(await problemOf(await trySignIn(gateway.url, password, 'nobody'))).toBe('sign-in-failed')
  })

  test('a session ends by signing out, after an idle hour, and after twelve hours', async () => {
    const leaving = await signIn(gateway.url, password, 'xu-ly')
    expect((await leaving.delete('session')).status).toBe(204)
    expect(await problemOf(await leaving.get('session'))).toBe('sign-in-required')

    const begun = testNow().getTime()
    const idle = await signIn(gateway.url, password, 'xu-ly')
    const busy = await signIn(gateway.url, password, 'xu-ly')
    now = new Date(begun + 50 * 60_000)
    expect((await busy.get('session')).status).toBe(200)
    now = new Date(begun + 70 * 60_000)
    expect(await problemOf(await idle.get('session'))).toBe('sign-in-required')
    expect((await busy.get('session')).status).toBe(200)
    for (let hours = 2; hours < 12; hours++) {
      now = new Date(begun + hours * 3_600_000)
      await busy.get('session')
    }
    now = new Date(begun + 12.1 * 3_600_000)
    expect(await problemOf(await busy.get('session'))).toBe('sign-in-required')
    now = testNow()
    desk = await signIn(gateway.url, gateway.adminPassword)
  })

  test('the cookie is out of reach of scripts and other sites, and requests without our header are refused', async () => {
    expect(desk.cookie).toMatch(/; HttpOnly/i)
    expect(desk.cookie).toMatch(/; SameSite=Strict/i)
    expect(desk.cookie).toMatch(/; Path=\//i)
    const cookie = desk.cookie.split(';', 1)[0] ?? ''
    const forged = await postJson(`${gateway.url}api/desk/enrolment-codes`, { role: 'kiosk' }, { cookie })
    expect(await problemOf(forged)).toBe('forbidden')
    const asForm = await fetch(`${gateway.url}api/desk/enrolment-codes`, {
      method: 'POST',
      headers: { ...deskHeader, cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'role=kiosk',
    })
    expect([asForm.status, await problemOf(asForm)]).toEqual([415, 'request-malformed'])
  })

  test('nothing of the desk is shown without a session', async () => {
    for (const path of ['session', 'dossiers', `dossiers/${crypto.randomUUID()}`, 'devices', 'quarantine'])
      expect(await problemOf(await fetch(`${gateway.url}api/desk/${path}`))).toBe('sign-in-required')
  })
})
