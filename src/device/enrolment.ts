/** Joins this device to a unit with a one-time code from the desk (DESIGN §4). */
import * as v from 'valibot'
import { type EnrolmentRequest, enrolmentResponse } from '../contract/enrolment.ts'
import { contractVersion } from '../contract/envelope.ts'
import { type ProblemCode, problem } from '../contract/problem.ts'
import { exportPublicKey, generateSigningKey } from '../vault/signature.ts'
import { apiUrl } from './api-url.ts'
import { database, formerFrom, type OutboxRow, type PendingEnrolment } from './database.ts'
import { changeDeliverySetting, readDeliverySetting } from './delivery/setting.ts'
import { wakeDelivery } from './delivery/wake.ts'
import { rememberJoined } from './joined-mark.ts'
import { forgetKioskSettings } from './kiosk-setting.ts'
import { requestPersistence } from './persistence.ts'
import { attempt } from './storage-state.ts'

const timeoutMs = 30_000

export type Enrolled =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem: ProblemCode | 'offline' | 'not-a-gateway' | 'storage-unavailable' | 'storage-full'
    }

/** @param input.code as typed; @param input.name what people call the device */
export async function enrol(input: { readonly code: string; readonly name: string }): Promise<Enrolled> {
  const prepared = await attempt(prepareEnrolment)
  if (!prepared.ok) return prepared
  const pending = prepared.value

  const request: EnrolmentRequest = {
    code: input.code.trim().slice(0, 40),
    device: pending.device,
    publicKey: pending.publicKey,
    name: input.name.trim().slice(0, 80),
  }
  const answer = await postEnrolment(request)
  if (!answer.ok) {
    // Not known here yet, since the gateway was not asked since: the same code serves the new identity.
    const isNews = (await readDeliverySetting()).refusal !== 'device-revoked'
    if (answer.problem !== 'device-revoked' || !isNews) return answer
    const noted = await attempt(() => changeDeliverySetting({ refusal: 'device-revoked' }))
    return noted.ok ? enrol(input) : noted
  }
  if (answer.value.device !== pending.device) return { ok: false, problem: 'not-a-gateway' }

  const { role, unit, gateway } = answer.value
  if (!gateway.contractVersions.includes(contractVersion))
    return { ok: false, problem: 'version-unsupported' }
  const now = new Date()
  const tables = [database.device, database.settings, database.outbox, database.carried]
  const stored = await attempt(() =>
    database.transaction('rw', tables, async () => {
      const previous = await database.device.get(1)
      const isSameDevice = previous?.id === pending.device
      if (!isSameDevice) await keepFormerQueue()
      await database.device.put({
        slot: 1,
        id: pending.device,
        name: request.name,
        role,
        unit,
        gateway,
        signingKey: pending.signingKey,
        publicKey: pending.publicKey,
        sequence: isSameDevice ? previous.sequence : 0,
        previous: isSameDevice ? previous.previous : null,
        changesCursor: isSameDevice ? previous.changesCursor : 0,
        clockOffsetMs: Date.parse(gateway.now) - now.getTime(),
        lastContactAt: now.toISOString(),
        enrolledAt: now.toISOString(),
      })
      // What the former unit has told, and whose PIN opened the staff corner.
      await database.settings.bulkDelete([
        'pending-enrolment',
        'store-loss',
        'delivery',
        'unit-news',
        'visitor-queue',
        'published-feedback',
      ])
      await forgetKioskSettings()
    }),
  )
  if (!stored.ok) return stored
  rememberJoined()
  await requestPersistence()
  wakeDelivery('started')
  return { ok: true }
}

/**
 * What the former identity filed stays, is tried after what the new one files, and goes with each export. Joins the
 * transaction of enrolment.
 */
async function keepFormerQueue(): Promise<void> {
  const carried = new Set(await database.carried.where({ state: 'waiting' }).primaryKeys())
  await database.outbox
    .where('sequence')
    .below(formerFrom)
    .and(({ id }) => !carried.has(id))
    .modify((row: { -readonly [Key in keyof OutboxRow]: OutboxRow[Key] }) => {
      row.sequence += formerFrom
    })
}

/**
 * The id and key to enrol with. They are stored before the first request, so that a lost answer is asked for again
 * by the same device; a device that is enrolled already keeps its identity, since its queue is signed with it. A revoked
 * identity is given up for a new one: under the old one a fresh code would be used up for nothing.
 */
async function prepareEnrolment(): Promise<PendingEnrolment> {
  const enrolled = await database.device.get(1)
  const known = await database.settings.get('pending-enrolment')
  const { refusal } = await readDeliverySetting()
  if (enrolled !== undefined && refusal !== 'device-revoked') {
    const { id, signingKey, publicKey } = enrolled
    return { key: 'pending-enrolment', device: id, signingKey, publicKey }
  }
  if (known?.key === 'pending-enrolment') return known
  const pair = await generateSigningKey(false)
  const pending: PendingEnrolment = {
    key: 'pending-enrolment',
    device: crypto.randomUUID(),
    signingKey: pair.privateKey,
    publicKey: await exportPublicKey(pair.publicKey),
  }
  await database.settings.put(pending)
  return pending
}

async function postEnrolment(
  request: EnrolmentRequest,
): Promise<
  | { readonly ok: true; readonly value: v.InferOutput<typeof enrolmentResponse> }
  | { readonly ok: false; readonly problem: ProblemCode | 'offline' | 'not-a-gateway' }
> {
  let response: Response
  let value: unknown
  try {
    response = await fetch(apiUrl('api/v1/enrolments'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch {
    // fetch rejects only for an unreachable server or the time-out
    return { ok: false, problem: 'offline' }
  }
  try {
    value = JSON.parse(await response.text())
  } catch {
    // a page of a portal or proxy, or half an answer
    return { ok: false, problem: 'not-a-gateway' }
  }
  if (response.ok) {
    const parsed = v.safeParse(enrolmentResponse, value)
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false, problem: 'not-a-gateway' }
  }
  const parsed = v.safeParse(problem, value)
  return { ok: false, problem: parsed.success ? parsed.output.code : 'not-a-gateway' }
}
