/** A device in Node: enrols, seals, signs, delivers and listens, as a kiosk does, with every step in the test's hand. */
import { randomBytes } from 'node:crypto'
import { v7 as uuidV7 } from 'uuid'
import * as v from 'valibot'
import { type Acknowledgement, deliveryResponse } from '../../src/contract/acknowledgement.ts'
import { type ChangesResponse, changesResponse } from '../../src/contract/changes.ts'
import {
  type EnrolmentRequest,
  type EnrolmentResponse,
  enrolmentResponse,
} from '../../src/contract/enrolment.ts'
import type { Envelope, PartReference, UnsignedEnvelope } from '../../src/contract/envelope.ts'
import type { Payloads } from '../../src/contract/payload.ts'
import { sha256 } from '../../src/vault/encoding.ts'
import { envelopeDigest, requestBytes, signEnvelope } from '../../src/vault/envelope.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { seal } from '../../src/vault/seal.ts'
import { exportPublicKey, generateSigningKey, sign } from '../../src/vault/signature.ts'

export interface SealedPart {
  readonly reference: PartReference
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface TestDevice {
  readonly id: string
  readonly enrolment: EnrolmentResponse
  readonly keys: CryptoKeyPair
  /** The same device, as if nothing was sent yet, at a gateway that moved to another port. */
  at(url: string): TestDevice
  /** Seals and signs the next envelope; nothing is sent. `change` alters it before it is signed. */
  envelope(
    payload: Payloads[keyof Payloads],
    parts?: readonly SealedPart[],
    change?: Partial<UnsignedEnvelope>,
  ): Promise<Envelope>
  part(content: Uint8Array<ArrayBuffer>, mediaType?: PartReference['mediaType']): Promise<SealedPart>
  deliver(...envelopes: readonly unknown[]): Promise<Acknowledgement[]>
  /** A part in one piece through tus: creation, then the bytes. @returns the status of the last answer. */
  upload(envelope: string, part: SealedPart): Promise<number>
  changes(cursor?: number): Promise<ChangesResponse>
  /** @param created when the device says that it asks. */
  changesRequest(path: string, signedPath?: string, created?: string): Promise<Response>
}

/** @param url of the gateway, with trailing slash. */
export async function enrolDevice(url: string, code: string): Promise<TestDevice> {
  const keys = await generateSigningKey(false)
  const id = crypto.randomUUID()
  const request: EnrolmentRequest = {
    code,
    device: id,
    publicKey: await exportPublicKey(keys.publicKey),
    name: 'Kiosk sảnh chính',
  }
  const response = await postJson(`${url}api/v1/enrolments`, request)
  if (!response.ok) throw new Error(`enrolment was refused: ${await response.text()}`)
  return deviceOf(url, id, keys, v.parse(enrolmentResponse, await response.json()))
}

function deviceOf(url: string, id: string, keys: CryptoKeyPair, enrolment: EnrolmentResponse): TestDevice {
  const { recipients } = enrolment.gateway
  let sequence = 0
  let previous: string | null = null
  return {
    id,
    enrolment,
    keys,
    at: (other) => deviceOf(other, id, keys, enrolment),
    async envelope(payload, parts = [], change = {}) {
      sequence += 1
      const signed = await signEnvelope(keys.privateKey, {
        version: 1,
        id: uuidV7(),
        device: id,
        sequence,
        kind: 'submission',
        createdAt: new Date().toISOString(),
        clockOffsetMs: 0,
        unit: enrolment.unit.code,
        sealed: await sealPayload(payload, recipients),
        parts: parts.map((part) => part.reference),
        previous,
        ...change,
      })
      previous = await envelopeDigest(signed)
      return signed
    },
    async part(content, mediaType = 'image/jpeg') {
      const bytes = await seal(content, recipients)
      return { bytes, reference: { sha256: await sha256(bytes), bytes: bytes.length, mediaType } }
    },
    async deliver(...envelopes) {
      const response = await postJson(`${url}api/v1/envelopes`, { envelopes })
      if (!response.ok) throw new Error(`delivery was refused: ${await response.text()}`)
      return v.parse(deliveryResponse, await response.json()).acknowledgements
    },
    async upload(envelope, part) {
      const created = await createUpload(url, envelope, part)
      if (created.status !== 201) return created.status
      return (await continueUpload(url, created.headers.get('location') ?? '', 0, part.bytes)).status
    },
    async changes(cursor = 0) {
      const response = await this.changesRequest(`/api/v1/changes?cursor=${cursor}`)
      if (!response.ok) throw new Error(`changes were refused: ${await response.text()}`)
      return v.parse(changesResponse, await response.json())
    },
    async changesRequest(path, signedPath = path, created = new Date().toISOString()) {
      const signature = await sign(keys.privateKey, requestBytes('GET', signedPath, created))
      return fetch(new URL(path.slice(1), url), {
        headers: {
          authorization: `Motcua device="${id}", created="${created}", signature="${signature}"`,
        },
      })
    },
  }
}

export async function createUpload(
  url: string,
  envelope: string,
  { reference }: SealedPart,
  length = reference.bytes,
): Promise<Response> {
  const metadata = Object.entries({ sha256: reference.sha256, envelope })
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  return fetch(`${url}api/v1/parts`, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-length': String(length), 'upload-metadata': metadata },
  })
}

export async function continueUpload(
  url: string,
  location: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return fetch(new URL(location, url), {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: bytes,
  })
}

export async function postJson(
  address: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

/** Bytes that begin like a JPEG, different each time. */
export function photo(size = 2000): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(randomBytes(size))
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}
