import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select/select.tsx'

interface UnitFieldProps {
  readonly units: readonly { readonly code: string; readonly name: string }[]
  readonly value: string
  readonly onChange: (unit: string) => void
}

/** Which unit, for whoever sees more than one. */
export function UnitField({ units, value, onChange }: UnitFieldProps) {
  const { t } = useTranslation('service-index')
  if (units.length < 2) return null
  return (
    <Select
      label={t('unit')}
      placeholder={t('choose')}
      options={units.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
      value={value}
      onChange={(unit) => unit !== '' && onChange(unit)}
    />
  )
}
