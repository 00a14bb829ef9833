/** The guide in a few lines of plain text, small enough for a code that any phone camera reads. */

export interface HandoutLines {
  readonly title: string
  readonly papersTitle: string
  readonly papers: readonly string[]
  /** Says how many papers were left out. */
  readonly more: (count: number) => string
  /** Time, fee and place. Never left out, except for what does not fit at all. */
  readonly rest: readonly string[]
  /** Whom to ask; the unit's name is Vietnamese in every language. */
  readonly desk?: { readonly label: string; readonly unit: string } | undefined
}

/**
 * The lines as one text of at most `maxBytes` in UTF-8. Papers are left out from the end, with their number; if that
 * is not enough, the longest lines are shortened with an ellipsis.
 */
export function handoutText(lines: HandoutLines, maxBytes: number): string {
  for (let kept = lines.papers.length; kept >= 0; kept -= 1) {
    const text = written(lines, kept)
    if (byteLength(text) <= maxBytes) return text
  }
  const parts = written(lines, 0).split('\n')
  for (;;) {
    const text = parts.join('\n')
    if (byteLength(text) <= maxBytes) return text
    const longest = parts.reduce(
      (best, part, at) => (part.length > (parts[best]?.length ?? 0) ? at : best),
      0,
    )
    const letters = [...(parts[longest] ?? '').replace(/…$/, '')]
    if (letters.length === 0) return ''
    parts[longest] = `${letters.slice(0, -1).join('').trimEnd()}…`
  }
}

function written({ title, papersTitle, papers, more, rest, desk }: HandoutLines, kept: number): string {
  const left = papers.length - kept
  return [
    title,
    ...(papers.length === 0 ? [] : [papersTitle]),
    ...papers.slice(0, kept).map((paper) => `- ${paper}`),
    ...(left === 0 ? [] : [`- ${more(left)}`]),
    ...rest,
    ...(desk === undefined ? [] : [`${desk.label}: ${desk.unit}`]),
  ].join('\n')
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
