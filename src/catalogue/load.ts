/** Reads the content files from disk: for the gateway, the build and the tests, never in a browser. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FormDefinition } from '../domain/form/definition.ts'
import { type Read, readContent, readJson } from './content-file.ts'
import { crossMistakes } from './cross-references.ts'
import { putInParts } from './form-parts.ts'
import { formFile } from './form-schema.ts'
import { lineOf, type Mistake } from './mistake.ts'
import { type Procedure, procedure } from './schema.ts'
import { unwrittenTexts } from './unfinished.ts'

/** Where the procedures lie, one file a code. */
export const procedureFolder = fileURLToPath(new URL('./procedures/', import.meta.url))
/** Where the declarations lie, one file a name. */
export const formFolder = fileURLToPath(new URL('./forms/', import.meta.url))

type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly isDraft: boolean }
  /** One line a mistake: `1.001193.json: fee.amountVnd: must be a number without quotes, not "8.000"`. */
  | { readonly ok: false; readonly mistakes: readonly string[] }

/** Its message is one line for each mistake: file, path, mistake. */
export class InvalidContent extends Error {}

/** What the product is made of, and the names of what is not finished yet. */
export interface Content {
  readonly procedures: readonly Procedure[]
  readonly forms: readonly FormDefinition[]
  /** File names without ending, of procedures and declarations. */
  readonly drafts: readonly string[]
}

/** One procedure file, by its name without folder. */
export function parseProcedure(file: string, text: string): Parsed<Procedure> {
  const json = readJson(text)
  const read = json.ok ? readContent(procedure, json.value) : json
  if (!read.ok) return refused(file, read.mistakes)
  const { $schema: _, draft, ...value } = read.value
  return finished(file, value.code, value, draft === true)
}

/** One declaration file, by its name without folder. Parts that it uses come from the files on disk. */
export function parseForm(file: string, text: string): Parsed<FormDefinition> {
  const json = readJson(text)
  if (!json.ok) return refused(file, json.mistakes)
  const { content, mistakes } = putInParts(json.value, readFormContent)
  if (mistakes.length > 0) return refused(file, mistakes)
  const read = readContent(formFile, content)
  if (!read.ok) return refused(file, read.mistakes)
  const { $schema: _, draft, ...value } = read.value
  return finished(file, value.name, value, draft === true)
}

/** A file is named after what it holds, so that there is one obvious place to look. */
function finished<T>(file: string, name: string, value: T, isDraft: boolean): Parsed<T> {
  if (file !== `${name}.json`) {
    return refused(file, [{ path: '(file name)', message: `holds ${name} and must be called ${name}.json` }])
  }
  const unwritten = isDraft ? [] : unwrittenTexts(value)
  return unwritten.length > 0 ? refused(file, unwritten) : { ok: true, value, isDraft }
}

function refused(file: string, mistakes: readonly Mistake[]): { ok: false; mistakes: readonly string[] } {
  return { ok: false, mistakes: mistakes.map((mistake) => lineOf(file, mistake)) }
}

function readFormContent(name: string): unknown {
  const file = `${formFolder}${name}.json`
  if (!existsSync(file)) return undefined
  const json: Read<unknown> = readJson(readFileSync(file, 'utf8'))
  // What is wrong with that file is said where it is read itself.
  return json.ok ? json.value : undefined
}

/** Names of the content files of a folder, sorted, without folder. */
export function contentFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
}

function parseFolder<T>(
  folder: string,
  parse: (file: string, text: string) => Parsed<T>,
  mistakes: string[],
) {
  return contentFiles(folder).flatMap((file) => {
    const parsed = parse(file, readFileSync(folder + file, 'utf8'))
    if (!parsed.ok) mistakes.push(...parsed.mistakes)
    return parsed.ok ? [parsed] : []
  })
}

/**
 * All built-in content, sorted by code and name.
 * @param withDrafts also what is not finished: for the editor's own eyes, never for a build.
 * @throws InvalidContent naming all mistakes of all files.
 */
export function loadContent({ withDrafts = false }: { readonly withDrafts?: boolean } = {}): Content {
  const mistakes: string[] = []
  const procedures = parseFolder(procedureFolder, parseProcedure, mistakes)
  const forms = parseFolder(formFolder, parseForm, mistakes)
  // A file that cannot be read would be missed everywhere else.
  if (mistakes.length === 0) mistakes.push(...crossMistakes(procedures, forms))
  if (mistakes.length > 0) throw new InvalidContent(mistakes.join('\n'))
  const kept = <T>(all: readonly { readonly value: T; readonly isDraft: boolean }[]) =>
    all.filter(({ isDraft }) => withDrafts || !isDraft).map(({ value }) => value)
  return {
    procedures: kept(procedures),
    forms: kept(forms),
    drafts: [
      ...procedures.filter(({ isDraft }) => isDraft).map(({ value }) => value.code),
      ...forms.filter(({ isDraft }) => isDraft).map(({ value }) => value.name),
    ],
  }
}

/** All built-in procedures, sorted by code. Throws as `loadContent` does. */
export function loadProcedures(): readonly Procedure[] {
  return loadContent().procedures
}

/** All built-in declarations, sorted by name. Throws as `loadContent` does. */
export function loadForms(): readonly FormDefinition[] {
  return loadContent().forms
}
