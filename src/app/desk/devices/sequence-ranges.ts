/** `3, 5–7, 12` of `[3, 5, 6, 7, 12]`. @param sequences ascending */
export function sequenceRanges(sequences: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const sequence of sequences) {
    const last = ranges.at(-1)
    if (last !== undefined && sequence === last[1] + 1) last[1] = sequence
    else ranges.push([sequence, sequence])
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ')
}
