import { TextInput } from '../ui/field/field.tsx'

interface PeriodFieldsProps {
  readonly labels: { readonly from: string; readonly until: string }
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly until: string
  readonly onFrom: (day: string) => void
  readonly onUntil: (day: string) => void
}

/** Two days; one that passes the other takes it along, and an emptied field changes nothing. */
export function PeriodFields({ labels, from, until, onFrom, onUntil }: PeriodFieldsProps) {
  return (
    <>
      <TextInput
        label={labels.from}
        type="date"
        required
        max={until}
        value={from}
        onChange={({ target }) => {
          if (target.value === '') return
          onFrom(target.value)
          if (target.value > until) onUntil(target.value)
        }}
      />
      <TextInput
        label={labels.until}
        type="date"
        required
        min={from}
        value={until}
        onChange={({ target }) => {
          if (target.value === '') return
          onUntil(target.value)
          if (target.value < from) onFrom(target.value)
        }}
      />
    </>
  )
}
