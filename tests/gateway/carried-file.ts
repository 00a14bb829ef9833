/** A carried file as a device writes it, and the way it is handed in at the desk. */
import type { Envelope } from '../../src/contract/envelope.ts'
import { bundleOf, bundleRecord, jsonRecord } from '../../src/vault/bundle.ts'
import type { TestDesk } from './test-desk.ts'
import type { SealedPart, TestDevice } from './test-device.ts'

export interface Carried {
  readonly envelope: Envelope
  readonly parts?: readonly SealedPart[]
}

export async function fileOf(
  device: TestDevice,
  carried: readonly Carried[],
  gatewayId = device.enrolment.gateway.gatewayId,
): Promise<Blob> {
  const records: Blob[] = []
  for (const { envelope, parts = [] } of carried) {
    records.push(await jsonRecord('envelope', envelope.id, JSON.stringify(envelope)))
    for (const { reference, bytes } of parts)
      records.push(
        bundleRecord({ kind: 'part', id: envelope.id, sha256: reference.sha256 }, Uint8Array.from(bytes)),
      )
  }
  const envelopes = carried.map(({ envelope }) => envelope.id)
  return bundleOf(
    {
      product: 'motcua',
      kind: 'bundle',
      version: 1,
      createdAt: '2026-11-25T02:00:00.000Z',
      gateway: gatewayId,
      envelopes,
      answers: [],
    },
    records,
  )
}

export function uploadBundle(
  url: string,
  desk: TestDesk,
  file: Blob,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}api/desk/bundles`, {
    method: 'POST',
    headers: {
      cookie: desk.cookie.split(';', 1)[0] ?? '',
      'x-motcua-desk': '1',
      'content-type': 'application/x-tar',
      ...headers,
    },
    body: file,
  })
}
