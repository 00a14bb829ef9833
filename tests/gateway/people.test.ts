import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEnrolmentCode } from '../../src/gateway/sync/enrolment-code.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk, trySignIn } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const chosen = 'Suối chảy qua 9 bản'
const officer = { name: 'Lò Thị Pành', role: 'reception', unit: 'H38.20', identityName: null }

function codeAt(secret: string, time: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time.getTime() })
}

describe.each(engines)('people at the desk on %s', (engine) => {
  let gateway: TestGateway
  let admin: TestDesk
  let now = testNow()
  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => now })
    admin = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(() => gateway.close())

  const create = (username: string, changed: Record<string, unknown> = {}) =>
    admin.post('people', { ...officer, username, ...changed })

  /** Created, signed in with the one-time password, and given a password of their own. */
  async function newOfficer(username: string, changed: Record<string, unknown> = {}): Promise<TestDesk> {
    const { password } = await (await create(username, changed)).json()
    const desk = await signIn(gateway.url, password, username)
    const change = await desk.post('account/password', { current: password, next: chosen })
    expect(change.status).toBe(204)
    return desk
  }

  /** @returns the secret and the recovery codes */
  async function setUpSecondFactor(desk: TestDesk): Promise<{ secret: string; codes: string[] }> {
    const { secret } = await (await desk.post('account/second-factor', { password: chosen })).json()
    const confirmation = await desk.post('account/second-factor/confirmation', { code: codeAt(secret, now) })
    return { secret, codes: (await confirmation.json()).codes }
  }

  const listed = async () => (await (await admin.get('people')).json()).people

  test('a new account opens nothing but itself until its one-time password has been changed', async () => {
    const made = await create('  Lo.Panh ')
    expect(made.status).toBe(201)
    const { username, password } = await made.json()
    expect(username).toBe('lo.panh')
    const desk = await signIn(gateway.url, password, 'LO.PANH ')
    expect(await (await desk.get('session')).json()).toMatchObject({ username, pending: 'password' })
    expect(await problemOf(await desk.get('dossiers'))).toBe('password-change-required')
    const change = (next: string, current = password) => desk.post('account/password', { current, next })
    expect(await problemOf(await change(chosen, 'sai'))).toBe('password-wrong')
    expect(await problemOf(await change(password))).toBe('password-unchanged')
    expect(await problemOf(await change('ngắn quá'))).toBe('password-too-short')
    expect(await problemOf(await change('Matkhau1234'))).toBe('password-common')
    expect(await problemOf(await change('x'.repeat(1000)))).toBe('password-too-long')
    expect((await change(chosen)).status).toBe(204)
    expect((await desk.get('dossiers')).status).toBe(200)
    expect(await problemOf(await trySignIn(gateway.url, password, username))).toBe('sign-in-failed')
    // Typed with separate marks: the same password.
    expect((await trySignIn(gateway.url, chosen.normalize('NFD'), username)).status).toBe(200)
  })

  test('an account needs a name of its own, a role of its unit, and a unit of one’s own', async () => {
    const refusals: [string, Record<string, unknown>, string][] = [
      ['ADMIN', {}, 'username-taken'],
      [' ａｄｍｉｎ ', {}, 'username-taken'],
      ['аdmin', {}, 'username-invalid'],
      ['pành', {}, 'username-invalid'],
      ['', {}, 'username-invalid'],
      ['x'.repeat(10_000), {}, 'username-invalid'],
      ["'; drop table staff; --", {}, 'username-invalid'],
      ['moi', { name: '<b>Mẩy</b>' }, 'name-invalid'],
      ['moi', { name: 'Mẩy'.repeat(3_400) }, 'name-invalid'],
      ['moi', { role: 'king' }, 'role-not-allowed'],
      ['moi', { role: 'province-observer' }, 'role-not-allowed'],
      ['moi', { role: 'team-member' }, 'role-not-allowed'],
      ['moi', { unit: 'H38' }, 'unit-not-allowed'],
      ['moi', { unit: 'H39.1' }, 'unit-not-allowed'],
      ['moi', { extra: true }, 'request-malformed'],
    ]
    for (const [username, changed, problem] of refusals)
      expect(await problemOf(await create(username, changed)), `${username.slice(0, 30)} ${problem}`).toBe(
        problem,
      )
    const plain = await create('h-hen.nie', { name: "  H'Hen   Niê\u200b " })
    expect(plain.status).toBe(201)
    expect(await listed()).toContainEqual(
      expect.objectContaining({ username: 'h-hen.nie', name: "H'Hen Niê" }),
    )
  })

  test('of the same account made twice at once, one is', async () => {
    const answers = await Promise.all([create('hai-lan'), create('hai-lan'), create('HAI-LAN')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  })

  test('a changed role counts at once, and a deactivated person is out at once', async () => {
    const desk = await newOfficer('mo')
    expect(await problemOf(await desk.post('enrolment-codes', { role: 'kiosk' }))).toBe('forbidden')
    const promoted = { ...officer, name: 'Mơ', role: 'unit-administrator' }
    expect((await admin.post('people/mo', promoted)).status).toBe(204)
    expect((await desk.post('enrolment-codes', { role: 'kiosk' })).status).toBe(200)
    expect((await admin.post('people/mo/deactivation')).status).toBe(204)
    expect(await problemOf(await desk.get('session'))).toBe('sign-in-required')
    expect(await problemOf(await trySignIn(gateway.url, chosen, 'mo'))).toBe('sign-in-failed')
    expect((await listed()).find((each: { username: string }) => each.username === 'mo')).toMatchObject({
      deactivatedAt: now.toISOString(),
      sessions: 0,
    })
    expect((await admin.post('people/mo/reactivation')).status).toBe(204)
    expect((await trySignIn(gateway.url, chosen, 'mo')).status).toBe(200)
    await admin.post('people/mo/deactivation')
  })

  test('nobody gives rights to oneself, and the last administrator stays', async () => {
    const own = { ...officer, name: 'Quản trị', role: 'leader' }
    expect(await problemOf(await admin.post('people/admin', own))).toBe('last-administrator')
    expect(await problemOf(await admin.post('people/admin/deactivation'))).toBe('last-administrator')
    const second = await newOfficer('hai', { role: 'unit-administrator' })
    expect(await problemOf(await admin.post('people/admin', own))).toBe('own-account')
    expect(await problemOf(await admin.post('people/admin/deactivation'))).toBe('own-account')
    expect(await problemOf(await admin.post('people/admin/password'))).toBe('own-account')
    expect((await admin.post('people/admin', { ...own, role: 'unit-administrator' })).status).toBe(204)
    expect((await second.post('people/hai', { ...officer, role: 'unit-administrator' })).status).toBe(204)
    expect((await admin.post('people/hai/deactivation')).status).toBe(204)
  })

  test('a second factor is asked for after the password, each code is taken once', async () => {
    const desk = await newOfficer('hai-buoc')
    expect(await problemOf(await desk.post('account/second-factor', { password: 'sai' }))).toBe(
      'password-wrong',
    )
    const { secret } = await (await desk.post('account/second-factor', { password: chosen })).json()
    const stored = await gateway.gateway.storage.staff.find('hai-buoc')
    expect(JSON.stringify(stored)).not.toContain(secret)
    // Not in force before a code has shown that the app has it.
    expect((await trySignIn(gateway.url, chosen, 'hai-buoc')).status).toBe(200)
    const confirm = (code: string) => desk.post('account/second-factor/confirmation', { code })
    expect(await problemOf(await confirm('000000'))).toBe('second-factor-wrong')
    const { codes } = await (await confirm(codeAt(secret, now))).json()
    expect(new Set(codes).size).toBe(8)

    const attempt = (code?: string) => trySignIn(gateway.url, chosen, 'hai-buoc', code)
    expect(await problemOf(await attempt())).toBe('second-factor-required')
    expect(await problemOf(await trySignIn(gateway.url, 'sai', 'hai-buoc'))).toBe('sign-in-failed')
    // The one that confirmed it has been used.
    expect(await problemOf(await attempt(codeAt(secret, now)))).toBe('second-factor-wrong')
    now = new Date(now.getTime() + 30_000)
    const code = codeAt(secret, now)
    const atOnce = await Promise.all([attempt(code), attempt(code), attempt(code)])
    expect(atOnce.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
    now = new Date(now.getTime() + 60_000)
    // Half a minute late is still taken, later not.
    expect((await attempt(codeAt(secret, new Date(now.getTime() - 30_000)))).status).toBe(200)
    now = new Date(now.getTime() + 300_000)
    expect(await problemOf(await attempt(codeAt(secret, new Date(now.getTime() - 90_000))))).toBe(
      'second-factor-wrong',
    )
    const spoken = codes[0].toLowerCase().replace('-', ' ')
    expect((await attempt(spoken)).status).toBe(200)
    expect(await problemOf(await attempt(codes[0]))).toBe('second-factor-wrong')
    expect(await (await desk.get('account')).json()).toMatchObject({
      hasSecondFactor: true,
      recoveryCodesLeft: 7,
    })

    const renewed = await (await desk.post('account/recovery-codes', { password: chosen })).json()
    expect(await problemOf(await attempt(codes[1]))).toBe('second-factor-wrong')
    expect((await attempt(renewed.codes[1])).status).toBe(200)
    // Telephone and codes are gone: the administrator takes it away, and with it every session.
    expect((await admin.post('people/hai-buoc/second-factor-removal')).status).toBe(204)
    expect(await problemOf(await desk.get('session'))).toBe('sign-in-required')
    expect((await attempt()).status).toBe(200)
  })

  test('where the unit demands a second factor nothing else opens before it is set up', async () => {
    const desk = await newOfficer('bat-buoc')
    const demand = (demandsSecondFactor: boolean) =>
      admin.post('units/H38.20', { name: 'Phường Lào Cai', demandsSecondFactor })
    expect((await demand(true)).status).toBe(204)
    expect(await problemOf(await desk.get('dossiers'))).toBe('second-factor-setup-required')
    expect(await (await desk.get('session')).json()).toMatchObject({ pending: 'second-factor' })
    await setUpSecondFactor(desk)
    expect((await desk.get('dossiers')).status).toBe(200)
    const remove = () => desk.post('account/second-factor/removal', { password: chosen })
    expect(await problemOf(await remove())).toBe('second-factor-demanded')
    // The administrator has none either.
    const own = await setUpOwn(admin)
    expect((await demand(false)).status).toBe(204)
    expect((await remove()).status).toBe(204)
    const removed = await admin.post('account/second-factor/removal', { password: gateway.adminPassword })
    expect([own, removed.status]).toEqual([8, 204])
  })

  async function setUpOwn(desk: TestDesk): Promise<number> {
    const password = gateway.adminPassword
    const { secret } = await (await desk.post('account/second-factor', { password })).json()
    const code = codeAt(secret, now)
    return (await (await desk.post('account/second-factor/confirmation', { code })).json()).codes.length
  }

  test('one sees one’s sessions and ends them; a new password ends all others', async () => {
    const first = await newOfficer('nhieu-may')
    const [second, third] = [
      await signIn(gateway.url, chosen, 'nhieu-may'),
      await signIn(gateway.url, chosen, 'nhieu-may'),
    ]
    const sessions = async () => (await (await first.get('account/sessions')).json()).sessions
    expect(await sessions()).toHaveLength(3)
    expect((await sessions()).filter(({ isThis }: { isThis: boolean }) => isThis)).toHaveLength(1)
    const [other] = (await sessions()).filter(({ isThis }: { isThis: boolean }) => !isThis)
    // Of somebody else it cannot be ended, though the id is known.
    expect(await problemOf(await admin.post(`account/sessions/${other.id}/end`))).toBe('not-found')
    expect((await first.post(`account/sessions/${other.id}/end`)).status).toBe(204)
    const gone = await Promise.all([second.get('session'), third.get('session')])
    expect(gone.map(({ status }) => status).toSorted()).toEqual([200, 401])
    expect((await first.post('account/sessions/end-others')).status).toBe(204)
    expect(await sessions()).toHaveLength(1)

    const fourth = await signIn(gateway.url, chosen, 'nhieu-may')
    const next = 'Nhà sàn bên suối 7'
    expect((await first.post('account/password', { current: chosen, next })).status).toBe(204)
    expect(await problemOf(await fourth.get('session'))).toBe('sign-in-required')
    expect((await first.get('session')).status).toBe(200)
    expect((await admin.post('people/nhieu-may/session-end')).status).toBe(204)
    expect(await problemOf(await first.get('session'))).toBe('sign-in-required')
  })

  test('a reset gives a one-time password and ends the sessions', async () => {
    const desk = await newOfficer('quen')
    const { password } = await (await admin.post('people/quen/password')).json()
    expect(await problemOf(await desk.get('session'))).toBe('sign-in-required')
    expect(await problemOf(await trySignIn(gateway.url, chosen, 'quen'))).toBe('sign-in-failed')
    const again = await signIn(gateway.url, password, 'quen')
    expect(await (await again.get('session')).json()).toMatchObject({ pending: 'password' })
  })

  test('a name that nobody has is locked out as one that somebody has', async () => {
    await create('co-that')
    for (const username of ['co-that', 'khong-co', 'x'.repeat(80)]) {
      for (let attempt = 0; attempt < 5; attempt++)
        expect(await problemOf(await trySignIn(gateway.url, 'sai', username))).toBe('sign-in-failed')
      const locked = await trySignIn(gateway.url, 'sai', username)
      expect(locked.headers.get('retry-after')).toBe('900')
      expect(await problemOf(locked)).toBe('account-locked')
    }
  })

  test('a team sees what its own devices filed, a province all, and neither may read it', async () => {
    const { storage } = gateway.gateway
    const team = await (await admin.post('units', { name: '  Tổ công nghệ số   1 ' })).json()
    expect(team).toMatchObject({ name: 'Tổ công nghệ số 1', kind: 'team', roles: ['team-member'] })
    const { code } = await (await admin.post('enrolment-codes', { role: 'team', team: team.code })).json()
    expect(await problemOf(await admin.post('enrolment-codes', { role: 'team', team: 'H38.20' }))).toBe(
      'unit-not-allowed',
    )
    const devices = [
      await enrolDevice(gateway.url, code),
      await enrolDevice(gateway.url, await gateway.enrolmentCode()),
    ]
    const commune = await storage.units.find('H38.20')
    if (commune === undefined) throw new Error('the first start makes the commune')
    await storage.units.add({ ...commune, code: 'H38.21', name: 'Phường Cốc Lếu' })
    const elsewhere = { unit: 'H38.21', role: 'kiosk', createdBy: 'test' } as const
    const other = await createEnrolmentCode({ storage, now: () => now }, elsewhere)
    devices.push(await enrolDevice(gateway.url, other.code))
    for (const device of devices) await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const [both, quarantined] = [await admin.dossiers(), await (await admin.get('quarantine')).json()]
    expect([both.dossiers.length, both.counts.fresh, quarantined.envelopes]).toEqual([2, 2, []])

    const member = await newOfficer('vien-to', { role: 'team-member', unit: team.code })
    const seen = await member.dossiers()
    expect([seen.dossiers.length, seen.counts.fresh]).toEqual([1, 1])
    const ids = (await (await member.get('devices')).json()).devices.map(({ id }: { id: string }) => id)
    expect(ids).toEqual([devices[0]?.id])
    expect(await problemOf(await member.get(`dossiers/${seen.dossiers[0]?.id}`))).toBe('forbidden')

    const password = 'theo dõi cấp tỉnh'
    for (const [username, unit] of [
      ['tinh', 'H38'],
      ['vien-to-khac', 'H38.20'],
    ] as const)
      await storage.staff.add({
        username,
        unit,
        name: 'Sùng A Tủa',
        role: username === 'tinh' ? 'province-observer' : 'team-member',
        password: quickPasswordHash(password),
        created_at: now.toISOString(),
      })
    const observer = await signIn(gateway.url, password, 'tinh')
    const whole = await observer.dossiers()
    expect([whole.dossiers.length, whole.counts.fresh, whole.counts.quarantined]).toEqual([3, 3, 0])
    const ordered = whole.dossiers.map(({ id }) => id)
    expect(ordered).toEqual(ordered.toSorted().toReversed())
    expect((await observer.dossiers(`?after=~${ordered[0]}`)).dossiers.map(({ id }) => id)).toEqual(
      ordered.slice(1),
    )
    expect((await observer.dossiers('?view=open')).dossiers).toHaveLength(0)
    expect((await (await observer.get('devices')).json()).devices).toHaveLength(3)
    // In no team: nothing, not everything.
    const teamless = await signIn(gateway.url, password, 'vien-to-khac')
    expect(await teamless.dossiers()).toMatchObject({ dossiers: [], counts: { fresh: 0 } })
  })
})
