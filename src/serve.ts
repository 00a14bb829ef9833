/** Opens the gateway, and with it the whole product. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Catalogue } from './gateway/catalogue.ts'
import type { Configuration } from './gateway/configuration.ts'
import type { ExchangeSettings } from './gateway/exchange/settings.ts'
import type { MessageSettings } from './gateway/messages/settings.ts'

// Checked before anything is imported that an older Node could not read.
const neededMajor = 26
if (Number(process.versions.node.split('.')[0]) < neededMajor)
  stop(`Motcua needs Node ${neededMajor} or newer, this is ${process.versions.node}: start it with npm start`)

// Half of the time before it listens goes into stripping types and compiling, the same at each start. Where the folder
// cannot be written to, that is so again. Not the machine's folder for such things, in which others may lay something.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))

const { readConfiguration } = await import('./gateway/configuration.ts')
const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const isDevelopment = process.argv.includes('--dev')
checkDataFolder(read.configuration.dataDir)
await serve(read.configuration)

async function serve(configuration: Configuration): Promise<void> {
  const { base, host, port, dataDir } = configuration
  const { createGateway } = await import('./gateway/gateway.ts')
  const exchange = await exchangeSettingsIn(configuration.exchangeFile)
  const messages = await messageSettingsIn(configuration.messageFile)
  if (!isDevelopment) await build()
  const gateway = await createGateway({
    ...configuration,
    dataDir: resolve(dataDir),
    catalogue: await readCatalogue(),
    exchange,
    messages,
    site: isDevelopment ? 'sources' : 'built',
  }).catch((error: unknown) => stop(`the gateway cannot start: ${reasonOf(error)}`))
  await gateway.app.listen({ host, port }).catch((error: unknown) => stop(`port ${port}: ${reasonOf(error)}`))

  const end = () => {
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => stop(`closing failed: ${reasonOf(error)}`),
    )
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)

  const address = gateway.app.server.address()
  const site = `http://localhost:${typeof address === 'object' && address !== null ? address.port : port}${base}`
  console.log(`Kiosk:  ${site}`)
  console.log(`Desk:   ${site}can-bo`)
  const { administrator } = gateway.firstRun
  if (administrator !== null) {
    console.log(`Desk account (shown only now): ${administrator.username}`)
    console.log(`Desk password: ${administrator.password}`)
  }
  console.log(`Join this browser as a kiosk: ${site}ket-noi#ma=${await gateway.enrolmentCode('kiosk')}`)
}

/** @param file null: nothing is exchanged. */
async function exchangeSettingsIn(file: string | null): Promise<ExchangeSettings | null> {
  if (file === null) return null
  const { readExchangeSettings } = await import('./gateway/exchange/settings.ts')
  try {
    return readExchangeSettings(file)
  } catch (error) {
    return stop(reasonOf(error))
  }
}

/** @param file null: nobody is sent a message. */
async function messageSettingsIn(file: string | null): Promise<MessageSettings | null> {
  if (file === null) return null
  const { readMessageSettings } = await import('./gateway/messages/settings.ts')
  try {
    return readMessageSettings(file)
  } catch (error) {
    return stop(reasonOf(error))
  }
}

async function readCatalogue(): Promise<Catalogue> {
  const { builtInCatalogue } = await import('./gateway/catalogue.ts')
  const { InvalidContent } = await import('./catalogue/load.ts')
  try {
    return builtInCatalogue({ withDrafts: isDevelopment })
  } catch (error) {
    // Where in the code a mistake was found helps nobody who writes content.
    if (error instanceof InvalidContent) stop(error.message)
    throw error
  }
}

async function build(): Promise<void> {
  const { buildIfMissing } = await import('./gateway/site/build-if-missing.ts')
  const isBuilt = await buildIfMissing().catch((error: unknown) =>
    stop(`the app cannot be built: ${reasonOf(error)}`),
  )
  if (isBuilt) console.log('The app has been built.')
}

function checkDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    stop(`the data folder ${path} cannot be written to: ${reasonOf(error)}`)
  }
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
