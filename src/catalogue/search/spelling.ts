/** Ways in which Vietnamese syllables are commonly misspelt: by sound, by dialect, by a slip of the finger. */

/** Initial sounds that dialects and beginners mix up, folded. */
const initials: readonly (readonly string[])[] = [
  ['ch', 'tr'],
  ['s', 'x'],
  ['l', 'n'],
  ['d', 'gi', 'r', 'v'],
  ['c', 'k', 'q'],
  ['g', 'gh'],
  ['ng', 'ngh'],
  ['ph', 'f'],
  ['kh', 'h'],
  ['qu', 'w'],
]
const rimes: readonly (readonly string[])[] = [
  ['i', 'y'],
  ['n', 'ng'],
  ['n', 'm'],
  ['t', 'c'],
  ['nh', 'n'],
  ['ch', 't'],
  ['iu', 'uu'],
  ['ieu', 'uou'],
  ['ai', 'ay'],
  ['uoi', 'ui'],
  ['im', 'iem'],
  ['ip', 'iep'],
  ['ao', 'au'],
]

/** Syllables that sound like this one somewhere in the country; each differs in one sound. */
export function soundAlikes(syllable: string): string[] {
  const found = new Set<string>()
  for (const group of initials) {
    for (const from of group) {
      if (!syllable.startsWith(from)) continue
      for (const to of group) if (to !== from) found.add(to + syllable.slice(from.length))
    }
  }
  for (const group of rimes) {
    for (const from of group) {
      if (!syllable.endsWith(from)) continue
      for (const to of group) if (to !== from) found.add(syllable.slice(0, -from.length) + to)
    }
  }
  return [...found]
}

/** The syllable with two neighbouring letters exchanged: `sihn` → `sinh`. */
export function transpositions(syllable: string): string[] {
  return [...syllable].slice(1).flatMap((letter, at) => {
    const before = syllable[at] ?? ''
    return letter === before ? [] : [syllable.slice(0, at) + letter + before + syllable.slice(at + 2)]
  })
}
