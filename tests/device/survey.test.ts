import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import { surveyPayload } from '../../src/contract/survey.ts'
import { database } from '../../src/device/database.ts'
import { hasAnswered, queueSurvey } from '../../src/device/survey.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { isEnvelopeSignedBy } from '../../src/vault/envelope.ts'
import { openPayload } from '../../src/vault/payload.ts'
import { surveyMark } from '../../src/vault/survey-mark.ts'
import { deviceKeys, emptyDevice, enrolledDevice, gatewaySeal } from './fixture.ts'

const receiptCode = receiptCodeOf('0190a5a0-7c4b-7d6e-8f00-0123456789ab')
const filing = { receiptCode, step: 'filing', procedure: '1.001193' } as const
/** In Vietnam it is December already. */
const now = new Date('2026-11-30T18:00:00.000Z')

beforeEach(enrolledDevice)

async function queued(): Promise<{ envelope: Envelope; payload: unknown }> {
  const [body] = await database.outboxBodies.toArray()
  const envelope: Envelope = JSON.parse(body?.json ?? 'null')
  const opened = await openPayload(envelope.sealed, [gatewaySeal.identity], surveyPayload)
  if (!opened.ok) throw new Error(opened.detail)
  return { envelope, payload: opened.payload }
}

test('an answer is queued, sealed and signed, and says procedure, month and step, no code and no time', async () => {
  expect(await queueSurvey(filing, { overall: 4, staff: 5 }, now)).toMatchObject({ ok: true })
  const { envelope, payload } = await queued()
  expect(envelope).toMatchObject({ kind: 'survey', sequence: 1, parts: [] })
  expect(await isEnvelopeSignedBy(deviceKeys.publicKey, envelope)).toBe(true)
  expect(payload).toEqual({
    step: 'filing',
    procedure: '1.001193',
    month: '2026-12',
    answers: { overall: 4, staff: 5 },
    mark: await surveyMark(receiptCode, 'filing'),
  })
  expect(JSON.stringify(payload)).not.toContain(receiptCode)
  expect(await database.receipts.count()).toBe(0)
})

test('the month is that of the gateway, also where the clock of the device is a year off', async () => {
  await database.device.update(1, { clockOffsetMs: -365 * 86_400_000 })
  await queueSurvey(null, { overall: 3 }, now)
  expect((await queued()).payload).toEqual({
    step: 'visit',
    procedure: null,
    month: '2025-12',
    answers: { overall: 3 },
  })
})

test('a step that was answered here is not offered again; the next step of the dossier is', async () => {
  expect(await hasAnswered(filing)).toBe(false)
  await queueSurvey(filing, { overall: 1 }, now)
  expect(await hasAnswered(filing)).toBe(true)
  expect(await hasAnswered({ receiptCode, step: 'return' })).toBe(false)
  // What is remembered says neither code nor answer.
  expect(JSON.stringify(await database.settings.toArray())).not.toContain(receiptCode)
})

test('a browser that has not joined stores nothing', async () => {
  await emptyDevice()
  expect(await queueSurvey(filing, { overall: 1 }, now)).toEqual({ ok: false, problem: 'not-enrolled' })
  expect(await database.outbox.count()).toBe(0)
  expect(await hasAnswered(filing)).toBe(false)
})
