/** `/api/v1/voices`: a unit's published voices for its devices. Nothing of them is secret. */
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { filesOfVoices, type VoiceManifest, voicesFileName } from '../../contract/voice-pack.ts'
import type { GatewayContext } from '../context.ts'
import { isStorable, sendProblem } from '../problem-reply.ts'
import { filesNamed, readManifest } from './manifest.ts'
import { voiceFiles } from './voice-files.ts'

export function voicePackRoutes(app: FastifyInstance, context: GatewayContext): void {
  /** A device asks for thousands of files of one manifest: it is not read for each of them. */
  const named = new Map<string, ReadonlySet<string>>()

  async function isNamed(unit: string, digest: string): Promise<boolean> {
    if (named.get(unit)?.has(digest) === true) return true
    const manifest = await readManifest(context, unit)
    if (manifest === null) return false
    const files = new Set(filesNamed(manifest))
    named.set(unit, files)
    return files.has(digest)
  }

  app.addHook('onRequest', async (request, reply) => {
    // Nothing is named by a text that no database holds.
    if (!isStorable(request.params)) return sendProblem(reply, 'not-found')
  })

  app.get('/voices/:unit', async (request, reply) => {
    const { unit } = request.params as { unit: string }
    const manifest = await readManifest(context, unit)
    if (manifest === null) return sendProblem(reply, 'not-found')
    reply.header('cache-control', 'no-cache').header('etag', `"${manifest.signature}"`)
    const isHad = request.headers['if-none-match']?.includes(`"${manifest.signature}"`) === true
    return isHad ? reply.code(304).send() : manifest
  })

  app.get('/voices/:unit/files/:digest', async (request, reply) => {
    const { unit, digest } = request.params as { unit: string; digest: string }
    // What went with a former version is not there any more, whatever is remembered.
    const bytes = (await isNamed(unit, digest)) ? await voiceFiles(context.files, unit).read(digest) : null
    if (bytes === null) return sendProblem(reply, 'not-found')
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(bytes)
  })

  app.get('/voices/:unit/pack', async (request, reply) => {
    const { unit } = request.params as { unit: string }
    const manifest = await readManifest(context, unit)
    if (manifest === null) return sendProblem(reply, 'not-found')
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'no-cache')
      .header('content-disposition', `attachment; filename="${voicesFileName(manifest)}"`)
      .send(Readable.from(inOneFile(context, manifest)))
  })
}

/** For a stick: the manifest as a line, then its files; a device proves each, and takes none of a file that ends early. */
async function* inOneFile(
  { files }: Pick<GatewayContext, 'files'>,
  manifest: VoiceManifest,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(manifest)}\n`)
  for (const { sha256 } of filesOfVoices(manifest)) {
    const bytes = await voiceFiles(files, manifest.unit).read(sha256)
    // A newer version has just taken its place: a cut-off download tells the browser so.
    if (bytes === null) throw new Error('a file of the voices went while they were sent')
    yield bytes
  }
}
