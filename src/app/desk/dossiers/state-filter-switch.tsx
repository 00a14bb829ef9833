import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type StateFilter, stateFilters } from './dossier-list.ts'
import styles from './state-filter-switch.module.css'

interface StateFilterSwitchProps {
  readonly value: StateFilter
  readonly onChange: (value: StateFilter) => void
}

// Parsed edge: the keys of a constant.
const filters = Object.keys(stateFilters) as StateFilter[]

export function StateFilterSwitch({ value, onChange }: StateFilterSwitchProps) {
  const { t } = useTranslation('desk')
  const name = useId()
  return (
    <fieldset className={styles.filters}>
      <legend className="visually-hidden">{t('dossiers.filter.label')}</legend>
      {filters.map((filter) => (
        <label key={filter} className={styles.filter}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={filter === value}
            onChange={() => onChange(filter)}
          />
          <span>{t(`dossiers.filter.${filter}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
