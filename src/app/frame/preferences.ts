/** Language, text size, colours and way of typing of this tab's person. In `sessionStorage`: the next person starts afresh. */
import type { TypingMethod } from '../../domain/text/typing.ts'
import { type Language, languages } from '../i18n.ts'

export const textSizes = ['normal', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]

const typingMethods = ['marks', 'telex', 'vni'] as const satisfies readonly TypingMethod[]

const scales: Record<TextSize, string> = { normal: '1', large: '1.3', largest: '1.6' }

/** Light, for a dim room, and the most that a screen can do. The colours are in `ui/tokens.css`. */
export const themes = ['light', 'dark', 'contrast'] as const
const kioskTheme = 'unit.theme'
export type Theme = (typeof themes)[number]

export function readLanguage(): Language {
  return readOneOf('choice.language', languages)
}

export function rememberLanguage(language: Language): void {
  withStorage((storage) => storage.setItem('choice.language', language))
}

/** BCP 47 tag of an installed voice pack that stands over the Vietnamese texts; null for none. */
export function readPackLanguage(): string | null {
  return withStorage((storage) => storage.getItem('choice.pack'))
}

export function rememberPackLanguage(tag: string | null): void {
  withStorage((storage) =>
    tag === null ? storage.removeItem('choice.pack') : storage.setItem('choice.pack', tag),
  )
  for (const listener of packListeners) listener()
}

const packListeners = new Set<() => void>()

/** @returns the way to unsubscribe. */
export function subscribePackLanguage(listener: () => void): () => void {
  packListeners.add(listener)
  return () => packListeners.delete(listener)
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

/** What the person has chosen; before that, what staff have set on this kiosk or the unit for all of its kiosks, or the device's own settings ask for. */
export function readTheme(): Theme {
  const asked = (query: string) => window.matchMedia(`(prefers-${query})`).matches
  return (
    chosenOneOf('choice.theme', themes) ??
    themes.find((theme) => theme === withStorage(() => window.localStorage.getItem(kioskTheme))) ??
    (asked('contrast: more') ? 'contrast' : asked('color-scheme: dark') ? 'dark' : 'light')
  )
}

export function rememberTheme(theme: Theme): void {
  withStorage((storage) => storage.setItem('choice.theme', theme))
  applyTheme(theme)
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}

/** Kept where the first paint finds it: no person's choice, so it stays. @param theme null: neither staff nor the unit say anything */
export function rememberKioskTheme(theme: Theme | null): void {
  withStorage(() => {
    if (theme === null) window.localStorage.removeItem(kioskTheme)
    else window.localStorage.setItem(kioskTheme, theme)
  })
  applyTheme(readTheme())
}

/** Back to the first language, the normal size and the device's own colours, when a session ends. */
export function forgetChoices(): void {
  withStorage((storage) => {
    storage.removeItem('choice.language')
    storage.removeItem('choice.textSize')
    storage.removeItem('choice.typing')
    storage.removeItem('choice.theme')
  })
  rememberPackLanguage(null)
  applyTextSize('normal')
  applyTheme(readTheme())
}

/** The stored value, or the first of the list. */
function readOneOf<Value extends string>(key: string, values: readonly [Value, ...Value[]]): Value {
  return chosenOneOf(key, values) ?? values[0]
}

function chosenOneOf<Value extends string>(key: string, values: readonly Value[]): Value | undefined {
  const stored = withStorage((storage) => storage.getItem(key))
  return values.find((value) => value === stored)
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
