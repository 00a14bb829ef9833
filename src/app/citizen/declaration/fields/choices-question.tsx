import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../../i18n.ts'
import { ChoicesSeveral } from '../../../ui/choices/choices-several.tsx'
import type { QuestionProps } from './field-props.ts'

/** Any number of a few. None chosen is no answer. */
export function ChoicesQuestion({ question, answer, texts, onAnswer, onLeave }: QuestionProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const options = (question.options ?? []).map(({ value, label }) => ({ value, label: label[language] }))
  const values = Array.isArray(answer) ? answer : []
  return (
    <ChoicesSeveral
      help={t('choices.several')}
      {...texts}
      options={options}
      values={values}
      onChange={(chosen) => onAnswer(chosen.length === 0 ? undefined : chosen)}
      onLeave={onLeave}
    />
  )
}
