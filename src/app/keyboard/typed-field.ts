/** The fields that a keyboard on the screen types into, and how it does: as a real one, so that React sees an input. */
import type { TextAtCaret } from '../../domain/text/typing.ts'

export type TypedField = HTMLInputElement | HTMLTextAreaElement

/** What the field takes, from its `inputmode` and type. */
export type FieldKind = 'text' | 'digits' | 'decimal' | 'phone' | 'latin'

/** Others have no caret that a page may read. */
const typesWithCaret = ['text', 'search', 'tel', 'url', 'password']

/** The field of an event, when it is one to type into. */
export function typedField(target: EventTarget | null): TypedField | null {
  const isField =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && typesWithCaret.includes(target.type))
  return isField && !target.readOnly && !target.disabled ? target : null
}

/** @param inputMode as the screen gave it */
export function kindOf(field: TypedField, inputMode: string): FieldKind {
  if (inputMode === 'numeric') return 'digits'
  if (inputMode === 'decimal') return 'decimal'
  if (inputMode === 'tel' || field.type === 'tel') return 'phone'
  const isLatin = inputMode === 'email' || inputMode === 'url' || field.type === 'url'
  return isLatin || field.type === 'password' ? 'latin' : 'text'
}

/** What is selected is left out: it is about to be replaced. */
export function textAtCaret({ value, selectionStart, selectionEnd }: TypedField): TextAtCaret {
  return {
    before: value.slice(0, selectionStart ?? value.length),
    after: value.slice(selectionEnd ?? value.length),
  }
}

/** Nothing where the field would hold more than its `maxlength`. */
export function writeText(field: TypedField, { before, after }: TextAtCaret, inputType: string): void {
  const text = before + after
  const isTooLong = field.maxLength >= 0 && text.length > field.maxLength
  if (isTooLong && text.length > field.value.length) return
  const isSame = text === field.value
  // Past React's own setter of `value`: otherwise it would take the text for its own and tell nobody.
  if (!isSame) field.setRangeText(text, 0, field.value.length, 'end')
  field.setSelectionRange(before.length, before.length)
  if (isSame) return
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }))
  // A screen that wrote the same text again has moved the caret.
  if (field.value === text) field.setSelectionRange(before.length, before.length)
  // Browsers keep the caret in sight for real keys only.
  if (after === '') field.scrollLeft = field.scrollWidth
}

/** As on a real keyboard. @returns false when the screen has made something of it. */
export function typeKey(field: TypedField, key: 'Enter' | 'Backspace'): boolean {
  return field.dispatchEvent(
    new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }),
  )
}

/** What comes after a field: the next control of its form, then the form's button. */
export function controlAfter(field: TypedField): HTMLElement | null {
  const { form } = field
  if (form === null) return null
  const controls = Array.from(form.elements).filter(
    (control): control is HTMLElement => control instanceof HTMLElement && isForAnswers(control),
  )
  const next = controls[controls.indexOf(field) + 1]
  if (!(next instanceof HTMLInputElement) || next.type !== 'radio') return next ?? null
  const chosen = controls.find(
    (control) => control instanceof HTMLInputElement && control.name === next.name && control.checked,
  )
  return chosen ?? next
}

export function submitButtonOf({ form }: TypedField): HTMLElement | null {
  if (form === null) return null
  return (
    Array.from(form.elements).find(
      (control): control is HTMLButtonElement =>
        control instanceof HTMLButtonElement && control.type === 'submit',
    ) ?? null
  )
}

function isForAnswers(control: HTMLElement): boolean {
  const isAnswer =
    control instanceof HTMLTextAreaElement ||
    control instanceof HTMLSelectElement ||
    (control instanceof HTMLInputElement && !['hidden', 'file', 'submit', 'button'].includes(control.type))
  return isAnswer && !control.disabled && control.checkVisibility()
}
