/** A gateway in memory, behind a network that does to each request what the script says. */
import { vi } from 'vitest'
import type { Acknowledgement, UnsignedAcknowledgement } from '../../src/contract/acknowledgement.ts'
import type { DossierStatus, HeardChanges } from '../../src/contract/changes.ts'
import type { Envelope } from '../../src/contract/envelope.ts'
import type { ProblemCode } from '../../src/contract/problem.ts'
import { fromBase64Url, sha256 } from '../../src/vault/encoding.ts'
import {
  envelopeDigest,
  isEnvelopeSignedBy,
  requestBytes,
  signAcknowledgement,
} from '../../src/vault/envelope.ts'
import { generateSigningKey, isSignedBy } from '../../src/vault/signature.ts'
import { textOf } from '../../src/vault/text.ts'
import { base, deviceKeys, gatewayDescription, gatewayKeys } from './fixture.ts'

export const faults = [
  'none',
  'unreachable',
  /** The request arrives and is acted on, the answer does not come back. */
  'lost-response',
  /** As above, and the answer breaks off in the middle of its body. */
  'half-response',
  /** As above, and the answer comes after the device has given up. */
  'slow',
  /** Started anew in the middle of a request, without the uploads that were under way. */
  'restart',
  'html-200',
  'redirect',
  'half-json',
  'json-of-something-else',
  'wrong-signature',
  'wrong-digest',
  'status-401',
  'status-403',
  'status-403-html',
  'status-409',
  'status-413',
  'status-422',
  'status-422-unknown-code',
  'status-429',
  'status-429-absurd',
  'status-500',
  'status-502-html',
  'status-503-date',
  // A gateway of another version, which stores and answers in its own way.
  'unknown-outcome',
  'unknown-field',
  'unknown-version',
  'unknown-problem',
  'extra-acknowledgements',
] as const
export type Fault = (typeof faults)[number]

const refusals = new Map<Fault, readonly [status: number, code: string]>([
  ['status-401', [401, 'signature-invalid']],
  ['status-403', [403, 'device-revoked']],
  ['status-409', [409, 'sequence-conflict']],
  ['status-413', [413, 'payload-too-large']],
  ['status-422', [422, 'envelope-malformed']],
  ['status-422-unknown-code', [422, 'moon-in-wrong-phase']],
])

const stranger = await generateSigningKey(false)

export class ScriptedGateway {
  readonly envelopes = new Map<string, Envelope>()
  readonly parts = new Map<string, Uint8Array>()
  readonly uploads = new Map<string, { length: number; sha256: string; bytes: Uint8Array }>()
  /** Every request that came in, as `METHOD path`. */
  readonly requests: string[] = []
  /** Envelope ids in the order of their first storing. */
  readonly arrivals: string[] = []
  /** Envelopes refused for good. */
  readonly refused = new Map<string, ProblemCode>()
  /** The whole request ends with this status when one of these is in it. */
  readonly poison = new Map<string, 400 | 500>()
  /** Uploads for these envelopes end with this status. */
  readonly poisonParts = new Map<string, 413 | 423 | 500>()
  /** This one is answered as ever, whatever version the gateway has. */
  spared: string | null = null
  /** As a gateway of any version may word them. */
  changes: (DossierStatus | object)[] = []
  cursor = 0
  highestSequence = 0
  /** Null as an older gateway, which does not say. */
  unitName: string | null = null
  changesProblem: ProblemCode | null = null
  retryAfter = '30'
  /** Bytes of an upload that get through before the connection breaks; null: all. */
  cutUploadsAfter: number | null = null
  nextFault: () => Fault = () => 'none'
  /** Something else that happens on the device while it waits for an answer. */
  meanwhile: () => Promise<unknown> = async () => {}
  #timeLimit = new AbortController()
  #uploadsBegun = 0

  /** Stands in for `fetch`, and for the clock that its time limit goes by. */
  install(): void {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      this.#timeLimit = new AbortController()
      return this.#timeLimit.signal
    })
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => this.#receive(url, init))
  }

  /** Whether the gateway has all of it, as it was signed. */
  async isComplete(envelope: Envelope): Promise<boolean> {
    const held = this.envelopes.get(envelope.id)
    if (held === undefined || (await envelopeDigest(held)) !== (await envelopeDigest(envelope))) return false
    return envelope.parts.every((part) => this.parts.has(part.sha256))
  }

  async #receive(url: string, init: RequestInit): Promise<Response> {
    const path = url.slice(base.length)
    const method = init.method ?? 'GET'
    this.requests.push(`${method} ${path}`)
    await this.meanwhile()
    const fault = this.nextFault()
    const refusal = refusals.get(fault)
    if (refusal !== undefined) return problem(...refusal)
    switch (fault) {
      case 'unreachable':
        throw new TypeError('fetch failed')
      case 'html-200':
        return page('<html>Xin chào, mời đăng nhập Wi-Fi</html>', 200)
      case 'redirect':
        return new Response(null, { status: 302, headers: { location: 'http://portal.test/' } })
      case 'json-of-something-else':
        return Response.json({ acknowledgements: 'all of them' })
      case 'status-429':
        return new Response(null, { status: 429, headers: { 'retry-after': this.retryAfter } })
      case 'status-429-absurd':
        return new Response(null, { status: 429, headers: { 'retry-after': '9'.repeat(40) } })
      case 'status-503-date': {
        // By its own clock, which has nothing to do with the device's.
        const headers = {
          date: 'Wed, 25 Nov 2026 02:00:00 GMT',
          'retry-after': 'Wed, 25 Nov 2026 02:01:00 GMT',
        }
        return new Response(null, { status: 503, headers })
      }
      case 'status-403-html':
        return page('<html>Blocked by policy</html>', 403)
      case 'status-500':
        return new Response(null, { status: 500 })
      case 'status-502-html':
        return page('<html>Bad gateway</html>', 502)
      default: {
        const answer = await this.#act(method, path, init, fault)
        if (fault === 'restart') this.uploads.clear()
        if (fault === 'lost-response' || fault === 'restart') throw new TypeError('fetch failed')
        if (fault === 'slow') {
          this.#timeLimit.abort(new DOMException('too slow', 'TimeoutError'))
          init.signal?.throwIfAborted()
          throw new Error('a request without a time limit')
        }
        if (fault === 'half-response') return breakingOff(answer)
        if (fault !== 'half-json') return answer
        const text = await answer.text()
        return new Response(text.slice(0, text.length / 2), {
          status: answer.status === 204 ? 200 : answer.status,
        })
      }
    }
  }

  async #act(method: string, path: string, init: RequestInit, fault: Fault): Promise<Response> {
    if (path === 'api/v1/envelopes') return this.#takeEnvelopes(String(init.body), fault)
    if (path.startsWith('api/v1/changes')) return this.#tellChanges(path, init)
    if (path.startsWith('api/v1/parts')) return this.#takePart(method, path, init)
    return problem(404, 'not-found')
  }

  async #takeEnvelopes(body: string, fault: Fault): Promise<Response> {
    const { envelopes } = JSON.parse(body) as { envelopes: Envelope[] }
    const poisoned = envelopes.map(({ id }) => this.poison.get(id)).find((status) => status !== undefined)
    if (poisoned === 400) return problem(400, 'request-malformed')
    if (poisoned === 500) return problem(500, 'internal')
    const acknowledgements: Acknowledgement[] = []
    for (const envelope of envelopes) {
      acknowledgements.push(
        fault === 'wrong-signature' || fault === 'wrong-digest'
          ? await falselyStored(envelope, fault)
          : await signAcknowledgement(
              gatewayKeys.privateKey,
              inOtherVersion(await this.#judge(envelope), envelope.id === this.spared ? 'none' : fault),
            ),
      )
    }
    if (fault !== 'extra-acknowledgements') return Response.json({ acknowledgements })
    const others = acknowledgements.map((one) => ({ ...one, id: crypto.randomUUID() }))
    return Response.json({ acknowledgements: [{ id: 'all' }, ...others, ...acknowledgements], version: 2 })
  }

  async #judge(envelope: Envelope): Promise<UnsignedAcknowledgement> {
    const answer = {
      version: 1 as const,
      id: envelope.id,
      digest: await envelopeDigest(envelope),
      receivedAt: null,
      missingParts: [],
      problem: null,
      retryAfterSeconds: null,
      keyId: 'k1',
    }
    const refusal =
      this.refused.get(envelope.id) ??
      ((await isEnvelopeSignedBy(deviceKeys.publicKey, envelope)) ? undefined : 'signature-invalid')
    if (refusal !== undefined) return { ...answer, outcome: 'rejected', problem: refusal }
    const known = this.envelopes.get(envelope.id)
    if (known !== undefined && (await envelopeDigest(known)) !== (await envelopeDigest(envelope))) {
      return { ...answer, outcome: 'rejected', problem: 'envelope-conflict' }
    }
    if (known === undefined) {
      this.envelopes.set(envelope.id, envelope)
      this.arrivals.push(envelope.id)
      this.highestSequence = Math.max(this.highestSequence, envelope.sequence)
    }
    const missingParts = envelope.parts.map((part) => part.sha256).filter((digest) => !this.parts.has(digest))
    const outcome = missingParts.length > 0 ? 'awaiting-parts' : known === undefined ? 'stored' : 'duplicate'
    return { ...answer, outcome, missingParts, receivedAt: '2026-11-25T02:00:05.000Z' }
  }

  async #tellChanges(path: string, init: RequestInit): Promise<Response> {
    if (this.changesProblem !== null) return problem(401, this.changesProblem)
    const header = new Headers(init.headers).get('authorization') ?? ''
    const [, created = '', signature = ''] = /created="([^"]*)", signature="([^"]*)"/.exec(header) ?? []
    if (!(await isSignedBy(deviceKeys.publicKey, requestBytes('GET', `/${path}`, created), signature))) {
      return problem(401, 'signature-invalid')
    }
    const response: HeardChanges = {
      changes: this.changes,
      cursor: this.cursor,
      hasMore: false,
      gateway: gatewayDescription,
      highestSequence: this.highestSequence,
      ...(this.unitName === null ? {} : { unitName: this.unitName }),
    }
    return Response.json(response)
  }

  /** tus 1.0: creation, offset, appending; a finished upload is adopted as a part and forgotten as an upload. */
  async #takePart(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    if (method === 'POST') {
      const metadata = new Map(
        (headers.get('upload-metadata') ?? '').split(',').map((pair) => {
          const [key = '', value = ''] = pair.split(' ')
          return [
            key,
            textOf(fromBase64Url(value.replace(/=*$/, '').replaceAll('+', '-').replaceAll('/', '_'))),
          ]
        }),
      )
      const digest = metadata.get('sha256') ?? ''
      const isNamed = this.envelopes
        .get(metadata.get('envelope') ?? '')
        ?.parts.some((part) => part.sha256 === digest)
      if (isNamed !== true || this.parts.has(digest)) return problem(404, 'part-unexpected')
      const poisoned = this.poisonParts.get(metadata.get('envelope') ?? '')
      if (poisoned === 413) return problem(413, 'payload-too-large')
      if (poisoned !== undefined) return new Response(null, { status: poisoned })
      const id = `api/v1/parts/${++this.#uploadsBegun}`
      const length = Number(headers.get('upload-length'))
      this.uploads.set(id, { length, sha256: digest, bytes: new Uint8Array() })
      return new Response(null, { status: 201, headers: { location: new URL(id, base).pathname } })
    }
    const upload = this.uploads.get(path)
    if (upload === undefined) return problem(404, 'not-found')
    if (method === 'HEAD') return tus(200, upload.bytes.length, upload.length)
    if (Number(headers.get('upload-offset')) !== upload.bytes.length) return problem(409, 'request-malformed')
    const sent = init.body instanceof Blob ? new Uint8Array(await init.body.arrayBuffer()) : new Uint8Array()
    const arrived = sent.slice(0, this.cutUploadsAfter ?? sent.length)
    upload.bytes = new Uint8Array([...upload.bytes, ...arrived])
    if (arrived.length < sent.length) throw new TypeError('fetch failed')
    if (upload.bytes.length === upload.length) {
      this.uploads.delete(path)
      if ((await sha256(new Uint8Array(upload.bytes))) !== upload.sha256)
        return problem(422, 'part-digest-mismatch')
      this.parts.set(upload.sha256, upload.bytes)
    }
    return tus(204, upload.bytes.length, upload.length)
  }
}

/** Someone claims to have stored what is stored nowhere: with another key, or about another content. */
async function falselyStored(
  envelope: Envelope,
  fault: 'wrong-signature' | 'wrong-digest',
): Promise<Acknowledgement> {
  return signAcknowledgement(fault === 'wrong-signature' ? stranger.privateKey : gatewayKeys.privateKey, {
    version: 1,
    id: envelope.id,
    outcome: 'stored',
    digest: fault === 'wrong-digest' ? 'A'.repeat(43) : await envelopeDigest(envelope),
    receivedAt: '2026-11-25T02:00:05.000Z',
    missingParts: [],
    problem: null,
    retryAfterSeconds: null,
    keyId: 'k1',
  })
}

/** As a gateway of another version may word it, signed all the same. */
const otherWords: Partial<Record<Fault, object>> = {
  'unknown-outcome': { outcome: 'archived' },
  'unknown-field': { archivedAt: null },
  'unknown-version': { version: 2 },
  'unknown-problem': { problem: 'moon-in-wrong-phase' },
}

function inOtherVersion(answer: UnsignedAcknowledgement, fault: Fault): UnsignedAcknowledgement {
  return { ...answer, ...otherWords[fault] }
}

function breakingOff(answer: Response): Response {
  let isBegun = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isBegun) controller.error(new TypeError('terminated'))
      else controller.enqueue(new TextEncoder().encode('{"acknowledgements":[{"version":1,'))
      isBegun = true
    },
  })
  return new Response(body, { status: answer.status === 204 ? 200 : answer.status, headers: answer.headers })
}

function page(text: string, status: number): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function problem(status: number, code: string): Response {
  const headers = { 'content-type': 'application/problem+json' }
  return Response.json({ type: `urn:motcua:problem:${code}`, title: code, status, code }, { status, headers })
}

function tus(status: number, offset: number, length: number): Response {
  return new Response(null, {
    status,
    headers: { 'upload-offset': String(offset), 'upload-length': String(length), 'tus-resumable': '1.0.0' },
  })
}
