/** Reads the content files from disk: for the gateway, the build and the tests, never in a browser. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import type { FormDefinition } from '../domain/form/definition.ts'
import { formDefinition } from './form-schema.ts'
import { procedureMistakes } from './procedure-references.ts'
import { type Procedure, procedure } from './schema.ts'

/** Where the procedures lie, one file a code. */
export const procedureFolder = fileURLToPath(new URL('./procedures/', import.meta.url))
/** Where the declarations lie, one file a name. */
export const formFolder = fileURLToPath(new URL('./forms/', import.meta.url))

type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** One line a mistake: `1.001193.json: fee.amountVnd: Invalid type: …`. */
  | { readonly ok: false; readonly mistakes: readonly string[] }

/**
 * Parses one content file. The file is named after what it holds (`named` gives that name), so that there is
 * one obvious place to look.
 */
function parseContent<Schema extends v.GenericSchema>(
  schema: Schema,
  file: string,
  text: string,
  named: (value: v.InferOutput<Schema>) => string,
): Parsed<v.InferOutput<Schema>> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, mistakes: [`${file}: (whole file): not JSON: ${error.message}`] }
  }
  const result = v.safeParse(schema, content)
  if (!result.success) {
    return {
      ok: false,
      mistakes: result.issues.map(
        (issue) => `${file}: ${v.getDotPath(issue) ?? '(whole file)'}: ${issue.message}`,
      ),
    }
  }
  const name = named(result.output)
  if (file !== `${name}.json`) {
    return { ok: false, mistakes: [`${file}: (file name): holds ${name} and must be called ${name}.json`] }
  }
  return { ok: true, value: result.output }
}

/** One procedure file, by its name without folder. */
export function parseProcedure(file: string, text: string): Parsed<Procedure> {
  return parseContent(procedure, file, text, ({ code }) => code)
}

/** One declaration file, by its name without folder. */
export function parseForm(file: string, text: string): Parsed<FormDefinition> {
  return parseContent(formDefinition, file, text, ({ name }) => name)
}

function loadFolder<T>(folder: string, parse: (file: string, text: string) => Parsed<T>): T[] {
  const values: T[] = []
  const mistakes: string[] = []
  for (const file of contentFiles(folder)) {
    const parsed = parse(file, readFileSync(folder + file, 'utf8'))
    if (parsed.ok) values.push(parsed.value)
    else mistakes.push(...parsed.mistakes)
  }
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return values
}

/** Names of the content files of a folder, sorted, without folder. */
export function contentFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
}

/** All built-in procedures, sorted by code. Throws when a file is invalid, one line a mistake. */
export function loadProcedures(): Procedure[] {
  const procedures = loadFolder(procedureFolder, parseProcedure)
  const forms = new Map(loadForms().map((form) => [form.name, form]))
  const mistakes = procedures.flatMap((entry) =>
    procedureMistakes(entry, forms).map(({ path, message }) => `${entry.code}.json: ${path}: ${message}`),
  )
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
  return procedures
}

/** All built-in declarations, sorted by name. Throws when a file is invalid, one line a mistake. */
export function loadForms(): FormDefinition[] {
  return loadFolder(formFolder, parseForm)
}
