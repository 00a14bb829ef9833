/** What is wrong with a content file, in words that an editor understands: where, and what to do. */
import type { BaseIssue } from 'valibot'

/** `path` is dotted, e.g. `sections.0.steps.1.questions.0.label.en`; empty for the file as a whole. */
export interface Mistake {
  readonly path: string
  readonly message: string
}

type Issue = BaseIssue<unknown>

const languages: Readonly<Record<string, string>> = { vi: 'Vietnamese', en: 'English' }

/** One mistake for one issue of a schema. */
export function mistakeOf(issue: Issue): Mistake {
  // The checks between the parts of a form know the place themselves, and begin with it.
  const [path = '', ...words] = issue.type === 'raw_check' ? issue.message.split(': ') : []
  if (words.length > 0) return { path, message: words.join(': ') }
  const keys = (issue.path ?? []).map((item) => String(item.key))
  const within = nameOfPlace(issue)
  const message = wordsOf(issue, keys.at(-1) ?? '')
  return { path: keys.join('.'), message: within === undefined ? message : `${message} (in ${within})` }
}

/** Is this an unknown key? A schema names only the first one of an object. */
export function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never'
}

/** `1.001193.json: fee.amountVnd: must be a number, not "8.000"`: one line. */
export function lineOf(file: string, { path, message }: Mistake): string {
  return `${file}: ${path === '' ? '(whole file)' : path}: ${message.replaceAll(/\s+/g, ' ')}`
}

function wordsOf(issue: Issue, key: string): string {
  if (isUnknownKey(issue)) return `there is no key ${shown(key)} here: a slip of the pen?`
  const language = languages[key]
  const isText = issue.kind === 'schema' && (issue.expected === 'string' || issue.type === 'strict_object')
  if (language !== undefined && isText && issue.input === undefined) return `the ${language} text is missing`
  if (issue.input === undefined && issue.kind === 'schema') return `${shown(key)} is missing`
  if (issue.type === 'min_length') {
    if (typeof issue.input !== 'string') return `needs ${String(issue.requirement)} or more`
    return language === undefined ? 'must not be empty' : `the ${language} text is empty`
  }
  // Where the schema has its own words, they are better than any of ours.
  if (issue.type === 'check' || !issue.message.startsWith('Invalid ')) return issue.message
  if (issue.type === 'regex') return `${shown(issue.input)} has the wrong form: expected ${issue.expected}`
  if (issue.type === 'iso_date') return `must be a day like 2026-07-18, not ${shown(issue.input)}`
  return `must be ${expectedOf(issue)}, not ${shown(issue.input)}`
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number without quotes',
  boolean: 'true or false without quotes',
  Array: 'a list in [ ]',
  Object: 'an object in { }',
  true: 'true, or left out',
}

function expectedOf({ type, expected, requirement }: Issue): string {
  if (type === 'min_value') return `${String(requirement)} or more`
  if (type === 'max_value') return `${String(requirement)} or less`
  if (type === 'integer') return 'a whole number'
  if (expected === null) return 'something else'
  const parts = expected.replaceAll(/^\(|\)$/g, '').split(' | ')
  const words = [...new Set(parts.map((part) => kinds[part] ?? part.replaceAll('"', '')))]
  return words.length > 5 ? `one of ${words.join(', ')}` : words.join(' or ')
}

/** A value as it stands in the file, not longer than a line bears. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text
}

/** The id of the innermost part that has one: numbers in a path are hard to find in a long file. */
function nameOfPlace({ path }: Issue): string | undefined {
  for (const item of (path ?? []).toReversed()) {
    const { input } = item
    if (typeof input === 'object' && input !== null && 'id' in input && typeof input.id === 'string') {
      return input.id
    }
  }
  return undefined
}
