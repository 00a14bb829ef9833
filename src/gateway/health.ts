/**
 * `GET /health`: the process answers. `GET /ready`: it can do its work; which part cannot is said, and nothing else.
 * `/healthz` and `/readyz` are the same.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { open, seal } from '../vault/seal.ts'
import type { GatewayContext } from './context.ts'
import { sendProblem } from './problem-reply.ts'

type PartOfGateway = 'stopping' | 'database' | 'storage' | 'keys'

/** Whoever asks more often hears the same. */
const freshMs = 1000
const patienceMs = 3000

export function healthRoutes(app: FastifyInstance, context: GatewayContext): void {
  let last: { readonly at: number; readonly faults: Promise<readonly PartOfGateway[]> } | null = null

  function faults(): Promise<readonly PartOfGateway[]> {
    if (last === null || performance.now() - last.at > freshMs)
      last = { at: performance.now(), faults: check(context, app.log) }
    return last.faults
  }

  for (const path of ['/health', '/healthz']) app.get(path, async () => ({ status: 'ok' }))
  for (const path of ['/ready', '/readyz'])
    app.get(path, async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      const notReady = context.isStopping() ? (['stopping'] as const) : await faults()
      if (notReady.length === 0) return { status: 'ok' }
      return sendProblem(reply, 'unavailable', { detail: `not ready: ${notReady.join(', ')}` })
    })
}

async function check(
  { storage, uploadFolder, keys }: GatewayContext,
  log: FastifyBaseLogger,
): Promise<readonly PartOfGateway[]> {
  const probes: readonly (readonly [PartOfGateway, () => Promise<unknown>])[] = [
    ['database', storage.ping],
    ['storage', () => writeAndRemove(uploadFolder)],
    ['keys', async () => open(await seal(new Uint8Array(1), keys.recipients), keys.identities)],
  ]
  const faults = await Promise.all(
    probes.map(async ([part, probe]) => {
      try {
        await inTime(probe())
        return []
      } catch (error) {
        // Whatever it is, that part cannot be relied on now.
        log.error({ err: error, part }, 'a part of the gateway does not answer')
        return [part]
      }
    }),
  )
  return faults.flat()
}

async function inTime(work: Promise<unknown>): Promise<void> {
  const late = new AbortController()
  try {
    await Promise.race([
      work,
      setTimeout(patienceMs, undefined, { signal: late.signal, ref: false }).then(() => {
        throw new Error('no answer in time')
      }),
    ])
  } finally {
    late.abort()
  }
}

async function writeAndRemove(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${randomUUID()}.probe`)
  await writeFile(path, 'probe')
  await rm(path)
}
