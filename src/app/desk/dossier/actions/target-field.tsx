import { useTranslation } from 'react-i18next'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Choices } from '../../../ui/choices/choices.tsx'
import { TextInput } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { listTransferUnits } from '../../desk-client.ts'
import { ProblemNotice } from '../../problem-notice.tsx'
import { usePolled } from '../../use-polled.ts'
import type { ActionFieldProps } from './action-fields.ts'
import { useMistakeText } from './use-mistake-text.ts'

/** Where it goes: a unit that works here, or an authority that does not. */
export function TargetField(props: ActionFieldProps) {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(props.mistakes)
  const { draft, onChange } = props
  return (
    <>
      <Choices
        label={t('field.target')}
        value={draft.target}
        onChange={(target) => onChange({ target: target === 'unit' ? 'unit' : 'authority' })}
        options={[
          { value: 'unit', label: t('field.targetUnit') },
          { value: 'authority', label: t('field.targetAuthority') },
        ]}
      />
      {draft.target === 'unit' ? (
        <UnitField {...props} />
      ) : (
        <TextInput
          label={t('field.authority')}
          help={t('field.authorityHelp')}
          error={mistake('authority')}
          lang="vi"
          maxLength={300}
          value={draft.authority}
          onChange={(event) => onChange({ authority: event.target.value })}
        />
      )}
    </>
  )
}

function UnitField({ draft, onChange, mistakes }: ActionFieldProps) {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(mistakes)
  const { value, problem, refresh } = usePolled(listTransferUnits)
  if (value === null) {
    return problem === null ? (
      <Busy />
    ) : (
      <ProblemNotice problem={problem} title={t('field.unitsFailed')} onRetry={() => void refresh()} />
    )
  }
  if (value.units.length === 0) return <Notice kind="warning" title={t('field.unitsNone')} />
  return (
    <Select
      label={t('field.unit')}
      placeholder={t('field.unitChoose')}
      error={mistake('unit')}
      value={draft.unit}
      onChange={(unit) => onChange({ unit })}
      options={value.units.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}
