import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../../i18n.ts'
import { Choices } from '../../../ui/choices/choices.tsx'
import type { QuestionProps } from './field-props.ts'

/** One of a few, or yes and no. */
export function ChoiceQuestion({ question, answer, texts, onAnswer }: QuestionProps) {
  const { t, i18n } = useTranslation()
  const language = contentLanguage(i18n.language)
  if (question.type === 'yes-no') {
    return (
      <Choices
        {...texts}
        options={[
          { value: 'yes', label: t('answer.yes') },
          { value: 'no', label: t('answer.no') },
        ]}
        value={typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : undefined}
        onChange={(value) => onAnswer(value === 'yes')}
      />
    )
  }
  const options = (question.options ?? []).map(({ value, label }) => ({ value, label: label[language] }))
  return (
    <Choices
      {...texts}
      options={options}
      value={typeof answer === 'string' ? answer : undefined}
      onChange={onAnswer}
    />
  )
}
