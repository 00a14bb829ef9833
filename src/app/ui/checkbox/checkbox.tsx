import { type ReactNode, useId } from 'react'
import { Icon } from '../icon/icon.tsx'
import styles from './checkbox.module.css'

interface CheckboxProps {
  readonly label: ReactNode
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly error?: ReactNode
}

/** One statement to agree to, as a large tile over the native checkbox. */
export function Checkbox({ label, isChecked, onChange, error }: CheckboxProps) {
  const errorId = useId()
  const hasError = error !== undefined
  return (
    <div className={styles.field}>
      <label className={styles.tile} data-invalid={hasError}>
        <input
          type="checkbox"
          checked={isChecked}
          onChange={(event) => onChange(event.target.checked)}
          aria-invalid={hasError || undefined}
          aria-describedby={hasError ? errorId : undefined}
        />
        <span>{label}</span>
      </label>
      <div aria-live="polite">
        {hasError ? (
          <p id={errorId} className={styles.error}>
            <Icon name="error" />
            <span>{error}</span>
          </p>
        ) : null}
      </div>
    </div>
  )
}
