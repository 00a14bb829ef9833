import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAcknowledgementGenuine } from '../../src/vault/envelope.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { enrolDevice } from './test-device.ts'

describe.each(engines)('on %s', (engine) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway({ engine })
  })
  afterAll(() => gateway.close())

  test('smoke', async () => {
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const part = await device.part(new Uint8Array(3000))
    const envelope = await device.envelope(
      {
        procedure: '1.001193',
        form: { name: 'birth-registration', version: 1 },
        answers: {},
        papers: [],
        language: 'vi',
        consent: { text: '1', givenAt: new Date().toISOString() },
        filedOn: '2026-11-20',
      },
      [part],
    )
    const [answer] = await device.deliver(envelope)
    expect(answer?.outcome).toBe('awaiting-parts')
    if (answer === undefined) throw new Error()
    expect(await isAcknowledgementGenuine(device.enrolment.gateway.verificationKeys, answer)).toBe(true)
    expect(await device.upload(envelope.id, part)).toBe(204)
    expect((await device.deliver(envelope))[0]?.outcome).toBe('duplicate')
    await gateway.gateway.settled()
    expect(gateway.log).toEqual([])
    console.log(await gateway.gateway.storage.envelopes.quarantined('H38.20'))
    console.log(await device.changes())
  })
})
