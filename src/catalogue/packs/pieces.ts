/**
 * A changed line said in pieces of the line before: a record of ten pages in which a date and a sentence changed costs
 * a few words. A piece is a run of the old line's parts, `[first, count]`, or new text as it stands.
 */
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const pieces = v.array(v.union([v.string(), v.tuple([count, count])]))
export type Pieces = v.InferOutput<typeof pieces>

/** Shorter than naming where it stood. */
const shortPart = 8

function partsOf(line: string): string[] {
  return line.split(/(?<=,)/u)
}

export function piecesBetween(before: string, after: string): Pieces {
  const old = partsOf(before)
  const places = new Map<string, number>()
  for (const [at, part] of old.entries()) if (!places.has(part)) places.set(part, at)
  const found: (string | [number, number])[] = []
  for (const part of partsOf(after)) {
    const last = found.at(-1)
    const at = places.get(part)
    if (Array.isArray(last) && old[last[0] + last[1]] === part) last[1] += 1
    else if (at !== undefined && part.length > shortPart) found.push([at, 1])
    else if (typeof last === 'string') found[found.length - 1] = last + part
    else found.push(part)
  }
  return found
}

/** @throws Error for pieces of another line. */
export function lineOfPieces(before: string, said: Pieces): string {
  const old = partsOf(before)
  return said
    .map((piece) => {
      if (typeof piece === 'string') return piece
      const [first, length] = piece
      if (first + length > old.length) throw new Error('pieces of another line')
      return old.slice(first, first + length).join('')
    })
    .join('')
}
