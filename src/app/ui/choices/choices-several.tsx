import type { ComponentProps } from 'react'
import { FieldGroup } from '../field/field.tsx'
import styles from './choices.module.css'

interface ChoicesSeveralProps extends Omit<ComponentProps<typeof FieldGroup>, 'children'> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** Any number of a few, as large tiles over native checkboxes. */
export function ChoicesSeveral({ options, values, onChange, ...texts }: ChoicesSeveralProps) {
  return (
    <FieldGroup {...texts}>
      <div className={styles.choices}>
        {options.map(({ value, label }) => (
          <label key={value} className={styles.choice}>
            <input
              type="checkbox"
              value={value}
              checked={values.includes(value)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...values, value] : values.filter((other) => other !== value),
                )
              }
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
