import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../../catalogue/schema.ts'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { TextArea } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { missingPhotos } from './action-draft.ts'
import type { ActionFieldProps } from './action-fields.ts'
import { type ActionType, actionKind } from './action-kinds.ts'
import { AmountFields } from './amount-fields.tsx'
import { DueDateFields } from './due-date-fields.tsx'
import { OfficerField } from './officer-field.tsx'
import { PaperRowsField } from './paper-rows-field.tsx'
import { ReasonField } from './reason-field.tsx'
import { HandOverFields, ReturnWayField } from './return-fields.tsx'
import { TargetField } from './target-field.tsx'
import { useMistakeText } from './use-mistake-text.ts'

interface ActionFormProps extends ActionFieldProps {
  readonly type: ActionType
  readonly procedure: Procedure | undefined
}

/** What a step asks for, field by field. */
export function ActionForm(props: ActionFormProps): ReactNode {
  const { t } = useTranslation('workflow')
  const mistake = useMistakeText(props.mistakes)
  const { type, dossier, draft, onChange } = props
  const missing = missingPhotos(dossier)
  return actionKind(type).asksFor.map((asked) => {
    switch (asked) {
      case 'reason':
        return <ReasonField key={asked} {...props} />
      case 'note':
        return (
          <TextArea
            key={asked}
            label={t('field.note')}
            rows={2}
            maxLength={2000}
            value={draft.note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )
      case 'return-way':
        return <ReturnWayField key={asked} label={t('field.returnWay')} {...props} />
      case 'papers-received':
        return (
          <PaperRowsField
            key={asked}
            {...props}
            label={t('field.papersReceived')}
            help={t('field.papersReceivedHelp')}
          />
        )
      case 'papers-wanted':
        return (
          <PaperRowsField
            key={asked}
            {...props}
            label={t('field.papersWanted')}
            help={t('field.papersWantedHelp')}
          />
        )
      case 'missing-photos':
        return missing === 0 ? null : (
          <Warned
            key={asked}
            title={t('missing.title', { count: missing })}
            help={t('missing.help')}
            label={t('missing.accepted')}
            isChecked={draft.isMissingAccepted}
            onChange={(isMissingAccepted) => onChange({ isMissingAccepted })}
            error={mistake(asked)}
          />
        )
      case 'second-request':
        return dossier.supplements === 0 ? null : (
          <Warned
            key={asked}
            title={t('second.title', { count: dossier.supplements + 1 })}
            help={t('second.help')}
            label={t('field.isSecondMeant')}
            isChecked={draft.isSecondMeant}
            onChange={(isSecondMeant) => onChange({ isSecondMeant })}
            error={mistake(asked)}
          />
        )
      case 'officer':
        return <OfficerField key={asked} {...props} />
      case 'target':
        return <TargetField key={asked} {...props} />
      case 'due-date':
        return <DueDateFields key={asked} {...props} />
      case 'amount':
        return <AmountFields key={asked} {...props} />
      case 'hand-over':
        return <HandOverFields key={asked} {...props} />
      default:
        return asked satisfies never
    }
  })
}

interface WarnedProps {
  readonly title: string
  readonly help: string
  readonly label: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly error: string | undefined
}

/** A warning that one has to agree to. */
function Warned({ title, help, ...checkbox }: WarnedProps) {
  return (
    <>
      <Notice kind="warning" title={title}>
        <p>{help}</p>
      </Notice>
      <Checkbox {...checkbox} />
    </>
  )
}
