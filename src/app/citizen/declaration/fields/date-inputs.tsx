import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../declaration.module.css'
import { type DateParts, readDateParts, writeDate } from './date-parts.ts'

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

/** Day, month and year apart: no calendar to page through, and a year alone where only that is known (bug case 33). */
export function DateInputs({ initial, isRequired, isPartial, isInvalid, onType }: DateInputsProps) {
  const { t } = useTranslation('declaration')
  const [first] = useState(() => readDateParts(initial))
  const parts = useRef<DateParts>(first)
  return (
    <div className={styles.date}>
      {partNames.map((name) => (
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
            onInput={(event) => {
              parts.current = { ...parts.current, [name]: event.currentTarget.value }
              onType(writeDate(parts.current))
            }}
          />
        </label>
      ))}
    </div>
  )
}
