/** The product as a newcomer starts it: `src/serve.ts` in a process of its own, so that a test can kill it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Product {
  /** With a trailing slash, e.g. `http://localhost:40123/`. */
  readonly url: string
  readonly enrolmentLink: string
  /** Printed at the first start of a data folder only. */
  readonly administrator: { readonly username: string; readonly password: string } | undefined
  /** SIGTERM, and wait for the end. */
  stop(): Promise<void>
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
}

interface ProductOptions {
  readonly dataFolder: string
  readonly port?: number
  readonly base?: string
  readonly env?: Record<string, string>
}

const serve = fileURLToPath(new URL('../../src/serve.ts', import.meta.url))

const compiled = fileURLToPath(new URL('../../node_modules/.cache/motcua-tests', import.meta.url))

export async function startProduct(options: ProductOptions): Promise<Product> {
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, [serve], {
    env: {
      ...process.env,
      PORT: String(port),
      MOTCUA_DATA: options.dataFolder,
      MOTCUA_BASE: options.base ?? '/',
      // Read and stripped of its types once for all the times that the tests start it.
      NODE_COMPILE_CACHE: compiled,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line)
        if (line.includes('ket-noi#ma=')) resolve()
      })
    }
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${printed.join('\n')}`)))
  })
  await ready
  const text = printed.join('\n')
  const enrolmentLink = /https?:\/\/\S*ket-noi#ma=\S+/.exec(text)?.[0]
  if (enrolmentLink === undefined) throw new Error(`no enrolment link printed:\n${text}`)
  const password = /(?:password|mật khẩu)\D*?:?\s+(\S{8,})\s*$/im.exec(text)?.[1]
  return {
    url: `http://localhost:${port}${options.base ?? '/'}`,
    enrolmentLink,
    administrator: password === undefined ? undefined : { username: 'admin', password },
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port')
  server.close()
  await once(server, 'close')
  return address.port
}
