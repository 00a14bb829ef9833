import { useTranslation } from 'react-i18next'
import type { ReturnWay } from '../../../../contract/dossier-action.ts'
import { Choices } from '../../../ui/choices/choices.tsx'
import { TextInput } from '../../../ui/field/field.tsx'
import type { ActionFieldProps } from './action-fields.ts'
import { useMistakeText } from './use-mistake-text.ts'

const ways = ['counter', 'post', 'electronic'] as const satisfies readonly ReturnWay[]

/** How the result reaches the citizen. */
export function ReturnWayField({
  label,
  draft,
  onChange,
}: Pick<ActionFieldProps, 'draft' | 'onChange'> & { readonly label: string }) {
  const { t } = useTranslation('workflow')
  return (
    <Choices
      label={label}
      value={draft.returnWay}
      onChange={(value) => onChange({ returnWay: ways.find((way) => way === value) ?? draft.returnWay })}
      options={ways.map((way) => ({ value: way, label: t(`way.${way}`) }))}
    />
  )
}

/** How it was handed over, and who took it. */
export function HandOverFields({ draft, onChange, mistakes }: ActionFieldProps) {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(mistakes)
  return (
    <>
      <ReturnWayField label={t('field.way')} draft={draft} onChange={onChange} />
      <Choices
        label={t('field.receivedBy')}
        value={draft.isOtherReceiver ? 'other' : 'applicant'}
        onChange={(value) => onChange({ isOtherReceiver: value === 'other' })}
        options={[
          { value: 'applicant', label: t('field.applicant') },
          { value: 'other', label: t('field.other') },
        ]}
      />
      {draft.isOtherReceiver ? (
        <TextInput
          label={t('field.otherName')}
          error={mistake('receivedBy')}
          lang="vi"
          maxLength={200}
          value={draft.receivedBy}
          onChange={(event) => onChange({ receivedBy: event.target.value })}
        />
      ) : null}
    </>
  )
}
