/**
 * The keyboard on the screen, at its foot. It keeps no text: each press changes the field itself. Not a part of the
 * React tree, since it must move into whatever dialog is open (the rest of the page is inert then).
 */
import i18next from 'i18next'
import { SimpleKeyboard } from 'simple-keyboard/build/index.modern.js'
import type { Tone } from '../../domain/text/letters.ts'
import { withTone } from '../../domain/text/syllable.ts'
import {
  rubbedOut,
  type TypingMethod,
  withCharacter,
  withToneKey,
  wordForTone,
} from '../../domain/text/typing.ts'
import { readTypingMethod, rememberTypingMethod } from '../frame/preferences.ts'
import { keyLabels } from './key-labels.ts'
import styles from './keyboard.module.css'
import { type LayoutName, layoutFor, rowsOf } from './layouts.ts'
import {
  controlAfter,
  kindOf,
  submitButtonOf,
  type TypedField,
  textAtCaret,
  typedField,
  typeKey,
  writeText,
} from './typed-field.ts'

export interface Panel {
  show(field: TypedField): void
  hide(): void
  remove(): void
}

const methods: readonly TypingMethod[] = ['marks', 'telex', 'vni']
/** Acted on when the tap is over: what they take away must not let the rest of the tap through to what is below. */
const late: readonly string[] = ['{hide}', '{next}']
const tones: readonly Tone[] = ['sac', 'huyen', 'hoi', 'nga', 'nang']

/** @param onHide somebody put it away */
export async function makePanel(onHide: () => void): Promise<Panel> {
  await i18next.loadNamespaces('keyboard')
  const root = document.createElement('div')
  const keys = document.createElement('div')
  root.className = `${styles.panel} no-print`
  root.dataset.screenKeyboard = ''
  // A landmark of its own: it stands outside the page's.
  root.setAttribute('role', 'region')
  root.hidden = true
  keys.className = 'keys'
  root.append(keys)

  /** What fields ask for, while they are kept from asking. */
  const inputModes = new WeakMap<TypedField, string>()
  let field: TypedField | null = null
  let layout: LayoutName = 'marks'
  let isShifted = false
  let keyboard: SimpleKeyboard | null = null
  const leaving = new AbortController()
  const { signal } = leaving
  const gone = new MutationObserver(() => {
    if (field?.isConnected === false) onHide()
  })

  function draw(next: LayoutName): void {
    layout = next
    const rows = rowsOf(layout, isLow())
    const focused = document.activeElement?.getAttribute('data-skbtn')
    const hasNext = field !== null && controlAfter(field) !== null
    const options = {
      layout: { default: rows },
      display: keyLabels(rows, layout, readTypingMethod(), hasNext),
      buttonAttributes: [
        { attribute: 'type', value: 'button', buttons: rows.join(' ') },
        { attribute: 'data-letter', value: 'yes', buttons: rows.join(' ').replace(/\{[^}]{2,}\} ?/g, '') },
      ],
      useButtonTag: true,
      disableButtonHold: true,
      disableCaretPositioning: true,
      preventMouseDownDefault: true,
      onKeyPress(name: string) {
        if (!late.includes(name)) press(name)
      },
    }
    root.setAttribute('aria-label', i18next.t('keyboard:label'))
    root.dataset.layout = layout
    if (keyboard === null) {
      keyboard = new SimpleKeyboard(keys, options)
      // It would look at each of its keys whenever a finger is lifted anywhere on the page: every tap would wait for it.
      document.onpointerup = null
    } else keyboard.setOptions(options)
    tell()
    if (focused !== undefined && focused !== null) {
      const same = keys.querySelector<HTMLElement>(`[data-skbtn="${CSS.escape(focused)}"]`)
      ;(same ?? keys.querySelector('button'))?.focus()
    }
    measure()
  }

  /** What the keys show of the text: capitals, and the word with each tone on it. */
  function tell(): void {
    root.dataset.shift = String(isShifted)
    keys.querySelector('[data-skbtn="{shift}"]')?.setAttribute('aria-pressed', String(isShifted))
    const word = field === null ? '' : wordForTone(textAtCaret(field))
    for (const tone of tones) {
      const shown = keys.querySelector(`[data-skbtn="{tone-${tone}}"] b`)
      if (shown !== null) shown.textContent = withTone(word === '' ? 'a' : withTone(word, null), tone)
    }
    const none = keys.querySelector('[data-skbtn="{tone-none}"] b')
    if (none !== null) none.textContent = withTone(word === '' ? 'a' : word, null)
  }

  /** A name begins each word with a capital, other texts their first. */
  function shiftByText(): void {
    const before = field === null ? '' : textAtCaret(field).before
    const wanted = field?.autocapitalize ?? ''
    if (layout === 'latin' || wanted === 'none' || wanted === 'off') isShifted = false
    else isShifted = before === '' || (wanted === 'words' && /[\s'’-]$/u.test(before))
  }

  function press(name: string): void {
    if (field === null) return
    // A part of a date that was full has just handed the focus on, and `show` waits for the end of the tap.
    field = typedField(document.activeElement) ?? field
    const key = name.slice(1, -1)
    const text = textAtCaret(field)
    const method = layout === 'telex' || layout === 'vni' ? layout : 'marks'
    if (name === '{shift}') {
      isShifted = !isShifted
      tell()
    } else if (name === '{numbers}') draw('symbols')
    else if (name === '{letters}') draw(readTypingMethod())
    else if (name === '{method}') {
      const next = methods[(methods.indexOf(readTypingMethod()) + 1) % methods.length] ?? 'marks'
      rememberTypingMethod(next)
      draw(next)
    } else if (name === '{hide}') putAway()
    else if (name === '{next}') goOn(field)
    else if (name === '{rub}') rubOut(field)
    else if (key.startsWith('tone-')) {
      const tone = key.slice(5)
      const known = tones.find((candidate) => candidate === tone) ?? null
      // Of a selection, the last word.
      const end = field.selectionEnd ?? field.value.length
      const whole = { before: field.value.slice(0, end), after: field.value.slice(end) }
      write(field, withToneKey(whole, known), 'insertText')
    } else if (name === '{gmail}') {
      write(field, { before: `${text.before}@gmail.com`, after: text.after }, 'insertText')
    } else {
      const character = name === '{gap}' ? ' ' : isShifted ? key.toUpperCase() : key
      write(field, withCharacter(text, character, method), 'insertText')
    }
  }

  function write(target: TypedField, text: { before: string; after: string }, inputType: string): void {
    writeText(target, text, inputType)
    shiftByText()
    tell()
  }

  function rubOut(target: TypedField): void {
    // An empty part of a date leads back to the one before it, as with a real key.
    if (target.value === '' && !typeKey(target, 'Backspace')) return
    const isSelection = target.selectionStart !== target.selectionEnd
    const text = textAtCaret(target)
    write(target, isSelection ? text : rubbedOut(text), 'deleteContentBackward')
  }

  function putAway(): void {
    // First, since a field that gets the focus brings the keyboard.
    if (root.contains(document.activeElement)) field?.focus()
    onHide()
  }

  /** As Enter on a real keyboard, where the screen makes something of it; else on to the next control. */
  function goOn(target: TypedField): void {
    target.focus()
    if (!typeKey(target, 'Enter')) return
    const next = controlAfter(target) ?? submitButtonOf(target)
    if (next === null) putAway()
    else next.focus()
  }

  /** For switches and Tab: the keys come right after their field, though they stand at the end of the page. */
  function walk(event: KeyboardEvent): void {
    if (field === null || !event.isTrusted) return
    const buttons = keys.querySelectorAll('button')
    const first = buttons[0]
    const last = buttons[buttons.length - 1]
    const { activeElement } = document
    const isInside = root.contains(activeElement)
    const isTab = event.key === 'Tab' && !event.ctrlKey && !event.altKey
    let wanted: HTMLElement | null | undefined
    if (isTab && !event.shiftKey && activeElement === field) wanted = first
    else if (isTab && event.shiftKey && activeElement === first) wanted = field
    else if (isTab && !event.shiftKey && activeElement === last)
      wanted = controlAfter(field) ?? submitButtonOf(field)
    else if (event.key === 'Escape' && isInside) {
      event.preventDefault()
      event.stopPropagation()
      putAway()
      return
    }
    if (wanted === null || wanted === undefined) return
    event.preventDefault()
    wanted.focus()
  }

  function measure(): void {
    document.documentElement.style.setProperty('--screen-keyboard', `${root.offsetHeight}px`)
  }

  /** The field with its label and its list above the keyboard and the actions. */
  function bringIntoView(target: TypedField): void {
    const isPicker = target.getAttribute('role') === 'combobox'
    const label = target.labels?.[0]
    if (isPicker) (label ?? target).scrollIntoView({ block: 'start' })
    else {
      target.scrollIntoView({ block: 'nearest' })
      label?.scrollIntoView({ block: 'nearest' })
    }
  }

  root.addEventListener('mousedown', (event) => event.preventDefault())
  root.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    // Also when it is lifted beside the key.
    document.addEventListener('pointerup', () => keyboard?.handleButtonMouseUp(), { once: true, signal })
  })
  root.addEventListener('contextmenu', (event) => event.preventDefault())
  // Switches and screen readers click without a pointer; simple-keyboard hears pointers only.
  root.addEventListener('click', ({ target, detail }) => {
    const name = target instanceof Element ? target.closest('button')?.getAttribute('data-skbtn') : null
    if (name === null || name === undefined) return
    if (detail === 0 || late.includes(name)) press(name)
  })
  document.addEventListener('keydown', walk, { capture: true, signal })
  document.addEventListener(
    'selectionchange',
    () => {
      if (field !== null && document.activeElement === field) tell()
    },
    { signal },
  )
  window.addEventListener(
    'resize',
    () => {
      if (field === null) return
      draw(layout)
      bringIntoView(field)
    },
    { signal },
  )

  /** Until the field is left: a change while an input method composes in it would cost its letter. */
  function keepOtherKeyboardsAway(target: TypedField): void {
    if (inputModes.has(target)) return
    const own = target.inputMode
    inputModes.set(target, own)
    // Else a tablet brings its own keyboard as well.
    target.inputMode = 'none'
    const restore = () => {
      target.inputMode = own
      inputModes.delete(target)
    }
    target.addEventListener('blur', restore, { once: true })
  }

  function hide(): void {
    field = null
    gone.disconnect()
    root.hidden = true
    keyboard?.destroy()
    keyboard = null
    document.documentElement.style.removeProperty('--screen-keyboard')
  }

  return {
    show(next) {
      field = next
      const kind = kindOf(next, inputModes.get(next) ?? next.inputMode)
      keepOtherKeyboardsAway(next)
      const parent = next.closest('dialog') ?? document.body
      if (root.parentElement !== parent) parent.append(root)
      gone.observe(document.body, { childList: true, subtree: true })
      root.hidden = false
      layout = layoutFor(kind, readTypingMethod())
      shiftByText()
      draw(layout)
      bringIntoView(next)
    },
    hide,
    remove() {
      hide()
      leaving.abort()
      root.remove()
    },
  }
}

/** Low for the size of what is drawn on it, which grows with the glass, and wide enough for a row of thirteen. */
function isLow(): boolean {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return window.innerHeight <= 50 * rem && window.innerWidth >= 48 * rem
}
