import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment } from './child-environment.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn, trySignIn } from './test-desk.ts'

const command = fileURLToPath(new URL('../../src/gateway/admin.ts', import.meta.url))
let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

/** Beside the running gateway, as whoever runs it does. */
async function admin(...parameters: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [command, ...parameters], {
    env: { ...childEnvironment, MOTCUA_DATA: gateway.dataDir },
  })
  return stdout
}

const passwordIn = (printed: string) => /: (\S{19})$/m.exec(printed)?.[1] ?? ''

test('an account is made, given a new password and shut by the command, while the gateway runs', async () => {
  const person = ['--name', "H'Hen Niê", '--role', 'leader', '--unit', 'H38.20']
  const first = passwordIn(await admin('add-user', 'hen.nie', ...person))
  const desk = await signIn(gateway.url, first, 'hen.nie')
  expect(await (await desk.get('session')).json()).toMatchObject({ name: "H'Hen Niê", pending: 'password' })
  const second = passwordIn(await admin('reset-password', 'hen.nie'))
  expect(await problemOf(await desk.get('session'))).toBe('sign-in-required')
  await signIn(gateway.url, second, 'hen.nie')
  await admin('deactivate', 'hen.nie')
  expect(await problemOf(await trySignIn(gateway.url, second, 'hen.nie'))).toBe('sign-in-failed')
  expect(await admin('list')).toMatch(/^hen\.nie\tH'Hen Niê\tleader\tH38\.20 Phường Lào Cai\tdeactivated/m)
  await admin('reactivate', 'hen.nie')
  await signIn(gateway.url, second, 'hen.nie')
})

test('units are added by the command: communes under the province, teams under a commune', async () => {
  const commune = ['--name', 'Xã Bản Xèo', '--parent', 'H38', '--commune', '02683']
  await admin('add-unit', 'H38.90', ...commune)
  expect(await admin('add-team', 'H38.90', '--name', 'Tổ 1')).toBe('Team: H38.90-T1\n')
  await admin('change-unit', 'H38.90', '--second-factor', 'demanded')
  expect(await admin('list-units')).toContain(
    'H38.90\tcommune\tXã Bản Xèo\tunder H38\tsecond factor demanded',
  )
  const member = ['--name', 'Mẩy', '--role', 'team-member', '--unit', 'H38.90-T1']
  expect(await admin('add-user', 'may', ...member)).toContain('Account: may')
})

test.each([
  [['deactivate', 'admin'], 'last-administrator'],
  [['deactivate', 'khong-co'], 'not-found'],
  [['reset-password', 'khong-co'], 'not-found'],
  [['add-user', 'ai', '--name', '<b>', '--role', 'leader', '--unit', 'H38.20'], 'name-invalid'],
  [['add-user', 'ai', '--name', 'Ai', '--role', 'king', '--unit', 'H38.20'], 'role-not-allowed'],
  [['add-user', 'ai', '--name', 'Ai', '--role', 'leader', '--unit', 'H38.77'], 'unit-not-allowed'],
  [['add-unit', 'H38.20', '--name', 'Ai', '--parent', 'H38', '--commune', '02683'], 'the code is taken'],
  [['add-unit', 'H38.91', '--name', 'Ai', '--parent', 'H38.20', '--commune', '02683'], '--parent'],
  [['list', 'ai'], 'npm run admin -- <command>'],
  [['--unknown'], 'npm run admin -- <command>'],
  [[], 'npm run admin -- <command>'],
])('%j is refused with its reason', async (parameters, reason) => {
  await expect(admin(...parameters)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(reason),
  })
})
