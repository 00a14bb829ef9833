/** A gateway in a process of its own, so that a test can kill it. Prints its address and an enrolment code as JSON. */
import { startGateway } from './start-gateway.ts'

const dataDir = process.argv[2]
if (dataDir === undefined) throw new Error('usage: gateway-process.ts DATA_FOLDER')
const gateway = await startGateway({ dataDir, databaseUrl: null })
console.log(JSON.stringify({ url: gateway.url, code: await gateway.enrolmentCode() }))
