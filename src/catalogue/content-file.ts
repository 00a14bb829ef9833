/** Reads the text of one content file: as JSON, by a schema, with every mistake at once. */
import * as v from 'valibot'
import { isUnknownKey, type Mistake, mistakeOf } from './mistake.ts'

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** JSON text; a syntax error is named with its line and column, both from 1. */
export function readJson(text: string): Read<unknown> {
  if (text.startsWith('\uFEFF')) {
    return failed('begins with an invisible mark (BOM): save it as UTF-8 without BOM')
  }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // V8 names the place unless the text ends too early.
    const position = Number(/at position (\d+)/.exec(error.message)?.[1] ?? text.length)
    const before = text.slice(0, position).split('\n')
    const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
    const [reason = ''] = error.message.split(/,? (?:in JSON )?at position/)
    return failed(`${place}: not JSON: ${reason}`)
  }
}

function failed(message: string): Read<never> {
  return { ok: false, mistakes: [{ path: '', message }] }
}

/**
 * Validates content and names all mistakes. A schema stops at the first unknown key of an object, and does not look
 * at the references between parts while a text is missing: unknown keys are therefore taken away and missing texts
 * filled in, on a copy, until nothing new is found.
 */
export function readContent<Schema extends v.GenericSchema>(
  schema: Schema,
  content: unknown,
): Read<v.InferOutput<Schema>> {
  const found = new Map<string, Mistake>()
  let rest = content
  for (;;) {
    const result = v.safeParse(schema, rest)
    if (result.success && found.size === 0) return { ok: true, value: result.output }
    const before = found.size
    const copy: unknown = structuredClone(rest)
    for (const issue of result.issues ?? []) {
      const mistake = mistakeOf(issue)
      found.set(`${mistake.path} ${mistake.message}`, mistake)
      mend(copy, issue)
    }
    if (found.size === before) return { ok: false, mistakes: [...found.values()] }
    rest = copy
  }
}

function mend(content: unknown, issue: v.BaseIssue<unknown>): void {
  const keys = (issue.path ?? []).map(({ key }) => key)
  const last = keys.pop()
  const place = keys.reduce<unknown>(
    (parent, key) => (isObject(parent) ? Reflect.get(parent, String(key)) : undefined),
    content,
  )
  if (!isObject(place) || last === undefined) return
  if (isUnknownKey(issue)) Reflect.deleteProperty(place, String(last))
  else if (last === 'vi' || last === 'en') Reflect.set(place, last, '?')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
