/**
 * When the keyboard on the screen comes and goes. Loaded behind the first screen and small; the keyboard itself is
 * loaded with the first field that is touched.
 */
import { liveQuery } from 'dexie'
import { wantsScreenKeyboard } from '../../device/screen-keyboard.ts'
import type { Panel } from './panel.ts'
import { type TypedField, typedField } from './typed-field.ts'

/** A tap ends a few events after it has moved the focus: until then nothing may move below the finger. */
const tapMs = 100

/** Called once, by the page. */
export function watchFields(): void {
  const hasTouch = navigator.maxTouchPoints > 0 && window.matchMedia('(any-pointer: coarse)').matches
  let stop: (() => void) | null = null
  liveQuery(() => wantsScreenKeyboard(hasTouch)).subscribe((isWanted) => {
    if (isWanted && stop === null) stop = watch()
    else if (!isWanted) {
      stop?.()
      stop = null
    }
  })
}

function watch(): () => void {
  const leaving = new AbortController()
  let panel: Promise<Panel> | undefined
  let field: TypedField | null = null
  /** Somebody types on real keys, until the next touch. */
  let isRealKeyboard = false
  let isPointerDown = false
  let isComposing = false
  let closing: number | undefined
  let opening: number | undefined

  /** After the tap: its click is for the field, and nothing may move away under it. */
  const openSoon = (next: TypedField) => {
    window.clearTimeout(closing)
    window.clearTimeout(opening)
    opening = window.setTimeout(() => {
      if (isPointerDown) openSoon(next)
      else if (next === document.activeElement) open(next)
    })
  }

  const open = (next: TypedField) => {
    field = next
    panel ??= import('./panel.ts').then(({ makePanel }) => makePanel(close))
    void panel.then((made) => {
      if (field === next) made.show(next)
    })
  }

  function close(): void {
    window.clearTimeout(closing)
    window.clearTimeout(opening)
    field = null
    void panel?.then((made) => {
      if (field === null) made.hide()
    })
  }

  const closeSoon = () => {
    window.clearTimeout(closing)
    closing = window.setTimeout(() => {
      if (isPointerDown) closeSoon()
      else close()
    }, tapMs)
  }

  const listen = <Name extends keyof DocumentEventMap>(
    name: Name,
    hear: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, hear, { capture: true, signal: leaving.signal })

  const isInPanel = (target: EventTarget | null) =>
    target instanceof Element && target.closest('[data-screen-keyboard]') !== null

  listen('pointerdown', () => {
    isPointerDown = true
    isRealKeyboard = false
  })
  for (const name of ['pointerup', 'pointercancel'] as const) {
    listen(name, () => {
      isPointerDown = false
    })
  }
  listen('focusin', ({ target }) => {
    if (isInPanel(target)) {
      // Also when its keys were drawn anew, and the one with the focus with them.
      window.clearTimeout(closing)
      return
    }
    const next = typedField(target)
    if (next !== null && !isRealKeyboard) openSoon(next)
    else if (field !== null) closeSoon()
  })
  listen('focusout', ({ relatedTarget }) => {
    if (field !== null && relatedTarget === null) closeSoon()
  })
  // It has the focus already, and its keyboard was put away.
  listen('click', ({ target }) => {
    const next = typedField(target)
    if (next === null || next !== document.activeElement || field !== null) return
    if (isComposing) finishComposing(next)
    openSoon(next)
  })
  listen('keydown', (event) => {
    if (!event.isTrusted || isInPanel(event.target) || !isTyping(event)) return
    isRealKeyboard = true
    close()
  })
  listen('compositionstart', ({ isTrusted }) => {
    if (!isTrusted) return
    isComposing = true
    isRealKeyboard = true
    close()
  })
  listen('compositionend', () => {
    isComposing = false
  })

  // Switched on while a field is waiting.
  const focused = typedField(document.activeElement)
  if (focused !== null) openSoon(focused)

  return () => {
    leaving.abort()
    window.clearTimeout(closing)
    window.clearTimeout(opening)
    field = null
    void panel?.then((made) => made.remove())
  }
}

/**
 * What the input method holds becomes text, and the method forgets it. Otherwise the keys on the screen would write
 * over it, and it would come once more; or its letter would be lost with the change of `inputmode`.
 */
function finishComposing(field: TypedField): void {
  const { selectionStart, selectionEnd } = field
  field.blur()
  field.focus()
  field.setSelectionRange(selectionStart, selectionEnd)
}

/** A letter, or a key that an input method took. Tab, Enter and arrows also come from switches. */
function isTyping({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  const isCharacter = [...key].length === 1 && !ctrlKey && !altKey && !metaKey
  return isCharacter || ['Process', 'Unidentified', 'Dead', 'Backspace', 'Delete'].includes(key)
}
