/** Docstrings of keys, read from source text: `/** … *\/` above a key of an interface or of an object. */

export interface Docs {
  /** Docs by key, of the smallest place in the sources that has all these keys. */
  forKeys(keys: readonly string[]): ReadonlyMap<string, string>
}

interface Place {
  readonly keys: Set<string>
  readonly docs: Map<string, string>
}

const opening = /^(?:export )?(?:interface|const|type) \w+/
const keyLine = /^\s+(?:readonly )?([$\w]+)\??:/

/** @param sources TypeScript as the formatter leaves it: one key a line, one declaration at the margin. */
export function readDocs(...sources: readonly string[]): Docs {
  const places = sources.flatMap(placesOf)
  return {
    forKeys(keys) {
      const known = places
        .filter((place) => keys.length > 0 && keys.every((key) => place.keys.has(key)))
        .sort((one, other) => one.keys.size - other.keys.size)
      return known[0]?.docs ?? new Map()
    },
  }
}

function placesOf(source: string): Place[] {
  const places: Place[] = []
  let doc: string[] | undefined
  let isInside = false
  for (const line of source.split('\n')) {
    if (/^\s*\/\*\*/.test(line)) {
      doc = []
      isInside = true
    }
    if (isInside) {
      doc?.push(line.replace(/^\s*(?:\/\*\*|\*\/|\*(?!\/))?\s?/, '').replace(/\s*\*\/\s*$/, ''))
      if (line.includes('*/')) isInside = false
      continue
    }
    if (opening.test(line)) places.push({ keys: new Set(), docs: new Map() })
    const key = keyLine.exec(line)?.[1]
    const place = places.at(-1)
    if (key !== undefined && place !== undefined) {
      const text = doc?.join(' ').trim()
      if (text && !place.docs.has(key) && !place.keys.has(key)) place.docs.set(key, text)
      place.keys.add(key)
    }
    doc = undefined
  }
  return places
}
