import { useTranslation } from 'react-i18next'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { listOfficers } from '../../desk-client.ts'
import { ProblemNotice } from '../../problem-notice.tsx'
import { usePolled } from '../../use-polled.ts'
import type { ActionFieldProps } from './action-fields.ts'
import { useMistakeText } from './use-mistake-text.ts'

/** Who of the unit gets it, with what each has in hand. */
export function OfficerField({ dossier, draft, onChange, mistakes }: ActionFieldProps) {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(mistakes)
  const { value, problem, refresh } = usePolled(listOfficers)
  if (value === null) {
    return problem === null ? (
      <Busy />
    ) : (
      <ProblemNotice problem={problem} title={t('field.officersFailed')} onRetry={() => void refresh()} />
    )
  }
  // Whoever has it already needs no second handing over.
  const others = value.officers.filter(({ username }) => username !== dossier.summary.officer)
  if (others.length === 0) return <Notice kind="warning" title={t('field.officersNone')} />
  return (
    <Select
      label={t('field.officer')}
      placeholder={t('field.officerChoose')}
      error={mistake('officer')}
      value={draft.officer}
      onChange={(officer) => onChange({ officer })}
      options={others.map(({ username, name, open }) => ({
        value: username,
        label: t('field.officerOption', { name, count: open }),
      }))}
    />
  )
}
