/** The S3 server in a process of its own. Prints its port. */
import S3rver from '@20minutes/s3rver'

const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('usage: object-store-process.ts FOLDER')
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory })
console.log((await server.run()).port)
