/** Who sends: looked up afresh for each request, since a device may be revoked at any moment, but many at a time. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import * as v from 'valibot'
import { publicKey } from '../../contract/enrolment.ts'
import type { Device } from '../storage/devices.ts'

export type Sender =
  | { readonly problem: 'device-unknown' | 'device-revoked' }
  | { readonly problem: null; readonly key: KeyObject; readonly unit: string }

export interface Senders {
  find(device: string): Promise<Sender>
}

/** Keys are public and never change for a device: kept, since reading one costs as much as a third of a check. */
const keysLimit = 10_000
/** In one question: far below the values that an engine takes in one statement. */
const askedAtOnce = 1000

/** @param findAll the devices of these ids that there are. */
export function createSenders(findAll: (ids: readonly string[]) => Promise<readonly Device[]>): Senders {
  const keys = new Map<string, KeyObject>()
  /** The question that has not been put yet: those who ask in the same moment share it. */
  let next: { readonly ids: Set<string>; readonly answer: Promise<ReadonlyMap<string, Device>> } | null = null

  function ask(): NonNullable<typeof next> {
    const ids = new Set<string>()
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
      next = null
      return new Map((await findAll([...ids])).map((device) => [device.id, device]))
    })
    return { ids, answer }
  }

  function keyOf(text: string): KeyObject {
    const known = keys.get(text)
    if (known !== undefined) return known
    const { kty, crv, x, y } = v.parse(publicKey, JSON.parse(text))
    const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
    if (keys.size >= keysLimit) keys.clear()
    keys.set(text, key)
    return key
  }

  return {
    async find(id) {
      if (next === null || next.ids.size >= askedAtOnce) next = ask()
      const { ids, answer } = next
      ids.add(id)
      const device = (await answer).get(id)
      if (device === undefined) return { problem: 'device-unknown' }
      if (device.revoked_at !== null) return { problem: 'device-revoked' }
      return { problem: null, key: keyOf(device.public_key), unit: device.unit }
    },
  }
}
