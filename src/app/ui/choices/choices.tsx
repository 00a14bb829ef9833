import { type ComponentProps, useId } from 'react'
import { FieldGroup } from '../field/field.tsx'
import styles from './choices.module.css'

interface ChoicesProps extends Omit<ComponentProps<typeof FieldGroup>, 'children'> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | undefined
  readonly onChange: (value: string) => void
}

/** One answer of a few, as large tiles over native radio buttons. */
export function Choices({ options, value, onChange, ...texts }: ChoicesProps) {
  const name = useId()
  return (
    <FieldGroup {...texts}>
      <div className={styles.choices}>
        {options.map((option) => (
          <label key={option.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
