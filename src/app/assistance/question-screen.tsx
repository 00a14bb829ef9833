import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GuideQuestion } from '../../domain/assistance/guide.ts'
import { contentLanguage } from '../i18n.ts'
import { Button } from '../ui/button/button.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { Screen } from '../ui/screen/screen.tsx'

interface QuestionScreenProps {
  readonly question: GuideQuestion
  /** 1, 2, 3 … */
  readonly number: number
  readonly onBack: () => void
  readonly onAnswer: (value: string) => void
}

export function QuestionScreen({ question, number, onBack, onAnswer }: QuestionScreenProps) {
  const { t, i18n } = useTranslation('assistance')
  const language = contentLanguage(i18n.language)
  const [value, setValue] = useState<string>()
  const [isMissed, setIsMissed] = useState(false)
  return (
    <Screen
      title={question.text[language]}
      eyebrow={t('question', { number })}
      onBack={onBack}
      actions={
        <Button
          kind="primary"
          onClick={() => {
            if (value === undefined) setIsMissed(true)
            else onAnswer(value)
          }}
        >
          {t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <Choices
        label={t('choose')}
        help={question.help?.[language]}
        error={isMissed && value === undefined ? t('chooseOne') : undefined}
        options={question.options.map((option) => ({ value: option.value, label: option.text[language] }))}
        value={value}
        onChange={setValue}
      />
    </Screen>
  )
}
