/** Official prose as the list that it is: its steps, and its `-`, `+`, `a)`, `(i)` one inside the other. */

export interface ListedLine {
  /** How deep it stands in the list, from 0 to 3. */
  readonly depth: 0 | 1 | 2 | 3
  readonly text: string
}

export interface ListedStep {
  /** `Bước 1`, or what the record calls it. */
  readonly title?: string | undefined
  readonly lines: readonly ListedLine[]
}

/** Where an item begins in the middle of a line: after the end of a sentence, with its mark and a capital letter. */
const inlineItem =
  /(?<=[.;:])\s+(?=[-+*]\s*\p{Lu})|(?<=[.;:,])\s+(?=\((?:[ivx]{1,4}|\d{1,2})\)\s)|(?<=[.;:])\s+(?=[a-zđ]\)\s+\p{Lu})|(?<=\S)\s+(?=Bước \d{1,2}\s*[:.])/u

/** A mark that others refer to ("thực hiện lại bước (i)") stays; dashes, crosses and stars say nothing and go. */
const marks: readonly { readonly kind: string; readonly pattern: RegExp; readonly stays: boolean }[] = [
  { kind: 'step', pattern: /^Bước\s+\d{1,2}\s*[:.]?/iu, stays: true },
  { kind: 'roman', pattern: /^\((?:i{1,3}|iv|vi{0,3}|ix|x)\)/u, stays: true },
  { kind: 'number', pattern: /^(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}(?:\.\d{1,2})*\))(?=\s)/u, stays: true },
  { kind: 'letter', pattern: /^(?:[a-zđ]\)|\([a-zđ]\))/u, stays: true },
  { kind: 'dash', pattern: /^-+\s*/u, stays: false },
  { kind: 'plus', pattern: /^\++\s*/u, stays: false },
  { kind: 'star', pattern: /^\*+\s*/u, stays: false },
]

function depthOf(level: number): ListedLine['depth'] {
  if (level <= 0) return 0
  return level === 1 ? 1 : level === 2 ? 2 : 3
}

/** Does one line hold several items of a list? */
export function isNestedInOneLine(text: string): boolean {
  return text.split('\n').some((line) => inlineItem.test(line))
}

/**
 * The items of a text in normal form (`officialText`), in order, with every word of it. A kind of mark that appears
 * inside another one is deeper; a line without a mark belongs to the item before it.
 */
export function listedLines(text: string): readonly ListedLine[] {
  const lines: ListedLine[] = []
  let open: string[] = []
  for (const line of text.split('\n').flatMap((each) => each.split(inlineItem))) {
    const words = line.trim()
    if (words === '') continue
    const mark = marks.find(({ pattern }) => pattern.test(words))
    if (mark === undefined) {
      lines.push({ depth: depthOf(open.length - 1), text: words })
      continue
    }
    const at = open.indexOf(mark.kind)
    open = at < 0 ? [...open, mark.kind] : open.slice(0, at + 1)
    const rest = mark.stays ? words : words.replace(mark.pattern, '').trim()
    if (rest !== '') lines.push({ depth: depthOf(open.length - 1), text: rest })
  }
  return lines
}

const stepMark = /^Bước\s+\d{1,2}\s*[:.]?\s*/iu
/** Longer than this it is what to do, not what it is called. */
const longestTitle = 90

/** The steps of a record. `Bước 1:` begins a step also in the middle of a text. */
export function listedSteps(
  steps: readonly { readonly name?: string | undefined; readonly text?: string | undefined }[],
): readonly ListedStep[] {
  const found: { title?: string; lines: ListedLine[] }[] = []
  for (const { name, text } of steps) {
    if (name !== undefined) found.push({ title: name, lines: [] })
    else found.push({ lines: [] })
    for (const line of listedLines(text ?? '')) {
      const mark = stepMark.exec(line.text)
      if (mark === null) {
        found.at(-1)?.lines.push(line)
        continue
      }
      const rest = line.text.slice(mark[0].length)
      if (rest.length <= longestTitle) found.push({ title: line.text, lines: [] })
      else found.push({ title: mark[0].trim().replace(/[:.]$/u, ''), lines: [{ depth: 0, text: rest }] })
    }
  }
  return found
    .filter(({ title, lines }) => title !== undefined || lines.length > 0)
    .map(({ title, lines }) => ({ ...(title === undefined ? {} : { title }), lines: raised(lines) }))
}

/** The marks of `Bước` are titles now: what stood under them begins at the margin. */
function raised(lines: readonly ListedLine[]): readonly ListedLine[] {
  const least = Math.min(...lines.map(({ depth }) => depth))
  return least === 0 || lines.length === 0
    ? lines
    : lines.map(({ depth, text }) => ({ depth: depthOf(depth - least), text }))
}
