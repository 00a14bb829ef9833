import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import type { AuditFilter } from '../desk-client.ts'
import styles from './audit-filter-form.module.css'

interface AuditFilterFormProps {
  /** The log of one dossier needs no code to be typed. */
  readonly hasDossier: boolean
  readonly onChange: (filter: Omit<AuditFilter, 'dossier'> & { readonly dossier: string }) => void
}

const everything = { dossier: '', person: '', from: '', to: '' }

export function AuditFilterForm({ hasDossier, onChange }: AuditFilterFormProps) {
  const { t } = useTranslation('audit')
  const [typed, setTyped] = useState(everything)
  const [isReversed, setIsReversed] = useState(false)
  const change = (field: keyof typeof everything) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setTyped((before) => ({ ...before, [field]: value }))
  }

  function apply(event: FormEvent): void {
    event.preventDefault()
    const reversed = typed.from !== '' && typed.to !== '' && typed.to < typed.from
    setIsReversed(reversed)
    if (!reversed) onChange(typed)
  }

  function clear(): void {
    setTyped(everything)
    setIsReversed(false)
    onChange(everything)
  }

  return (
    <form className={styles.form} aria-label={t('filter.label')} onSubmit={apply}>
      {hasDossier ? null : (
        <TextInput label={t('filter.dossier')} value={typed.dossier} onChange={change('dossier')} />
      )}
      <TextInput
        label={t('filter.person')}
        value={typed.person}
        onChange={change('person')}
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextInput type="date" label={t('filter.from')} value={typed.from} onChange={change('from')} />
      <TextInput
        type="date"
        label={t('filter.to')}
        value={typed.to}
        onChange={change('to')}
        error={isReversed ? t('filter.daysReversed') : undefined}
      />
      <div className={styles.actions}>
        <Button type="submit">{t('filter.apply')}</Button>
        <Button kind="quiet" onClick={clear}>
          {t('filter.clear')}
        </Button>
      </div>
    </form>
  )
}
