/** Reads JSON that others wrote: keys in either case, numbers as strings, one thing or a list of it. */
import { officialLine, officialText, textTraps } from './official-text.ts'
import type { Trap } from './trap.ts'

export type LooseObject = Readonly<Record<string, unknown>>

export function isLooseObject(value: unknown): value is LooseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a key in whatever case it is written; undefined when there is none, or null. */
export function valueAt(object: LooseObject, key: string): unknown {
  if (Object.hasOwn(object, key)) return object[key] ?? undefined
  const wanted = key.toLowerCase()
  const found = Object.keys(object).find((each) => each.toLowerCase() === wanted)
  return found === undefined ? undefined : (object[found] ?? undefined)
}

/** The objects of a list; one object counts as a list of itself. */
export function objectsAt(object: LooseObject, key: string): readonly LooseObject[] {
  const value = valueAt(object, key)
  return (Array.isArray(value) ? value : [value]).filter(isLooseObject)
}

/** A number, or a string that is one (`"7"`, `"7,5"`); undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined
  if (typeof value !== 'string' || !/^\s*\d{1,12}([.,]\d{1,3})?\s*$/.test(value)) return undefined
  return Number(value.trim().replace(',', '.'))
}

/** A count of papers; what is not a whole number counts as none. */
export function countIn(value: unknown): number {
  const number = numberIn(value)
  return number === undefined || !Number.isInteger(number) ? 0 : number
}

/** Texts in normal form, and what had to be put right or is doubtful on the way. */
export interface Cleaning {
  readonly traps: Set<Trap>
  /** Undefined when nothing is left. */
  text(value: unknown): string | undefined
  /** In one line. */
  line(value: unknown): string | undefined
  /** One line for each of a list of strings or of objects with a name under `key`; each once. */
  lines(value: unknown, key?: string): string[]
}

export function startCleaning(): Cleaning {
  const traps = new Set<Trap>()
  function cleaned(value: unknown, clean: (raw: string) => string): string | undefined {
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    if (typeof value !== 'string' || value === '') return undefined
    for (const trap of textTraps(value)) traps.add(trap)
    const text = clean(value)
    return text === '' ? undefined : text
  }
  const line = (value: unknown) => cleaned(value, officialLine)
  return {
    traps,
    text: (value) => cleaned(value, officialText),
    line,
    lines(value, key) {
      const list: readonly unknown[] = Array.isArray(value) ? value : [value]
      return [
        ...new Set(
          list.flatMap(
            (each) => line(key !== undefined && isLooseObject(each) ? valueAt(each, key) : each) ?? [],
          ),
        ),
      ]
    },
  }
}
