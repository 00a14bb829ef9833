/**
 * Lays a pack's words over the Vietnamese ones that are on the screen, element by element, each with its `lang`. A
 * sentence that the pack has not, or that reads otherwise meanwhile, stays Vietnamese. React goes on writing its own
 * texts below: what it changes is looked up anew.
 */
import { sameWords } from '../../domain/speech/sentence.ts'
import type { SourceOf, SourceText } from './spoken-parts.ts'

interface Laid extends SourceText {
  readonly written: string
  readonly element: HTMLElement
  /** What the element's own attribute said before. */
  readonly before: string | null
}

/** What is typed, printed or drawn, and what says itself that it is in no other language. */
const untouched = 'script, style, svg, input, textarea, select, [contenteditable], [translate="no"]'

let laid = new Map<Text, Laid>()

export const sourceOf: SourceOf = (node) => laid.get(node)

/** @param texts by their Vietnamese source. @returns the way to take them off again. */
export function layOver(texts: ReadonlyMap<string, string>, language: string): () => void {
  const here = new Map<Text, Laid>()
  laid = here

  function lookAt(node: Text): void {
    const known = here.get(node)
    if (known !== undefined) {
      if (known.written === node.data) return
      takeOff(node, known, node.data)
    }
    const element = node.parentElement
    const translation = texts.get(sameWords(node.data))
    if (element === null || translation === undefined || element.closest(untouched) !== null) return
    // Beside other words an attribute of the element would be wrong for those.
    if (sameWords(element.textContent) !== sameWords(node.data)) return
    // English, or another language on purpose.
    if (element.closest<HTMLElement>('[lang]')?.lang !== 'vi' || !element.checkVisibility()) return
    here.set(node, {
      text: node.data,
      language: 'vi',
      written: translation,
      element,
      before: element.getAttribute('lang'),
    })
    node.data = translation
    element.lang = language
  }

  function takeOff(node: Text, { element, before }: Laid, text: string): void {
    here.delete(node)
    if (node.data !== text) node.data = text
    if (before === null) element.removeAttribute('lang')
    else element.setAttribute('lang', before)
  }

  function lookBelow(root: Node): void {
    if (root instanceof Text) lookAt(root)
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node instanceof Text) lookAt(node)
  }

  const watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') for (const node of addedNodes) lookBelow(node)
      // Also what was hidden until now.
      else lookBelow(target)
    }
    for (const node of here.keys()) if (!node.isConnected) here.delete(node)
  })
  lookBelow(document.body)
  watch.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['open', 'hidden'],
  })
  return () => {
    watch.disconnect()
    for (const [node, entry] of here)
      takeOff(node, entry, node.data === entry.written ? entry.text : node.data)
    if (laid === here) laid = new Map()
  }
}
