/** Language and text size of this tab's person. In `sessionStorage`: the next person starts afresh. */
import { type Language, languages } from '../i18n.ts'

export const textSizes = ['normal', 'large', 'largest'] as const
type TextSize = (typeof textSizes)[number]

const scales: Record<TextSize, string> = { normal: '1', large: '1.3', largest: '1.6' }

interface Choices {
  readonly language: Language
  readonly textSize: TextSize
}

const allowed = { language: languages, textSize: textSizes } as const

export function rememberChoice<Key extends keyof Choices>(key: Key, value: Choices[Key]): void {
  sessionStorage.setItem(`choice.${key}`, value)
}

/** The stored choice, or the first of the list when there is none. */
export function readChoice<Key extends keyof Choices>(key: Key): Choices[Key] {
  const stored = sessionStorage.getItem(`choice.${key}`)
  const known: readonly Choices[Key][] = allowed[key] as readonly Choices[Key][]
  const [first] = known
  if (first === undefined) throw new Error('a choice has at least one value')
  return known.find((value) => value === stored) ?? first
}

/** Back to the first language and the normal size, when a session ends. */
export function forgetChoices(): void {
  for (const key of Object.keys(allowed)) sessionStorage.removeItem(`choice.${key}`)
  applyTextSize('normal')
}

export function applyTextSize(size: TextSize): void {
  document.documentElement.style.setProperty('--text-scale', scales[size])
}
