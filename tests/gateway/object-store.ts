/** A real S3 server from npm on a free port, for one test file, with an empty bucket for each who asks. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import { AwsClient } from 'aws4fetch'
import type { ObjectStoreSettings } from '../../src/gateway/files/s3-files.ts'

export interface ObjectStore {
  /** With a new bucket. */
  freshBucket(): Promise<ObjectStoreSettings>
  close(): Promise<void>
}

export async function startObjectStore(): Promise<ObjectStore> {
  const directory = await mkdtemp(join(tmpdir(), 'motcua-s3-'))
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, resetOnClose: false })
  const { port } = await server.run()
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
      server.httpServer.closeAllConnections()
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
