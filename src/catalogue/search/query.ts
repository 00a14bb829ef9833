/** Turns what a person typed into the forms under which the catalogue may know it. */
import { fold } from '../../domain/text/fold.ts'
import words from './synonyms.json' with { type: 'json' }

/** Splits a text into its folded words, in order. */
export function terms(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

type Phrase = readonly string[]

function foldedPairs(entries: Readonly<Record<string, string>>): (readonly [Phrase, Phrase])[] {
  return Object.entries(entries).map(([from, to]) => [terms(from), terms(to)])
}

const abbreviations = foldedPairs(words.abbreviations)
const synonyms = foldedPairs(words.synonyms)
const unimportant = words.unimportant.map(terms)

/** Replaces every occurrence of a phrase; null when there is none. */
function replacePhrase(text: Phrase, from: Phrase, to: Phrase): Phrase | null {
  const replaced: string[] = []
  let found = false
  for (let at = 0; at < text.length; ) {
    if (from.every((word, offset) => text[at + offset] === word)) {
      replaced.push(...to)
      at += from.length
      found = true
    } else {
      replaced.push(...text.slice(at, at + 1))
      at += 1
    }
  }
  return found ? replaced : null
}

function replaceAllOf(text: Phrase, pairs: readonly (readonly [Phrase, Phrase])[]): Phrase {
  return pairs.reduce((current, [from, to]) => replacePhrase(current, from, to) ?? current, text)
}

/** Drops filler words, unless nothing would be left. */
function withoutFiller(text: Phrase): Phrase {
  const rest = unimportant.reduce((current, filler) => replacePhrase(current, filler, []) ?? current, text)
  return rest.length > 0 ? rest : text
}

/**
 * The readings of a query, most literal first, each a list of folded words: as typed, with
 * abbreviations written out, without filler words, and with one everyday phrase after the other replaced by the catalogue's word.
 */
export function readings(query: string): Phrase[] {
  const typed = terms(query)
  const written = replaceAllOf(typed, abbreviations)
  const plain = withoutFiller(written)
  const found = [typed, written, plain]
  for (const [from, to] of synonyms) {
    const reading = replacePhrase(plain, from, to)
    if (reading) found.push(reading)
  }
  const distinct = new Map(found.map((reading) => [reading.join(' '), reading]))
  return [...distinct.values()].filter((reading) => reading.length > 0)
}
