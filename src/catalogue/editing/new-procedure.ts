/**
 * `npm run new:procedure -- 1.234567 [--form my-declaration] [--name "Tên chính thức"]`: writes the skeleton of a
 * procedure, and of its declaration. Both are drafts until they are written and `"draft": true` is taken out.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { formFolder, loadContent, procedureFolder } from '../load.ts'
import { contentText, formSkeleton, procedureSkeleton } from './skeleton.ts'
import { planSkeleton } from './skeleton-plan.ts'

const usage =
  'npm run new:procedure -- <code> [--form <new name> | --use-form <existing name>] [--name "Tên chính thức"]'

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        form: { type: 'string' },
        'use-form': { type: 'string' },
        name: { type: 'string' },
      },
    })
  } catch (error) {
    // A misspelt option; the message names it.
    if (!(error instanceof TypeError)) throw error
    return stop(error.message)
  }
}

function stop(...reasons: readonly string[]): never {
  for (const reason of reasons) console.error(reason)
  console.error(`usage: ${usage}`)
  process.exit(1)
}

const { positionals, values } = readArguments()
const planned = planSkeleton(
  { codes: positionals, form: values.form, usedForm: values['use-form'], name: values.name },
  {
    hasProcedure: (code) => existsSync(`${procedureFolder}${code}.json`),
    hasForm: (name) => existsSync(`${formFolder}${name}.json`),
  },
)
if (!planned.ok) stop(...planned.reasons)
const { code, form, newForm, name } = planned.plan

const written: string[] = []
function write(file: string, content: object): void {
  // Never over a file that somebody else has just made.
  writeFileSync(file, contentText(content), { flag: 'wx' })
  written.push(relative(process.cwd(), file))
}

const today = vietnamDay(Date.now())
if (newForm !== undefined)
  write(`${formFolder}${newForm}.json`, formSkeleton({ name: newForm, official: name }))
write(`${procedureFolder}${code}.json`, procedureSkeleton({ code, today, name, form }))
// Whatever the schema asks for by now, a skeleton must have it; throws with file, path and mistake.
loadContent({ withDrafts: true })

console.log(`Written:\n${written.map((file) => `  ${file}`).join('\n')}

Next:
  1. Write every text that begins with "CHƯA VIẾT" or "TO WRITE". An editor that knows JSON Schema completes and explains.
  2. Set level, lifeEvent, channels, onlineLevel, timeLimit, fee and components from the official record; keep
     "confirm": true and a confidence below "high" for what is not certain, and take out what is not known.
  3. Add keywords: what people type who do not know the official name.${
    newForm === undefined
      ? ''
      : `
  4. Ask the rest in forms/${newForm}.json: one screen, one idea; "official" is the wording of the paper form. Parts
     that another declaration has already: { "use": "birth-registration/child" }.`
  }

Look at it with npm run dev. It is left out of every build until "draft": true is taken out of ${
  written.length === 1 ? 'the file' : 'both files'
}; then npm run check names each text that is still to be written.`)
