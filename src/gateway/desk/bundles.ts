/** `POST /api/desk/bundles`: staff hand in a file that someone carried here. It is streamed to disk and read there. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance } from 'fastify'
import { bundleMediaType } from '../../contract/bundle.ts'
import type { GatewayContext } from '../context.ts'
import { isDiskFull } from '../files/disk-full.ts'
import { isCutOff, limited, TooLarge } from '../limited-body.ts'
import { sendProblem } from '../problem-reply.ts'
import { takeInBundle } from '../sync/bundle-intake.ts'
import { forStaff } from './session.ts'

/** At a time: each may fill the disk by its whole size before it is judged. */
const atOnceLimit = 2
const retryAfterSeconds = 30

/** What a crash left behind. */
const leftOverMs = 24 * 3_600_000

export function bundleRoutes(app: FastifyInstance, context: GatewayContext): void {
  const limit = context.limits.bundleBytes
  const folder = join(context.uploadFolder, 'bundles')
  let atOnce = 0
  // Left in the socket until it is known who sends it.
  app.addContentTypeParser([bundleMediaType, 'application/octet-stream'], (_request, _payload, done) =>
    done(null),
  )

  app.post(
    '/bundles',
    forStaff(context, 'import-bundle', async (staff, request, reply) => {
      if (Number(request.headers['content-length'] ?? 0) > limit)
        return sendProblem(reply.header('connection', 'close'), 'payload-too-large')
      if (atOnce >= atOnceLimit)
        return sendProblem(
          reply.header('retry-after', retryAfterSeconds).header('connection', 'close'),
          'unavailable',
        )
      atOnce += 1
      const path = join(folder, `${randomUUID()}.tar`)
      try {
        await mkdir(folder, { recursive: true })
        await removeLeftOver(folder)
        // Not ended with the pipeline: who is refused half-way must still hear why.
        const body = request.raw.iterator({ destroyOnReturn: false })
        await pipeline(body, limited(limit), createWriteStream(path))
        const report = await takeInBundle(context, path, (error) =>
          request.log.error({ err: error }, 'a part of a carried file could not be taken in'),
        )
        if (report === null) return sendProblem(reply, 'bundle-malformed')
        await context.audit.record({
          unit: staff.unit,
          who: staff.username,
          action: 'bundle-imported',
          subject: null,
          detail: { envelopes: report.items.length },
        })
        return report
      } catch (error) {
        if (error instanceof TooLarge)
          return sendProblem(reply.header('connection', 'close'), 'payload-too-large')
        if (isDiskFull(error)) return sendProblem(reply, 'server-full')
        if (isCutOff(error)) return sendProblem(reply, 'request-malformed', { detail: 'half a file' })
        throw error
      } finally {
        atOnce -= 1
        await rm(path, { force: true })
      }
    }),
  )
}

async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const file = await stat(path).catch(() => null)
    if (file !== null && Date.now() - file.mtimeMs > leftOverMs) await rm(path, { force: true })
  }
}
