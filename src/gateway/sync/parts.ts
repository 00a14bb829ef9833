/**
 * `api/v1/parts`: resumable upload (tus 1.0) of the sealed parts that a stored envelope waits for. An upload is
 * temporary until its digest is right; then it becomes the part. After the last one the device delivers the
 * envelope again and hears `duplicate`.
 */
import { mkdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { Metadata, Server, type Upload } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 as uuidV7 } from 'uuid'
import * as v from 'valibot'
import { partUploadMetadata } from '../../contract/parts.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import type { GatewayContext } from '../context.ts'
import { sendProblem } from '../problem-reply.ts'
import { openUploads } from './uploads.ts'

const partLimitBytes = 20_000_000

const uploadParameters = v.object({ id: v.string() })

export function partRoutes(app: FastifyInstance, context: GatewayContext): { dropExpired(): Promise<void> } {
  const { storage, base, uploadFolder } = context
  const path = `${base}api/v1/parts`
  mkdirSync(uploadFolder, { recursive: true })
  const uploads = openUploads(context)

  /** @returns false when the bytes have another digest; they are thrown away. */
  async function finish(upload: Upload): Promise<boolean> {
    const { sha256, envelope } = v.parse(partUploadMetadata, upload.metadata)
    if (!(await uploads.handOver(upload.id, sha256))) return false
    await storage.envelopes.notePartArrived(envelope, sha256, context.now().toISOString())
    await uploads.forget(upload.id)
    return true
  }

  const server = new Server({
    path,
    datastore: uploads.store,
    // Begins with the time, so that a list of uploads tells which have expired.
    namingFunction: () => uuidV7(),
    maxSize: partLimitBytes,
    // Behind a proxy the gateway does not know its own outer address.
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    onUploadFinish: async (_request, upload) => {
      if (await finish(upload)) return {}
      const body = 'the bytes have another digest'
      throw Object.assign(new Error(body), { status_code: 422, body })
    },
  })

  async function isExpected(request: FastifyRequest): Promise<boolean> {
    const named = v.safeParse(partUploadMetadata, readMetadata(request.headers['upload-metadata']))
    if (!named.success) return false
    const part = await storage.envelopes.findPart(named.output.envelope, named.output.sha256)
    return part?.arrivedAt === null && String(part.bytes) === request.headers['upload-length']
  }

  // Uploads are streamed to disk by the tus server, never gathered in memory.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  app.post('/parts', async (request, reply) => {
    if (!(await isExpected(request))) return sendProblem(reply, 'part-unexpected')
    return pass(await ask(server, request), reply)
  })
  app.head('/parts/:id', async (request, reply) => {
    const response = await ask(server, request)
    const { id } = v.parse(uploadParameters, request.params)
    const offset = response.headers.get('upload-offset')
    // All bytes are here but a crash came before the digest was checked: a device would take this for done.
    const isUnfinished = response.ok && offset === response.headers.get('upload-length')
    if (isUnfinished && !(await finish(await uploads.store.getUpload(id))))
      return sendProblem(reply, 'part-digest-mismatch')
    return pass(response, reply)
  })
  const forward = async (request: FastifyRequest, reply: FastifyReply) =>
    pass(await ask(server, request), reply)
  app.route({ method: ['PATCH', 'DELETE'], url: '/parts/:id', handler: forward })
  app.options('/parts', forward)
  return {
    async dropExpired() {
      await server.cleanUpExpiredUploads()
    },
  }
}

/** Through the web interface of the tus server, so that its errors can leave as problems like all others. */
async function ask(server: Server, request: FastifyRequest): Promise<Response> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string') headers.set(name, value)
  const hasBody = request.method === 'PATCH' || request.method === 'POST'
  return server.handleWeb(
    new Request(new URL(request.url, 'http://gateway'), {
      method: request.method,
      headers,
      ...(hasBody ? { body: Readable.toWeb(request.raw) as ReadableStream, duplex: 'half' } : {}),
    }),
  )
}

async function pass(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  for (const [name, value] of response.headers)
    if (name !== 'content-length' && name !== 'content-type' && !name.startsWith('access-control-'))
      reply.header(name, value)
  if (response.status >= 400)
    return sendProblem(reply, problemOf(response.status), {
      status: response.status,
      detail: (await response.text()).trim(),
    })
  return reply.code(response.status).send()
}

function problemOf(status: number): ProblemCode {
  if (status === 404 || status === 410) return 'not-found'
  if (status === 412) return 'version-unsupported'
  if (status === 413) return 'payload-too-large'
  if (status === 422) return 'part-digest-mismatch'
  if (status >= 500) return 'unavailable'
  return 'request-malformed'
}

function readMetadata(header: string | string[] | undefined): unknown {
  try {
    return Metadata.parse(typeof header === 'string' ? header : undefined)
  } catch {
    // The only thing it throws for is a malformed header.
    return undefined
  }
}
