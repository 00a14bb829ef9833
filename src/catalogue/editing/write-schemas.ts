/** `npm run catalogue:schemas`: writes the JSON Schemas that editors complete by. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { jsonSchemas, schemaFolder } from './json-schemas.ts'

mkdirSync(schemaFolder, { recursive: true })
for (const [name, text] of jsonSchemas()) {
  writeFileSync(new URL(name, schemaFolder), text)
  console.log(`src/catalogue/schemas/${name}`)
}
