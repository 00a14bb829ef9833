import { expect, test } from 'vitest'
import type { Device } from '../../src/gateway/storage/devices.ts'
import { createSenders } from '../../src/gateway/sync/senders.ts'

test('strangers who ask all at once never make one question too large for a database', async () => {
  const asked: number[] = []
  const senders = createSenders(async (ids) => {
    asked.push(ids.length)
    return []
  })
  const found = await Promise.all(
    Array.from({ length: 40_000 }, (_, index) => senders.find(`stranger-${index}`)),
  )
  expect(new Set(found.map(({ problem }) => problem))).toEqual(new Set(['device-unknown']))
  expect(Math.max(...asked)).toBeLessThanOrEqual(1000)
  expect(asked.reduce((sum, count) => sum + count, 0)).toBe(40_000)
})

test('a device that another process revokes is refused at the next question', async () => {
  let revokedAt: string | null = null
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const key = JSON.stringify(await crypto.subtle.exportKey('jwk', publicKey))
  const senders = createSenders(async (ids) =>
    // Only what is looked at of a row.
    ids.map((id) => ({ id, unit: 'H38.20', public_key: key, revoked_at: revokedAt }) as Device),
  )
  expect(await senders.find('a')).toMatchObject({ problem: null })
  revokedAt = '2026-11-25T02:00:00.000Z'
  expect(await senders.find('a')).toEqual({ problem: 'device-revoked' })
})
