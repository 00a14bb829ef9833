import { useTranslation } from 'react-i18next'
import { parseField } from '../../../../domain/form/answer.ts'
import { FieldGroup } from '../../../ui/field/field.tsx'
import { DateInputs } from './date-inputs.tsx'
import type { QuestionProps } from './field-props.ts'

/** A day, or a month or a year where the question takes that. */
export function DateQuestion({
  question,
  answer,
  texts,
  isRequired,
  today,
  onAnswer,
  onLeave,
}: QuestionProps) {
  const { t } = useTranslation('declaration')
  const isPartial = question.partial === true
  const hint = question.help === undefined && isPartial ? { help: t('date.partial') } : {}
  return (
    <FieldGroup {...texts} {...hint} onLeave={onLeave}>
      <DateInputs
        initial={typeof answer === 'string' ? answer : ''}
        isRequired={isRequired}
        isPartial={isPartial}
        isInvalid={texts.error !== undefined}
        onType={(raw) => {
          const parsed = parseField(question, raw, { today })
          onAnswer(parsed.ok ? parsed.value : raw === '' ? undefined : raw)
        }}
      />
    </FieldGroup>
  )
}
