/** Language and text size of this tab's person. In `sessionStorage`: the next person starts afresh. */
import { type Language, languages } from '../i18n.ts'

export const textSizes = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]

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

/** Back to the first language and the normal size, when a session ends. */
export function forgetChoices(): void {
  withStorage((storage) => {
    storage.removeItem('choice.language')
    storage.removeItem('choice.textSize')
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
