/** Language and text size of this tab's person. In `sessionStorage`: the next person starts afresh. */
import type { TypingMethod } from '../../domain/text/typing.ts'
import { type Language, languages } from '../i18n.ts'

export const textSizes = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]

const typingMethods = ['marks', 'telex', 'vni'] as const satisfies readonly TypingMethod[]

const scales: Record<TextSize, string> = { normal: '1', large: '1.3', largest: '1.6' }

export function readLanguage(): Language {
  return readOneOf('choice.language', languages)
}

export function rememberLanguage(language: Language): void {
  withStorage((storage) => storage.setItem('choice.language', language))
}

export function readTextSize(): TextSize {
  return readOneOf('choice.textSize', textSizes)
}

export function rememberTextSize(size: TextSize): void {
  withStorage((storage) => storage.setItem('choice.textSize', size))
  applyTextSize(size)
}

export function applyTextSize(size: TextSize): void {
  document.documentElement.style.setProperty('--text-scale', scales[size])
}

/** How this person types on the keyboard on the screen. */
export function readTypingMethod(): TypingMethod {
  return readOneOf('choice.typing', typingMethods)
}

export function rememberTypingMethod(method: TypingMethod): void {
  withStorage((storage) => storage.setItem('choice.typing', method))
}

/** Back to the first language and the normal size, when a session ends. */
export function forgetChoices(): void {
  withStorage((storage) => {
    storage.removeItem('choice.language')
    storage.removeItem('choice.textSize')
    storage.removeItem('choice.typing')
  })
  applyTextSize('normal')
}

/** The stored value, or the first of the list. */
function readOneOf<Value extends string>(key: string, values: readonly [Value, ...Value[]]): Value {
  const stored = withStorage((storage) => storage.getItem(key))
  return values.find((value) => value === stored) ?? values[0]
}

/** Blocked storage (a private window, a policy) costs the memory of a choice, nothing more. */
function withStorage<Result>(use: (storage: Storage) => Result): Result | null {
  try {
    return use(window.sessionStorage)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
