/** What can be said aloud: sentences of the interface and of the content, in the order in which people meet them. */

/** One sentence of the Vietnamese source. */
export interface Sentence {
  /** Where it stands, e.g. `home:title` or `form:birth-registration:questions.0.label`: stays when its words change. */
  readonly place: string
  /** What a recording says; other words are another recording. */
  readonly text: string
}

/** A tree of texts. In content (`isContent`) only `{ vi, en }` are texts for people; in `locales` every string is one. */
export interface SentenceSource {
  readonly name: string
  readonly tree: unknown
  readonly isContent: boolean
}

/** The same words, however they were broken into lines. */
export function sameWords(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Each wording once, at its first place. What is filled in only on the screen cannot be recorded and is left out. */
export function sentencesOf(sources: Iterable<SentenceSource>): readonly Sentence[] {
  const found = new Map<string, Sentence>()
  const add = (place: string, written: string) => {
    const text = sameWords(written)
    if (/\p{L}/u.test(text) && !text.includes('{{') && !found.has(text)) found.set(text, { place, text })
  }
  const walk = (value: unknown, place: string, isContent: boolean): void => {
    if (typeof value === 'string' && !isContent) add(place, value)
    if (typeof value !== 'object' || value === null) return
    if (isContent && 'vi' in value && 'en' in value && typeof value.vi === 'string') {
      add(place, value.vi)
      return
    }
    for (const [key, child] of Object.entries(value))
      walk(child, place.endsWith(':') ? place + key : `${place}.${key}`, isContent)
  }
  for (const { name, tree, isContent } of sources) walk(tree, `${name}:`, isContent)
  return [...found.values()]
}
