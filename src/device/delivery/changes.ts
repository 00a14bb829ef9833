/** What the desk decided, fetched for this device: receipts follow, gateway keys and the clock are renewed. */
import * as v from 'valibot'
import { type HeardChanges, heardChanges, heardStatus } from '../../contract/changes.ts'
import { requestBytes } from '../../vault/envelope.ts'
import { sign } from '../../vault/signature.ts'
import { type DeviceRow, database, formerFrom } from '../database.ts'
import { keepVisitorQueue } from '../visitor-queue.ts'
import { exchangeJson, type NoAnswer } from './transport.ts'

const timeoutMs = 30_000
/** Three dossiers a second for ten years, and far below `carriedFrom`. */
const sequenceLimit = 1_000_000_000

export type ChangesAnswer = { readonly kind: 'answer' } | NoAnswer

/** Reads on from the cursor until there is nothing more. */
export async function fetchChanges(device: DeviceRow, now: () => number): Promise<ChangesAnswer> {
  let cursor = device.changesCursor
  // Of this identity, as the desk counts: what a former one filed is not its own.
  const queued = await database.outbox.where('sequence').below(formerFrom).count()
  for (;;) {
    const path = `api/v1/changes?cursor=${cursor}&sequence=${device.sequence}&queued=${queued}`
    const askedAt = now()
    const created = new Date(askedAt).toISOString()
    const signature = await sign(device.signingKey, requestBytes('GET', `/${path}`, created))
    const authorization = `Motcua device="${device.id}", created="${created}", signature="${signature}"`
    const exchange = await exchangeJson(path, { headers: { authorization } }, timeoutMs, now)
    if (exchange.kind !== 'answer') return exchange
    const parsed = v.safeParse(heardChanges, exchange.value)
    // Keys are only ever renewed by the gateway this device was enrolled at.
    if (!parsed.success || parsed.output.gateway.gatewayId !== device.gateway.gatewayId) {
      return { kind: 'no-answer', network: 'not-a-gateway' }
    }
    await apply(parsed.output, askedAt, now())
    // A cursor that does not move would keep us here for ever.
    if (!parsed.output.hasMore || parsed.output.cursor <= cursor) return { kind: 'answer' }
    cursor = parsed.output.cursor
  }
}

function apply(response: HeardChanges, askedAt: number, answeredAt: number): Promise<void> {
  const { device, receipts, settings } = database
  return database.transaction('rw', device, receipts, settings, async () => {
    const row = await device.get(1)
    if (row === undefined) return
    for (const change of response.changes) {
      const heard = v.safeParse(heardStatus, change)
      // Of a newer gateway: staff know what it means, and the cursor goes on for the others.
      if (!heard.success) continue
      await receipts.update(heard.output.envelope, {
        status: heard.output,
        deliveredAt: heard.output.arrivedAt,
      })
    }
    if (response.unitNews !== undefined) await settings.put({ key: 'unit-news', news: response.unitNews })
    if (response.visitorQueue !== undefined) await keepVisitorQueue(response.visitorQueue)
    // No device has made so many: believed, it would use up the device's numbers for ever.
    const highestSequence = response.highestSequence > sequenceLimit ? 0 : response.highestSequence
    if (highestSequence > row.sequence) {
      await settings.put({
        key: 'store-loss',
        ownSequence: row.sequence,
        gatewaySequence: highestSequence,
        noticedAt: new Date(answeredAt).toISOString(),
      })
    }
    await device.put({
      ...row,
      gateway: response.gateway,
      // New envelopes must not take numbers that the gateway has from before the loss.
      sequence: Math.max(row.sequence, highestSequence),
      // Also when it is lower: then the gateway was put back from a backup and tells everything again.
      changesCursor: response.cursor,
      // The gateway's clock was read somewhere between the question and the answer.
      clockOffsetMs: Math.round(Date.parse(response.gateway.now) - (askedAt + answeredAt) / 2),
      lastContactAt: new Date(answeredAt).toISOString(),
    })
  })
}
