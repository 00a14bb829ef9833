/** What the desk decided, fetched for this device: receipts follow, gateway keys and the clock are renewed. */
import * as v from 'valibot'
import { type ChangesResponse, changesResponse } from '../../contract/changes.ts'
import { requestBytes } from '../../vault/envelope.ts'
import { sign } from '../../vault/signature.ts'
import { carriedFrom, type DeviceRow, database } from '../database.ts'
import { exchangeJson, type NoAnswer } from './transport.ts'

const timeoutMs = 30_000

export type ChangesAnswer = { readonly kind: 'answer' } | NoAnswer

/** Reads on from the cursor until there is nothing more. */
export async function fetchChanges(device: DeviceRow, now: () => number): Promise<ChangesAnswer> {
  let cursor = device.changesCursor
  const queued = await database.outbox.where('sequence').below(carriedFrom).count()
  for (;;) {
    const path = `api/v1/changes?cursor=${cursor}&sequence=${device.sequence}&queued=${queued}`
    const askedAt = now()
    const created = new Date(askedAt).toISOString()
    const signature = await sign(device.signingKey, requestBytes('GET', `/${path}`, created))
    const authorization = `Motcua device="${device.id}", created="${created}", signature="${signature}"`
    const exchange = await exchangeJson(path, { headers: { authorization } }, timeoutMs, now)
    if (exchange.kind !== 'answer') return exchange
    const parsed = v.safeParse(changesResponse, exchange.value)
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

function apply(response: ChangesResponse, askedAt: number, answeredAt: number): Promise<void> {
  const { device, receipts, settings } = database
  return database.transaction('rw', device, receipts, settings, async () => {
    const row = await device.get(1)
    if (row === undefined) return
    for (const status of response.changes) {
      await receipts.update(status.envelope, { status, deliveredAt: status.arrivedAt })
    }
    if (response.highestSequence > row.sequence) {
      await settings.put({
        key: 'store-loss',
        ownSequence: row.sequence,
        gatewaySequence: response.highestSequence,
        noticedAt: new Date(answeredAt).toISOString(),
      })
    }
    await device.put({
      ...row,
      gateway: response.gateway,
      // New envelopes must not take numbers that the gateway has from before the loss.
      sequence: Math.max(row.sequence, response.highestSequence),
      // Also when it is lower: then the gateway was put back from a backup and tells everything again.
      changesCursor: response.cursor,
      // The gateway's clock was read somewhere between the question and the answer.
      clockOffsetMs: Math.round(Date.parse(response.gateway.now) - (askedAt + answeredAt) / 2),
      lastContactAt: new Date(answeredAt).toISOString(),
    })
  })
}
