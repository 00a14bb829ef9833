import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, type StaffRole, staffRoles } from '../../src/domain/people/permissions.ts'
import { birthSubmission } from './birth-submission.ts'
import { type DeskRoute, type DeskWorld, deskRoutes } from './desk-routes.ts'
import { feedbackExample } from './feedback-example.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskHeader, signIn } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const password = 'Ruộng bậc thang 2026'
const handlers = ['reception', 'processing', 'leader', 'unit-administrator'] as const
const registered: string[] = []

interface Member {
  readonly role: StaffRole
  readonly username: string
  cookie: string
}

let gateway: TestGateway
let world: DeskWorld
const here: Member[] = []
const elsewhere: Member[] = []
const deactivated: Member[] = []

beforeAll(async () => {
  gateway = await startGateway({ onRoute: noteRoute })
  const { units } = gateway.gateway.storage
  const commune = await units.find('H38.20')
  if (commune === undefined) throw new Error('the first start makes the commune')
  await units.addMissing([{ ...commune, code: 'H38.21', name: 'Phường Cốc Lếu' }])
  const team = await units.addTeam(commune, 'Tổ 1')
  const other = await units.addTeam({ ...commune, code: 'H38.21' }, 'Tổ 1')
  const hash = quickPasswordHash(password)
  await addMember(hash, 'reception', commune.code, 'nguoi-duoc-sua')
  for (const role of handlers) {
    here.push(await addMember(hash, role, commune.code, `o-day-${role}`))
    elsewhere.push(await addMember(hash, role, 'H38.21', `noi-khac-${role}`))
    deactivated.push(await addMember(hash, role, commune.code, `da-nghi-${role}`))
  }
  here.push(await addMember(hash, 'province-observer', 'H38', 'o-day-tinh'))
  here.push(await addMember(hash, 'team-member', team.code, 'o-day-to'))
  elsewhere.push(await addMember(hash, 'team-member', other.code, 'noi-khac-to'))
  for (const { username } of deactivated)
    await gateway.gateway.storage.staff.deactivate(username, '2026-11-26T01:00:00.000Z')

  const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
  await gateway.gateway.storage.devices.setTeam(device.id, commune.code, team.code)
  await device.deliver(await device.envelope(birthSubmission()))
  await device.deliver(await device.envelope(feedbackExample(), [], { kind: 'feedback' }))
  await gateway.gateway.settled()
  const desk = await signIn(gateway.url, gateway.adminPassword)
  const [dossier] = (await desk.dossiers()).dossiers
  const [feedback] = await gateway.gateway.storage.feedback.list('H38.20', 'open')
  world = {
    dossier: dossier?.id ?? '',
    device: device.id,
    person: 'nguoi-duoc-sua',
    team: team.code,
    feedback: feedback?.id ?? '',
  }
})
afterAll(() => gateway.close())

function noteRoute({ method, url }: RouteOptions): void {
  const path = /^\/api\/desk(\/.*)$/.exec(url)?.[1]
  const methods = Array.isArray(method) ? method : [method]
  // Fastify answers HEAD wherever it answers GET, by the same handler.
  for (const each of methods) if (path !== undefined && each !== 'HEAD') registered.push(`${each} ${path}`)
}

async function addMember(hash: string, role: StaffRole, unit: string, username: string): Promise<Member> {
  await gateway.gateway.storage.staff.add({
    username,
    name: 'Lò Thị Pành',
    role,
    unit,
    password: hash,
    created_at: '2026-11-26T01:00:00.000Z',
  })
  return { role, username, cookie: await cookieOf(username) }
}

async function cookieOf(username: string): Promise<string> {
  return (await signIn(gateway.url, password, username)).cookie.split(';', 1)[0] ?? ''
}

/** `ok` or the code of the problem, and the text of the answer. */
async function ask(name: string, route: DeskRoute, member: Member | null): Promise<[string, string]> {
  const [method = '', pattern = ''] = name.split(' ')
  const parameters = route.parameters?.(world) ?? {}
  const path = pattern.replaceAll(/:(\w+)/g, (_, key) => encodeURIComponent(parameters[key] ?? ''))
  const body = route.body?.(world)
  const response = await fetch(`${gateway.url}api/desk${path}${route.query ?? ''}`, {
    method,
    headers: {
      ...deskHeader,
      ...(member === null ? {} : { cookie: member.cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
  })
  const text = response.ok && route.isEndless === true ? '' : await response.text()
  if (text === '') await response.body?.cancel()
  if (member !== null && route.endsSession === true) member.cookie = await cookieOf(member.username)
  return [response.ok ? 'ok' : String(JSON.parse(text).code), text]
}

test('every route of the desk is in the table, and nothing else is', () => {
  expect([...new Set(registered)].toSorted()).toEqual(Object.keys(deskRoutes).toSorted())
})

test('every role is asked in its own unit', () => {
  expect(new Set(here.map(({ role }) => role))).toEqual(new Set(staffRoles))
})

describe.each(Object.entries(deskRoutes))('%s', (name, route) => {
  const { permission, outcomes } = route

  test('is open to those roles that have the permission', async () => {
    for (const member of here) {
      const [outcome] = await ask(name, route, member)
      const isAllowed = permission === null || may(member.role, permission)
      expect(isAllowed ? outcomes : ['forbidden'], member.username).toContain(outcome)
    }
  })

  test('shows and changes nothing of another unit', async () => {
    for (const member of elsewhere) {
      const [outcome, text] = await ask(name, route, member)
      const isAllowed = permission === null || may(member.role, permission)
      const allowed = route.elsewhere === 'not-found' ? ['not-found'] : outcomes
      expect(isAllowed ? allowed : ['forbidden', 'not-found'], member.username).toContain(outcome)
      for (const secret of Object.values(world)) expect(text, member.username).not.toContain(secret)
      expect(text, member.username).not.toContain('o-day-')
    }
  })

  test('is shut to who has not signed in and to who has been deactivated', async () => {
    for (const member of [null, ...deactivated]) {
      if (route.endsSession === true && member !== null) continue
      const [outcome] = await ask(name, route, member)
      expect(permission === null ? outcomes : ['sign-in-required']).toContain(outcome)
    }
  })
})
