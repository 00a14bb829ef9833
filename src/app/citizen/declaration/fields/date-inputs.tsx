import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../declaration.module.css'
import { type DateParts, isPartFull, readDateParts, writeDate } from './date-parts.ts'

const partNames = ['day', 'month', 'year'] as const

interface DateInputsProps {
  /** As stored or as typed before. */
  readonly initial: string
  readonly isRequired: boolean
  /** The year alone is enough. */
  readonly isPartial: boolean
  readonly isInvalid: boolean
  /** As `parseAnswer` reads it; empty when nothing is typed. */
  readonly onType: (date: string) => void
}

/**
 * Day, month and year apart: no calendar to page through, and a year alone where only that is known (bug case 33). Who
 * types at the end of a part that it fills goes on in the next by itself; Backspace in an empty part leads back. Each
 * part has a name of its own, so that a screen reader says where one is.
 */
export function DateInputs({ initial, isRequired, isPartial, isInvalid, onType }: DateInputsProps) {
  const { t } = useTranslation('declaration')
  const [first] = useState(() => readDateParts(initial))
  const parts = useRef<DateParts>(first)
  const row = useRef<HTMLDivElement>(null)
  const hint = useId()
  const partAt = (index: number) => row.current?.querySelectorAll('input')[index]

  function typed(index: number, name: keyof DateParts, input: HTMLInputElement, event: Event): void {
    const before = parts.current[name]
    parts.current = { ...parts.current, [name]: input.value }
    onType(writeDate(parts.current))
    // Not for what is pasted, filled in or rubbed out, nor for a correction within the part.
    const isTyped = event instanceof InputEvent && event.inputType === 'insertText'
    const isAtEnd = input.selectionStart === input.value.length && input.value.length > before.length
    if (isTyped && isAtEnd && isPartFull(name, input.value)) {
      const next = partAt(index + 1)
      next?.focus()
      next?.select()
    }
  }

  function goBack(index: number, event: KeyboardEvent<HTMLInputElement>): void {
    const input = event.currentTarget
    if (event.key !== 'Backspace' || event.repeat || input.value !== '') return
    const former = partAt(index - 1)
    if (former === undefined) return
    event.preventDefault()
    former.focus()
    former.setSelectionRange(former.value.length, former.value.length)
  }

  return (
    <div ref={row} className={styles.date}>
      {partNames.map((name, index) => (
        <label key={name} className={styles.datePart} data-part={name}>
          <span>{t(`date.${name}`)}</span>
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={name === 'year' ? 4 : 2}
            defaultValue={first[name]}
            aria-required={isRequired && (name === 'year' || !isPartial)}
            aria-invalid={isInvalid || undefined}
            aria-describedby={name === 'year' ? undefined : hint}
            onInput={(event) => typed(index, name, event.currentTarget, event.nativeEvent)}
            onKeyDown={(event) => goBack(index, event)}
          />
        </label>
      ))}
      <p id={hint} hidden>
        {t('date.goesOn')}
      </p>
    </div>
  )
}
