import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

const pin = { salt: 'A'.repeat(22), hash: 'A'.repeat(43), iterations: 300_000 }

describe.each(engines)('what a unit sets for its kiosks, on %s', (engine) => {
  let gateway: TestGateway
  let desk: TestDesk
  beforeAll(async () => {
    gateway = await startGateway({ engine })
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(() => gateway.close())

  const overview = async () => (await desk.get('kiosk-settings')).json()

  test('nothing is set at first, and kiosks hear that', async () => {
    const kiosk = await enrolDevice(gateway.url, await gateway.enrolmentCode('kiosk'))
    expect(await overview()).toEqual({ quietMinutes: null, theme: null, hasPin: false })
    expect((await kiosk.changes()).kiosk).toEqual({ quietMinutes: null, theme: null, pin: null })
  })

  test('kiosks hear all of it, the PIN as a slow hash; the desk and other devices do not see that', async () => {
    const kiosk = await enrolDevice(gateway.url, await gateway.enrolmentCode('kiosk'))
    const phone = await enrolDevice(gateway.url, await gateway.enrolmentCode('team'))
    expect((await desk.post('kiosk-settings', { quietMinutes: 5, theme: 'dark', pin })).status).toBe(204)
    expect((await kiosk.changes()).kiosk).toEqual({ quietMinutes: 5, theme: 'dark', pin })
    expect((await phone.changes()).kiosk).toBeUndefined()
    expect(await overview()).toEqual({ quietMinutes: 5, theme: 'dark', hasPin: true })
  })

  test('without a new PIN the former one stays, and null takes it away', async () => {
    await desk.post('kiosk-settings', { quietMinutes: 5, theme: null, pin })
    await desk.post('kiosk-settings', { quietMinutes: 2, theme: null })
    expect(await overview()).toEqual({ quietMinutes: 2, theme: null, hasPin: true })
    await desk.post('kiosk-settings', { quietMinutes: 2, theme: null, pin: null })
    expect(await overview()).toEqual({ quietMinutes: 2, theme: null, hasPin: false })
  })

  test('two who change different things at once lose neither', async () => {
    await desk.post('kiosk-settings', { quietMinutes: null, theme: null, pin: null })
    await Promise.all([
      desk.post('kiosk-settings', { quietMinutes: 3, theme: null, pin }),
      ...Array.from({ length: 5 }, () => desk.post('kiosk-settings', { quietMinutes: 3, theme: null })),
    ])
    expect(await overview()).toEqual({ quietMinutes: 3, theme: null, hasPin: true })
  })

  test.each([
    { quietMinutes: 0, theme: null },
    { quietMinutes: 5 },
    { quietMinutes: 5, theme: 'pink' },
    { quietMinutes: 5, theme: null, pin: '123456' },
    { quietMinutes: 5, theme: null, pin: { ...pin, iterations: 1 } },
    // 22 letters that are no 16 bytes: no kiosk could read them.
    { quietMinutes: 5, theme: null, pin: { ...pin, salt: 'b'.repeat(22) } },
    { quietMinutes: 5, theme: null, unit: 'H99' },
  ])('%j is refused', async (body) => {
    expect((await desk.post('kiosk-settings', body)).status).toBe(400)
  })
})
