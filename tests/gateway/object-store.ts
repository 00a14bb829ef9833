/** A real S3 server from npm on a free port, for one test file, with an empty bucket for each who asks. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { AwsClient } from 'aws4fetch'
import type { ObjectStoreSettings } from '../../src/gateway/files/s3-files.ts'
import { childEnvironment } from './child-environment.ts'

export interface ObjectStore {
  /** With a new bucket. */
  freshBucket(): Promise<ObjectStoreSettings>
  close(): Promise<void>
}

const entry = fileURLToPath(new URL('./object-store-process.ts', import.meta.url))

export async function startObjectStore(): Promise<ObjectStore> {
  const directory = await mkdtemp(join(tmpdir(), 'motcua-s3-'))
  // It makes the tokens of its lists with DES, which OpenSSL has set aside.
  const server = spawn(process.execPath, ['--openssl-legacy-provider', entry, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: childEnvironment,
  })
  const [port] = await once(createInterface({ input: server.stdout }), 'line')
  return {
    async freshBucket() {
      const settings: ObjectStoreSettings = {
        endpoint: `http://127.0.0.1:${port}`,
        bucket: `motcua-${randomBytes(6).toString('hex')}`,
        region: 'us-east-1',
        // The only account of this server.
        accessKeyId: 'S3RVER',
        secretAccessKey: 'S3RVER',
      }
      const made = await new AwsClient({ ...settings, service: 's3' }).fetch(
        `${settings.endpoint}/${settings.bucket}`,
        { method: 'PUT' },
      )
      if (!made.ok) throw new Error(`no bucket was made: ${await made.text()}`)
      return settings
    },
    async close() {
      const ended = once(server, 'exit')
      server.kill()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}
