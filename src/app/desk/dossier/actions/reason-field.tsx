import type { CustomTypeOptions } from 'i18next'
import { useTranslation } from 'react-i18next'
import { TextArea } from '../../../ui/field/field.tsx'
import styles from './action-dialog.module.css'
import type { ActionFieldProps } from './action-fields.ts'
import { type ActionType, actionKind } from './action-kinds.ts'
import { useMistakeText } from './use-mistake-text.ts'

type Phrase = keyof CustomTypeOptions['resources']['workflow']['phrase']

/** Ready-made sentences by step; none is chosen for anybody. */
const phrases: Readonly<Partial<Record<ActionType, readonly Phrase[]>>> = {
  refuse: ['notCompetent', 'duplicate', 'wrongPapers'],
  'request-supplement': ['papersMissing', 'blurred', 'differs'],
  withdraw: ['wishesWithdrawal'],
  stop: ['wishesStop', 'ineligible'],
  transfer: ['receiverCompetent', 'opinionNeeded'],
  'decline-transfer': ['notCompetent'],
  'send-back': ['wording', 'checkAgain'],
  extend: ['verification', 'opinionAwaited'],
}

const longest = 2000

/** Why, with sentences to begin from. */
export function ReasonField({
  type,
  draft,
  onChange,
  mistakes,
}: ActionFieldProps & { readonly type: ActionType }) {
  const { t } = useTranslation('workflow')
  // What citizens and slips get is Vietnamese, whatever the language of the screen.
  const { t: inVietnamese } = useTranslation('workflow', { lng: 'vi' })
  const mistake = useMistakeText(mistakes)
  const offered = phrases[type] ?? []
  const add = (phrase: string) =>
    onChange({ reason: [draft.reason.trim(), phrase].filter((part) => part !== '').join(' ') })
  return (
    <div className={styles.group}>
      <TextArea
        label={t('field.reason')}
        help={actionKind(type).isReasonPublic === true ? t('field.reasonHelp') : t('field.reasonInside')}
        error={mistake('reason')}
        name="reason"
        rows={3}
        maxLength={longest}
        value={draft.reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
      {offered.length === 0 ? null : (
        <div className={styles.phrases}>
          <p>{t('field.phrases')}</p>
          <ul>
            {offered.map((phrase) => (
              <li key={phrase}>
                <button type="button" onClick={() => add(inVietnamese(`phrase.${phrase}`))}>
                  {t(`phrase.${phrase}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
