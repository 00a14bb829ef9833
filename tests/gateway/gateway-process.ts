/**
 * A gateway in a process of its own, so that a test can kill it. Prints how to reach it as JSON. An object store comes
 * with the environment, as for the product.
 */
import { flushCompileCache } from 'node:module'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import { readExchangeSettings } from '../../src/gateway/exchange/settings.ts'
import { startGateway } from './start-gateway.ts'

const [dataDir, databaseUrl, once, port] = process.argv.slice(2)
if (dataDir === undefined)
  throw new Error('usage: gateway-process.ts DATA_FOLDER [DATABASE_URL [once [PORT]]]')
const configuration = readConfiguration(process.env)
if (!configuration.ok) throw new Error(`bad ${configuration.variable}`)
const { objectStore, exchangeFile } = configuration.configuration
const gateway = await startGateway({
  dataDir,
  databaseUrl: databaseUrl || null,
  objectStore,
  port: Number(port ?? 0),
  ...(exchangeFile === null
    ? {}
    : {
        more: {
          exchange: readExchangeSettings(exchangeFile),
          exchangePace: { pollMs: 20, firstRetryMs: 5, leaseMs: 4000 },
        },
      }),
})
const description = await (await fetch(`${gateway.url}api/v1/gateway`)).json()
console.log(
  JSON.stringify({
    url: gateway.url,
    code: await gateway.enrolmentCode(),
    adminPassword: gateway.adminPassword,
    gatewayId: description.gatewayId,
    recipients: description.recipients,
  }),
)
// It may be killed before it could.
flushCompileCache()
if (once === 'once') await gateway.close()
