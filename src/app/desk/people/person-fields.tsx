import { useTranslation } from 'react-i18next'
import type { PeopleList, PersonChange } from '../../../contract/people.ts'
import { staffRoles } from '../../../domain/people/permissions.ts'
import { Choices } from '../../ui/choices/choices.tsx'
import { TextInput } from '../../ui/field/field.tsx'

interface PersonFieldsProps {
  readonly list: PeopleList
  readonly value: PersonChange
  /** False for one's own account: nobody gives rights to oneself. */
  readonly isRoleOpen: boolean
  /** The form has been sent once: what is missing is said. */
  readonly isChecked: boolean
  readonly onChange: (value: PersonChange) => void
}

/** Name, unit, a role of that unit, and the name at the provider where there is one. */
export function PersonFields({ list, value, isRoleOpen, isChecked, onChange }: PersonFieldsProps) {
  const { t } = useTranslation(['people', 'desk'])
  const unit = list.units.find(({ code }) => code === value.unit)
  return (
    <>
      <TextInput
        label={t('field.name')}
        name="name"
        maxLength={100}
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
        error={isChecked && value.name.trim() === '' ? t('field.nameMissing') : undefined}
      />
      {isRoleOpen && list.units.length > 1 ? (
        <Choices
          label={t('field.unit')}
          options={list.units.map(({ code, name }) => ({ value: code, label: name }))}
          value={value.unit}
          onChange={(code) => {
            const roles = list.units.find((each) => each.code === code)?.roles ?? []
            // A team has one role only; in all others the one chosen before may stay.
            const role = roles.find((known) => known === value.role) ?? (roles.length === 1 ? roles[0] : '')
            onChange({ ...value, unit: code, role: role ?? '' })
          }}
        />
      ) : null}
      {isRoleOpen ? (
        <Choices
          label={t('field.role')}
          options={staffRoles
            .filter((role) => unit?.roles.includes(role) === true)
            .map((role) => ({ value: role, label: t(`desk:role.${role}`) }))}
          value={value.role}
          onChange={(role) => onChange({ ...value, role })}
          {...(isChecked && value.role === '' ? { error: t('field.roleMissing') } : {})}
        />
      ) : null}
      {list.openIdName === null ? null : (
        <TextInput
          label={t('field.identity', { provider: list.openIdName })}
          help={t('field.identityHelp')}
          name="identity"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={value.identityName ?? ''}
          onChange={(event) =>
            onChange({ ...value, identityName: event.target.value === '' ? null : event.target.value })
          }
        />
      )}
    </>
  )
}
