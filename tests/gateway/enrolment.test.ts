import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportPublicKey, generateSigningKey } from '../../src/vault/signature.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf } from './test-desk.ts'
import { postJson } from './test-device.ts'

let gateway: TestGateway
let now: Date | undefined
beforeAll(async () => {
  gateway = await startGateway({ now: () => now ?? testNow() })
})
afterAll(() => gateway.close())

async function request(code: string) {
  const { publicKey } = await generateSigningKey(false)
  return { code, device: crypto.randomUUID(), publicKey: await exportPublicKey(publicKey), name: 'Kiosk' }
}
const enrol = (body: unknown) => postJson(`${gateway.url}api/v1/enrolments`, body)

test('a lost answer is repeated for the same device, code and key', async () => {
  const body = await request(await gateway.enrolmentCode())
  const answers = await Promise.all([enrol(body), enrol(body), enrol(body)])
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  const [first, ...others] = await Promise.all(answers.map((answer) => answer.json()))
  for (const other of others) expect({ ...other, gateway: null }).toEqual({ ...first, gateway: null })
  expect(first).toMatchObject({
    role: 'kiosk',
    unit: { code: 'H38.20', name: 'Phường Lào Cai', province: '15', commune: '02647' },
    gateway: { product: 'motcua', contractVersions: [1] },
  })
})

test('a code works once, for a day, and only as it was given', async () => {
  const code = await gateway.enrolmentCode()
  expect((await enrol(await request(code))).status).toBe(200)
  expect(await problemOf(await enrol(await request(code)))).toBe('enrolment-code-used')
  expect(await problemOf(await enrol(await request('ABCD-2345')))).toBe('enrolment-code-invalid')
  const late = await gateway.enrolmentCode()
  now = new Date(testNow().getTime() + 24 * 3_600_000 + 1000)
  expect(await problemOf(await enrol(await request(late)))).toBe('enrolment-code-expired')
  now = undefined
})

test('a key that is no point on the curve is refused and does not use up the code', async () => {
  const body = await request(await gateway.enrolmentCode())
  const broken = { ...body, publicKey: { ...body.publicKey, x: 'A'.repeat(43), y: 'A'.repeat(43) } }
  expect(await problemOf(await enrol(broken))).toBe('request-malformed')
  expect((await enrol(body)).status).toBe(200)
})

test('a revoked device does not use up a fresh code, and joins with it as a new one', async () => {
  const body = await request(await gateway.enrolmentCode())
  expect((await enrol(body)).status).toBe(200)
  await gateway.gateway.storage.devices.revoke(body.device, 'H38.20', testNow().toISOString())
  const code = await gateway.enrolmentCode()
  expect(await problemOf(await enrol({ ...body, code }))).toBe('device-revoked')
  expect(await problemOf(await enrol(body))).toBe('device-revoked')
  expect((await enrol(await request(code))).status).toBe(200)
})

test('the code itself is nowhere in the database', async () => {
  const code = await gateway.enrolmentCode()
  const bytes = await readFile(`${gateway.dataDir}/motcua.sqlite-wal`)
  expect(bytes.includes(code)).toBe(false)
  expect(bytes.includes(code.replace('-', ''))).toBe(false)
})
