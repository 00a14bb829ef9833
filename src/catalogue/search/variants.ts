/** Tells the ordinary case from the others: of two like names, the domestic one at the commune is what people mean. */
import { type SearchIndex, wordsThatTell } from './index-build.ts'
import type { Variant } from './knowledge.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Word } from './words.ts'

/** Gives the share of a record's score that is left after what it is about and nobody asked for. */
type Ordinariness = (record: number) => number

/** @returns for a query's words, how ordinary each record is to who asks so: 1 for the ordinary case. */
export function openVariants(
  index: SearchIndex,
  vocabulary: Vocabulary,
  variants: readonly Variant[],
): (asked: readonly Word[]) => Ordinariness {
  const bitsOf = new Uint32Array(index.codes.length)
  variants.forEach(({ said, unless, anywhere }, at) => {
    const spared = new Set(unless.flatMap((phrase) => namesWith(index, vocabulary, phrase, anywhere)))
    for (const record of said.flatMap((phrase) => namesWith(index, vocabulary, phrase, anywhere))) {
      if (!spared.has(record)) bitsOf[record] = (bitsOf[record] ?? 0) | (1 << at)
    }
  })
  return (asked) => {
    const text = ` ${asked.map(({ plain }) => plain).join(' ')} `
    let excused = 0
    variants.forEach((variant, at) => {
      if (variant.asked.some((phrase) => text.includes(` ${phrase} `))) excused |= 1 << at
    })
    return (record) => {
      const unasked = ((bitsOf[record] ?? 0) & ~excused) >>> 0
      let left = 1
      for (let at = 0; at < variants.length && unasked >>> at !== 0; at++) {
        if ((unasked >>> at) & 1) left *= variants[at]?.factor ?? 1
      }
      return left
    }
  }
}

/** The records whose official name, which is their first phrase, has these words side by side. */
function namesWith(index: SearchIndex, vocabulary: Vocabulary, phrase: string, anywhere: boolean): number[] {
  const wanted = phrase.split(' ').map((word) => vocabulary.numberOf(word))
  let rarest: number | undefined
  for (const word of wanted) {
    // A word that stands nowhere: neither does the phrase.
    if (word === undefined) return []
    if (rarest === undefined || vocabulary.frequency(word) < vocabulary.frequency(rarest)) rarest = word
  }
  if (rarest === undefined) return []
  const { postings, postingStarts, phraseStarts, tokenStarts, tokens, plainOfMarked } = index
  const found: number[] = []
  for (let at = postingStarts[rarest] ?? 0; at < (postingStarts[rarest + 1] ?? 0); at++) {
    const record = postings[at] ?? 0
    const name = phraseStarts[record] ?? 0
    const start = tokenStarts[name] ?? 0
    const end = Math.min(tokenStarts[name + 1] ?? 0, anywhere ? Infinity : start + wordsThatTell)
    for (let from = start; from + wanted.length <= end; from++) {
      if (wanted.every((word, offset) => plainOfMarked[tokens[from + offset] ?? 0] === word)) {
        found.push(record)
        break
      }
    }
  }
  return found
}
