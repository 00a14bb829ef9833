import { useTranslation } from 'react-i18next'
import { addDays } from '../../../../domain/time/civil-day.ts'
import { vietnamDay } from '../../../../domain/time/vietnam-time.ts'
import { TextInput } from '../../../ui/field/field.tsx'
import { momentText } from '../../moment.tsx'
import styles from './action-dialog.module.css'
import type { ActionFieldProps } from './action-fields.ts'
import { useMistakeText } from './use-mistake-text.ts'

/** The new appointment: a day after the one that was promised. */
export function DueDateFields({ dossier, draft, onChange, mistakes }: ActionFieldProps) {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(mistakes)
  const { dueAt } = dossier.summary
  return (
    <div className={styles.pair}>
      <TextInput
        label={t('field.dueDay')}
        help={dueAt === null ? undefined : t('field.dueNow', { at: momentText(dueAt) })}
        error={mistake('dueDay')}
        type="date"
        {...(dueAt === null ? {} : { min: addDays(vietnamDay(dueAt), 1) })}
        value={draft.dueDay}
        onChange={(event) => onChange({ dueDay: event.target.value })}
      />
      <TextInput
        label={t('field.dueTime')}
        type="time"
        value={draft.dueTime}
        onChange={(event) => onChange({ dueTime: event.target.value })}
      />
    </div>
  )
}
