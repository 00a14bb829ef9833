/** What a screen says, in the order in which it is read: title, text, questions, choices, actions. */
import { sameWords } from '../../domain/speech/sentence.ts'

export interface SpokenPart {
  readonly element: HTMLElement
  /** As it is shown, for a voice that speaks whatever is written. */
  readonly text: string
  readonly language: string
  /** The Vietnamese (or English) texts that it is made of, for a recording of each. */
  readonly sources: readonly string[]
  /** Of `sources`, when a pack's words stand over them. */
  readonly sourceLanguage: string
}

export interface SourceText {
  readonly text: string
  readonly language: string
}

/** What stands under a pack's words; undefined for a text that is as the app wrote it. */
export type SourceOf = (node: Text) => SourceText | undefined

/** Said by what stands beside them, or no words at all. */
const silent =
  'script, style, svg, canvas, video, select, textarea, progress, [aria-hidden="true"], .visually-hidden'

/** Of the dialog that is open, otherwise of the screen from its title on. Values that people typed are never among them. */
export function spokenParts(page: Document, sourceOf: SourceOf): readonly SpokenPart[] {
  const dialog = [...page.querySelectorAll<HTMLElement>('dialog[open]')].at(-1)
  const root = dialog ?? page.querySelector<HTMLElement>('main')
  if (root === null) return []
  const parts = [...partsIn(root, sourceOf)]
  const title = root.querySelector('h1')
  return title === null
    ? parts
    : parts.slice(
        Math.max(
          0,
          parts.findIndex(({ element }) => element === title),
        ),
      )
}

function* partsIn(element: HTMLElement, sourceOf: SourceOf): Generator<SpokenPart> {
  if (element.matches(silent) || !element.checkVisibility({ visibilityProperty: true })) return
  const says = [...element.childNodes].some((node) => node instanceof Text && isSaid(node.data))
  if (!says) {
    for (const child of element.children) if (child instanceof HTMLElement) yield* partsIn(child, sourceOf)
    return
  }
  const texts = [...textsIn(element)]
  const sources = texts.map((node) => sourceOf(node))
  const language = languageOf(element)
  yield {
    element,
    text: sameWords(texts.map(({ data }) => data).join(' ')),
    language,
    sources: texts.map((node, at) => sameWords(sources[at]?.text ?? node.data)),
    sourceLanguage: sources.find((source) => source !== undefined)?.language ?? language,
  }
}

function* textsIn(element: HTMLElement): Generator<Text> {
  for (const node of element.childNodes) {
    if (node instanceof Text && isSaid(node.data)) yield node
    if (node instanceof HTMLElement && !node.matches(silent) && node.checkVisibility()) yield* textsIn(node)
  }
}

function isSaid(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

function languageOf(element: HTMLElement): string {
  return element.closest<HTMLElement>('[lang]')?.lang ?? 'vi'
}
