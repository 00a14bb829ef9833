import type { SelectHTMLAttributes } from 'react'
import fieldStyles from '../field/field.module.css'
import { Field, type FieldTexts } from '../field/field.tsx'
import styles from './select.module.css'

interface SelectProps
  extends FieldTexts,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className' | 'children' | 'onChange'> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Stands there while nothing is chosen. */
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One of a list that staff know, on the native control. For citizens there is `list-picker`. */
export function Select({
  label,
  official,
  help,
  error,
  doubt,
  options,
  placeholder,
  onChange,
  ...rest
}: SelectProps) {
  return (
    <Field
      label={label}
      {...(official === undefined ? {} : { official })}
      {...(help === undefined ? {} : { help })}
      {...(error === undefined ? {} : { error })}
      {...(doubt === undefined ? {} : { doubt })}
    >
      {(described) => (
        <select
          {...rest}
          {...described}
          className={`${fieldStyles.input} ${styles.select}`}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{placeholder}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
