/** Envelopes as an attacker, a broken disk or a stolen device might send them; the same for the same seed. */
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { v7 as uuidV7 } from 'uuid'
import type { Envelope } from '../../src/contract/envelope.ts'
import { compress } from '../../src/vault/compress.ts'
import { toBase64Url } from '../../src/vault/encoding.ts'
import { payloadLimitBytes } from '../../src/vault/payload.ts'
import { seal } from '../../src/vault/seal.ts'
import { birthSubmission } from './birth-submission.ts'
import type { TestDevice } from './test-device.ts'

/** mulberry32: small, and enough to vary mistakes. @returns values in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What makes an envelope that its device never signed like this; none of them may be stored. */
export function mutate(genuine: Envelope, random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const flip = (text: string) => {
    const position = Math.floor(random() * text.length)
    const other = text[position] === 'A' ? 'B' : 'A'
    return text.slice(0, position) + other + text.slice(position + 1)
  }
  const oddities: readonly unknown[] = [
    null,
    '',
    0,
    -1,
    1e308,
    1.5,
    2 ** 53,
    true,
    [],
    {},
    [[[]]],
    'x'.repeat(1000),
    '\u0000',
    '\ud800',
    "'; drop table envelopes; --",
    { constructor: { prototype: { isAdministrator: true } } },
    { toString: 1, valueOf: null, hasOwnProperty: 'x' },
  ]
  const field = pick(Object.keys(genuine)) as keyof Envelope
  const mutations: readonly (() => unknown)[] = [
    () => ({ ...genuine, sealed: flip(genuine.sealed) }),
    () => ({ ...genuine, signature: flip(genuine.signature.slice(0, 80)) + genuine.signature.slice(80) }),
    () => ({ ...genuine, signature: toBase64Url(new Uint8Array(64)) }),
    () => ({ ...genuine, id: uuidV7() }),
    () => ({ ...genuine, device: randomUUID() }),
    () => ({ ...genuine, unit: pick(['H38', 'H38.21', 'H38.20.1']) }),
    () => ({ ...genuine, sequence: genuine.sequence + 1 + Math.floor(random() * 1000) }),
    () => ({ ...genuine, previous: flip('A'.repeat(43)) }),
    () => ({ ...genuine, version: pick([0, 2, '1', null, 1e9]) }),
    () => ({ ...genuine, [field]: pick(oddities) }),
    () => ({ ...genuine, [pick(['extra', 'constructor', 'prototype', 'toJSON', ''])]: pick(oddities) }),
    () => Object.fromEntries(Object.entries(genuine).filter(([name]) => name !== field)),
    () => ({
      ...genuine,
      parts: [{ sha256: 'A'.repeat(43), bytes: pick([200_000_000, -1, 0, 1e308]), mediaType: 'image/jpeg' }],
    }),
    () => ({
      ...genuine,
      parts: Array.from({ length: pick([1, 61]) }, () => ({
        sha256: 'B'.repeat(43),
        bytes: 1,
        mediaType: 'image/jpeg',
      })),
    }),
    () => pick(oddities),
    () => [genuine],
  ]
  const mutated = pick(mutations)()
  // Some fields hold by chance what they were to be replaced with.
  return JSON.stringify(mutated) === JSON.stringify(genuine) ? mutate(genuine, random) : mutated
}

/** A payload that unfolds to more than the gateway reads: well signed, so it is stored, then quarantined. */
export async function zipBomb(device: TestDevice): Promise<Envelope> {
  const bomb = await compress(new Uint8Array(payloadLimitBytes * 4))
  const sealed = toBase64Url(await seal(bomb, device.enrolment.gateway.recipients))
  return device.envelope(birthSubmission(), [], { sealed })
}

/** Whole requests that no device sends, as bytes with their headers. */
export function hostileRequests(): readonly {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}[] {
  const json = (text: string, headers: Record<string, string> = {}) => ({
    body: new TextEncoder().encode(text),
    headers: { 'content-type': 'application/json', ...headers },
  })
  return [
    json(`{"envelopes":[${'['.repeat(10_000)}${']'.repeat(10_000)}]}`),
    json(`{"envelopes":[${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}]}`),
    json('{"envelopes":[{"__proto__":{"isAdministrator":true}}]}'),
    json('{"__proto__":{"envelopes":[1]},"envelopes":[]}'),
    json('{"envelopes":[{"constructor":{"prototype":{"x":1}}}],"extra":1}'),
    json(`{"envelopes":[${Array.from({ length: 51 }, () => '{}').join(',')}]}`),
    json(`{"envelopes":["${'x'.repeat(21_000_000)}"]}`),
    json('{"envelopes":[1e999999]'),
    json('\u0000'),
    json('{}', { 'content-encoding': 'gzip' }),
    {
      body: new Uint8Array(gzipSync(Buffer.alloc(100_000_000, 32))),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    },
  ]
}
