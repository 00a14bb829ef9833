/** `npm run catalogue:pack -- FILE`: the newest catalogue pack into a file, for devices without a network. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { importedFolder, UnreadableCatalogue } from '../catalogue/importing/imported-catalogue.ts'
import { packInOneFile } from './catalogue-packs/pack-file.ts'
import { packStore } from './catalogue-packs/pack-store.ts'
import { publishCatalogue, versionKey } from './catalogue-packs/publish.ts'
import { readConfiguration } from './configuration.ts'
import { openFiles } from './files/open-files.ts'
import { loadKeys } from './keys.ts'
import { openStorage } from './storage/storage.ts'

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}

const [file, ...more] = process.argv.slice(2)
if (file === undefined || more.length > 0) stop('usage: npm run catalogue:pack -- FILE')
const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const { configuration } = read
const dataDir = resolve(configuration.dataDir)
if (!existsSync(join(dataDir, 'keys')))
  stop(`there is no gateway in ${dataDir}: start it once with npm start`)

const { files } = await openFiles({ dataDir, objectStore: configuration.objectStore })
const storage = await openStorage({
  dataDir,
  databaseUrl: configuration.databaseUrl,
  onBrokenConnection: (error) => console.error(error.message),
})
try {
  const { province } = configuration.units.province
  const store = packStore(files, province)
  const pack = await publishCatalogue({
    store,
    keys: await loadKeys(join(dataDir, 'keys'), configuration.escrowRecipient),
    gatewayId: await storage.settings.findOrSet('gateway-id', crypto.randomUUID()),
    folder: importedFolder(dataDir),
    province,
    now: () => new Date(),
    claimVersion: (atLeast) => storage.settings.nextNumber(versionKey(province), atLeast),
  })
  if (pack === null) stop('nothing is imported yet: npm run catalogue:import -- FILE…')
  const bytes = await packInOneFile(store, pack)
  if (bytes === null) stop('another version has just been published: try again')
  await writeFile(file, bytes)
  console.log(`Written: ${file}`)
  console.log(`Version ${pack.version}, ${pack.procedures} procedures, ${bytes.length} bytes`)
} catch (error) {
  if (!(error instanceof UnreadableCatalogue)) throw error
  stop(error.message)
} finally {
  await storage.close()
}
