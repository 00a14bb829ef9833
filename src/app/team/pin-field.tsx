import { TextInput } from '../ui/field/field.tsx'

interface PinFieldProps {
  readonly label: string
  readonly name: string
  readonly value: string
  readonly onChange: (pin: string) => void
  readonly help?: string
  readonly error: string | undefined
}

export function PinField({ label, name, value, onChange, help, error }: PinFieldProps) {
  return (
    <TextInput
      label={label}
      help={help}
      name={name}
      type="password"
      inputMode="numeric"
      // Browsers offer to keep what is typed as a password, but not what is of use once.
      autoComplete="one-time-code"
      maxLength={12}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  )
}
