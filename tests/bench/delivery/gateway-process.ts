/** A gateway in a process of its own: started again on the same data and port after each kill. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../browser/product.ts'

const serve = fileURLToPath(new URL('../../../src/serve.ts', import.meta.url))

export interface GatewayProcess {
  /** With trailing slash. */
  readonly url: string
  /** Of the start at hand. */
  readonly enrolmentCode: string
  /** SIGKILL; false when it was down already. */
  kill(): Promise<boolean>
  start(): Promise<void>
}

export async function gatewayProcess(
  dataFolder: string,
  databaseUrl: string | null,
): Promise<GatewayProcess> {
  const port = await freePort()
  let child: ChildProcess | undefined
  let code = ''

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [serve], {
      env: {
        ...process.env,
        HOST: '127.0.0.1',
        PORT: String(port),
        MOTCUA_DATA: dataFolder,
        ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    const printed: string[] = []
    code = await new Promise<string>((resolve, reject) => {
      for (const stream of [started.stdout, started.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed.push(text)
          const found = /ket-noi#ma=(\S+)/.exec(printed.join(''))?.[1]
          if (found !== undefined) resolve(found)
        })
      }
      started.once('exit', () => reject(new Error(`the gateway did not start:\n${printed.join('')}`)))
    })
  }

  await start()
  return {
    url: `http://127.0.0.1:${port}/`,
    get enrolmentCode() {
      return code
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return false
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      return true
    },
    start,
  }
}
