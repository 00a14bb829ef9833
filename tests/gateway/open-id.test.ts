import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import { freePort } from '../browser/product.ts'
import { clientId, clientSecret, startProvider, TestBrowser, type TestProvider } from './open-id-provider.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskOf, problemOf, signIn, type TestDesk } from './test-desk.ts'

let provider: TestProvider
let gateway: TestGateway
let admin: TestDesk

beforeAll(async () => {
  const port = await freePort()
  provider = await startProvider(`http://127.0.0.1:${port}/motcua/api/desk/oidc/callback`)
  gateway = await startGateway({
    port,
    base: '/motcua/',
    openId: {
      issuer: provider.issuer,
      clientId,
      clientSecret,
      name: 'Tỉnh Lào Cai',
      usernameClaim: 'preferred_username',
    },
  })
  admin = await signIn(gateway.url, gateway.adminPassword)
})
afterAll(async () => {
  await gateway.close()
  await provider.close()
})

const start = () => new URL(`${gateway.url}api/desk/oidc/start`)
const isDesk = (url: URL) => url.pathname === '/motcua/can-bo'
const isCallback = (url: URL) => url.pathname === '/motcua/api/desk/oidc/callback'

async function newOfficer(username: string, identityName: string | null): Promise<void> {
  const person = { username, name: 'Vàng A Dũng', role: 'reception', unit: 'H38.20', identityName }
  const made = await admin.post('people', person)
  if (made.status !== 201) throw new Error(await made.text())
}

/** @returns the address at the desk, and the session cookie where there is one */
async function comeBack(
  login: string,
  browser = new TestBrowser(),
): Promise<{ desk: URL; cookie: string | undefined }> {
  const desk = await browser.travel(start(), login, isDesk)
  return { desk, cookie: browser.received.findLast((cookie) => /^motcua-desk=./.test(cookie)) }
}

describe('signing in at the province’s provider', () => {
  test('is offered where it is configured', async () => {
    const ways = await (await fetch(`${gateway.url}api/desk/sign-in-ways`)).json()
    expect(ways).toEqual({ openId: { name: 'Tỉnh Lào Cai' } })
  })

  test('opens the account under that name, whose subject is noted and stays', async () => {
    provider.people.set('sub-1', { preferred_username: 'dung.va' })
    await newOfficer('va-dung', 'dung.va')
    const { desk, cookie } = await comeBack('sub-1')
    expect(desk.search).toBe('')
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Strict/i)
    const session = await deskOf(gateway.url, cookie ?? '').get('session')
    expect(await session.json()).toMatchObject({ username: 'va-dung', pending: null })
    // Another subject that takes the name is another person; the first may be called otherwise.
    provider.people.set('sub-2', { preferred_username: 'dung.va' })
    expect((await comeBack('sub-2')).desk.search).toBe('?dang-nhap=oidc-unknown')
    provider.people.set('sub-1', { preferred_username: 'ten.moi' })
    expect((await comeBack('sub-1')).cookie).toBeDefined()
    // A new name by the administrator unties it.
    const change = { name: 'Vàng A Dũng', role: 'reception', unit: 'H38.20', identityName: 'ai-khac' }
    expect((await admin.post('people/va-dung', change)).status).toBe(204)
    expect((await comeBack('sub-1')).desk.search).toBe('?dang-nhap=oidc-unknown')
  })

  test('opens nothing for who has no account, and for who was deactivated', async () => {
    provider.people.set('sub-3', { preferred_username: 'khach' })
    expect(await comeBack('sub-3')).toMatchObject({ cookie: undefined })
    provider.people.set('sub-4', {})
    expect((await comeBack('sub-4')).desk.search).toBe('?dang-nhap=oidc-unknown')
    provider.people.set('sub-5', { preferred_username: 'nghi' })
    await newOfficer('da-nghi', 'nghi')
    const { cookie } = await comeBack('sub-5')
    await admin.post('people/da-nghi/deactivation')
    expect(await problemOf(await deskOf(gateway.url, cookie ?? '').get('session'))).toBe('sign-in-required')
    expect((await comeBack('sub-5')).desk.search).toBe('?dang-nhap=oidc-unknown')
  })

  test('two accounts cannot have the same name there', async () => {
    await newOfficer('mot-ten', 'chung')
    const second = {
      username: 'hai-ten',
      name: 'Mẩy',
      role: 'leader',
      unit: 'H38.20',
      identityName: ' chung ',
    }
    expect(await problemOf(await admin.post('people', second))).toBe('identity-taken')
  })

  test('fails for an answer that was not asked for here, was changed, or is used twice', async () => {
    provider.people.set('sub-6', { preferred_username: 'sau' })
    await newOfficer('thu-sau', 'sau')
    const browser = new TestBrowser()
    const answer = await browser.travel(start(), 'sub-6', isCallback)
    const failed = `${gateway.url.replace(/^http:..[^/]+/, '')}can-bo?dang-nhap=oidc-failed`
    // In a browser that did not ask (somebody slipped the person an answer of their own).
    expect((await new TestBrowser().ask(answer)).headers.get('location')).toBe(failed)
    const changed = new URL(answer)
    changed.searchParams.set('state', 'khac')
    const other = new TestBrowser()
    await other.ask(start())
    expect((await other.ask(answer)).headers.get('location')).toBe(failed)
    expect((await browser.ask(changed)).headers.get('location')).toBe(failed)
    // The trip ended with the first answer, whatever it was.
    expect((await browser.ask(answer)).headers.get('location')).toBe(failed)
    expect(
      [...browser.received, ...other.received].filter((cookie) => /^motcua-desk=./.test(cookie)),
    ).toEqual([])
    expect(browser.received.find((cookie) => cookie.startsWith('motcua-oidc='))).toMatch(/; SameSite=Lax/i)
    expect(gateway.log.join('')).not.toContain('sub-6')
  })
})

test('a provider that is away is told at the desk, and asked again when it is back', async () => {
  const port = await freePort()
  const lonely = await startGateway({
    openId: {
      issuer: `http://127.0.0.1:${port}`,
      clientId,
      clientSecret,
      name: 'Tỉnh',
      usernameClaim: 'email',
    },
  })
  try {
    const begun = await fetch(`${lonely.url}api/desk/oidc/start`, { redirect: 'manual' })
    expect(begun.headers.get('location')).toBe('/can-bo?dang-nhap=oidc-unavailable')
  } finally {
    await lonely.close()
  }
})

test('half a configuration, and a provider over an open line, keep the gateway from starting', () => {
  const all = { OIDC_ISSUER: 'https://sso.example.vn', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  expect(readConfiguration(all)).toMatchObject({
    ok: true,
    configuration: { openId: { usernameClaim: 'preferred_username' } },
  })
  expect(readConfiguration({})).toMatchObject({ ok: true, configuration: { openId: null } })
  for (const variable of Object.keys(all))
    expect(readConfiguration({ ...all, [variable]: '' })).toEqual({ ok: false, variable })
  expect(readConfiguration({ ...all, OIDC_ISSUER: 'http://sso.example.vn' })).toMatchObject({ ok: false })
})
