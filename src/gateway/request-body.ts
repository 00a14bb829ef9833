/** JSON bodies, unfolded within the limit when they come compressed, and refused when built to do harm. */
import type { IncomingMessage } from 'node:http'
import { PassThrough, type Transform } from 'node:stream'
import { createGunzip, createInflate } from 'node:zlib'
import type { FastifyInstance, RequestPayload } from 'fastify'

/** Deeper than any message of the contract; recursion over what passes stays shallow. */
const depthLimit = 32

class BodyError extends Error {
  readonly statusCode: number
  readonly code: string
  constructor(statusCode: number, code: string) {
    super(code)
    this.statusCode = statusCode
    this.code = code
  }
}

export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    let value: unknown
    try {
      value = JSON.parse(body.toString())
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      done(new BodyError(400, 'body-not-json'))
      return
    }
    if (isHarmless(value)) done(null, value)
    else done(new BodyError(400, 'body-not-acceptable'))
  })
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding === 'identity') return payload
    if (encoding === 'gzip') return unfold(payload, createGunzip())
    if (encoding === 'deflate') return unfold(payload, createInflate())
    throw new BodyError(415, 'content-encoding-unsupported')
  })
}

/** Fastify counts what comes out of the stream against the body limit, and `receivedEncodedLength` against Content-Length. */
function unfold(payload: RequestPayload | IncomingMessage, unzip: Transform): RequestPayload {
  const unfolded = new PassThrough()
  let receivedEncodedLength = 0
  payload.on('data', (chunk: Buffer) => {
    receivedEncodedLength += chunk.length
  })
  payload.on('error', (error) => unfolded.destroy(error))
  unzip.on('error', () => unfolded.destroy(new BodyError(400, 'body-not-compressed-as-declared')))
  payload.pipe(unzip).pipe(unfolded)
  return Object.defineProperty(unfolded, 'receivedEncodedLength', { get: () => receivedEncodedLength })
}

/** False for nesting that would exhaust a recursive reader and for keys that poison prototypes. */
export function isHarmless(root: unknown): boolean {
  let level: unknown[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthLimit) return false
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue
      if (Object.hasOwn(value, '__proto__')) return false
      for (const child of Object.values(value)) if (typeof child === 'object') next.push(child)
    }
    level = next
  }
  return true
}
