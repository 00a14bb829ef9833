/** `npm run catalogue:stats`: what the built-in catalogue holds, as a table and as one JSON object on the last line. */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadForms, loadProcedures } from './load.ts'
import type { Procedure } from './schema.ts'

/** Does the record hold anything that staff must confirm or that editors still have to verify? */
function isUncertain({ confidence, timeLimit, fee, possiblyOutdated, unverified }: Procedure): boolean {
  return (
    confidence !== 'high' ||
    possiblyOutdated ||
    unverified.length > 0 ||
    timeLimit.confirm === true ||
    fee.confirm === true ||
    fee.exemptions.some(({ confirm }) => confirm === true)
  )
}

const procedures = loadProcedures()
const languages = readdirSync(fileURLToPath(new URL('../../locales/', import.meta.url)), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

const byLifeEvent = Map.groupBy(procedures, ({ lifeEvent }) => lifeEvent)
console.table(
  Object.fromEntries(
    [...byLifeEvent].map(([lifeEvent, group]) => [
      lifeEvent,
      {
        procedures: group.length,
        withForm: group.filter(({ form }) => form !== undefined).length,
        unverified: group.filter(isUncertain).length,
      },
    ]),
  ),
)
console.log(`languages: ${languages.join(', ')}`)
console.log(
  JSON.stringify({
    procedures: procedures.length,
    forms: loadForms().length,
    proceduresWithForm: procedures.filter(({ form }) => form !== undefined).length,
    languages: languages.length,
    unverified: procedures.filter(isUncertain).length,
  }),
)
