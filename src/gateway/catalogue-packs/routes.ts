/**
 * `/api/v1/catalogue`: the newest manifest, its files by digest (with ranges, so that a download goes on where it
 * broke off), and the whole as one file. Open to everybody: it is what the state must publish anyway.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { packFileName } from '../../contract/catalogue-pack.ts'
import { sendProblem } from '../problem-reply.ts'
import { packInOneFile } from './pack-file.ts'
import { filesOf, type PackStore } from './pack-store.ts'
import type { CataloguePublisher } from './publisher.ts'

/** The full parts and a few deltas: after a publication all devices want the same. */
const heldFiles = 12

export interface PackRoutesContext {
  readonly packs: PackStore
  readonly cataloguePublisher: CataloguePublisher
}

export function catalogueRoutes(
  app: FastifyInstance,
  { packs: store, cataloguePublisher: publisher }: PackRoutesContext,
): void {
  const held = new Map<string, Buffer>()

  async function fileBytes(sha256: string): Promise<Buffer | null> {
    const known = held.get(sha256)
    if (known !== undefined) return known
    const isNamed = (await publisher.packs()).some((pack) =>
      filesOf(pack).some((file) => file.sha256 === sha256),
    )
    const bytes = isNamed ? await store.read({ sha256 }) : null
    if (bytes === null) return null
    held.set(sha256, bytes)
    const [oldest] = held.keys()
    if (held.size > heldFiles && oldest !== undefined) held.delete(oldest)
    return bytes
  }

  app.get('/catalogue/manifest', async (request, reply) => {
    const [pack] = await publisher.packs()
    if (pack === undefined) return sendProblem(reply, 'not-found')
    reply.header('cache-control', 'no-cache').header('etag', `"${pack.signature}"`)
    return isHad(request, pack.signature) ? reply.code(304).send() : pack
  })

  app.get('/catalogue/files/:digest', async (request, reply) => {
    const { digest } = request.params as { digest: string }
    const bytes = await fileBytes(digest)
    if (bytes === null) return sendProblem(reply, 'not-found')
    reply
      .type('application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('etag', `"${digest}"`)
      .header('accept-ranges', 'bytes')
    return isHad(request, digest) ? reply.code(304).send() : sendRange(request, reply, bytes)
  })

  app.get('/catalogue/pack', async (_request, reply) => {
    const [pack] = await publisher.packs()
    const file = pack === undefined ? null : await packInOneFile(store, pack)
    if (pack === undefined || file === null) return sendProblem(reply, 'not-found')
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'no-cache')
      .header('content-disposition', `attachment; filename="${packFileName(pack)}"`)
      .send(file)
  })
}

function isHad(request: FastifyRequest, tag: string): boolean {
  return request.headers['if-none-match']?.includes(`"${tag}"`) === true
}

/** One range with a beginning; what else RFC 9110 knows may be answered with the whole. */
function sendRange(request: FastifyRequest, reply: FastifyReply, bytes: Buffer): FastifyReply {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  if (first === undefined) return reply.send(bytes)
  const from = Number(first)
  const to = Math.min(last === undefined || last === '' ? bytes.length - 1 : Number(last), bytes.length - 1)
  if (from > to) {
    return reply.code(416).header('content-range', `bytes */${bytes.length}`).send()
  }
  return reply
    .code(206)
    .header('content-range', `bytes ${from}-${to}/${bytes.length}`)
    .send(bytes.subarray(from, to + 1))
}
