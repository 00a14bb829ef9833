import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerValue, Question, QuestionType } from '../../../../domain/form/definition.ts'
import { isRequired } from '../../../../domain/form/evaluate.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import styles from '../declaration.module.css'
import { useDeclaration } from '../declaration-context.ts'
import type { ShownProblem } from '../shown-problems.ts'
import { useAnswerText } from '../use-answer-text.ts'
import { useProblemText } from '../use-problem-text.ts'
import { AddressQuestion } from './address-question.tsx'
import { ChoiceQuestion } from './choice-question.tsx'
import { DateQuestion } from './date-question.tsx'
import type { QuestionProps } from './field-props.ts'
import { ListQuestion } from './list-question.tsx'
import { TextQuestion } from './text-question.tsx'

const kinds = {
  text: TextQuestion,
  name: TextQuestion,
  'long-text': TextQuestion,
  number: TextQuestion,
  'citizen-number': TextQuestion,
  phone: TextQuestion,
  email: TextQuestion,
  date: DateQuestion,
  choice: ChoiceQuestion,
  'yes-no': ChoiceQuestion,
  address: AddressQuestion,
  'ethnic-group': ListQuestion,
  nationality: ListQuestion,
} satisfies Record<QuestionType, ComponentType<QuestionProps>>

interface QuestionFieldProps {
  readonly question: Question
  readonly problems: readonly ShownProblem[]
  readonly onLeave: () => void
}

/** One question of the form with what is wrong or doubtful about its answer. */
export function QuestionField({ question, problems, onLeave }: QuestionFieldProps) {
  const { t, i18n } = useTranslation('declaration')
  const { draft, complete, today, setAnswer, setUnchosen } = useDeclaration()
  const problemText = useProblemText()
  const language = contentLanguage(i18n.language)
  // Inputs keep what is typed by themselves; a copied answer makes them anew.
  const [copies, setCopies] = useState(0)
  const Kind = kinds[question.type]
  const required = isRequired(question, { answers: complete, today })
  const errors = problems.filter(({ severity }) => severity === 'error')
  const doubts = problems.filter(({ severity }) => severity === 'ask')
  return (
    <div className={styles.question} data-question={question.id}>
      <Kind
        key={copies}
        question={question}
        answer={draft.answers[question.id]}
        isRequired={required}
        onAnswer={(value) => setAnswer(question.id, value)}
        onLeave={onLeave}
        texts={{
          label: required ? (
            question.label[language]
          ) : (
            <>
              {question.label[language]} <span className={styles.optional}>{t('optional')}</span>
            </>
          ),
          ...(question.official === undefined ? {} : { official: question.official[language] }),
          ...(question.help === undefined ? {} : { help: question.help[language] }),
          ...(errors[0] === undefined ? {} : { error: problemText(errors[0]) }),
          ...(doubts[0] === undefined ? {} : { doubt: doubts.map(problemText).join(' ') }),
        }}
      />
      <SameAs
        question={question}
        onCopy={(value) => {
          setUnchosen(question.id, false)
          setAnswer(question.id, value)
          setCopies((count) => count + 1)
        }}
      />
    </div>
  )
}

interface SameAsProps {
  readonly question: Question
  readonly onCopy: (value: AnswerValue) => void
}

/** Offers the answer to an earlier question, in full, so that nobody has to remember what it was. */
function SameAs({ question, onCopy }: SameAsProps) {
  const { t, i18n } = useTranslation('declaration')
  const { draft, complete, form } = useDeclaration()
  const answerText = useAnswerText()
  const source = form.sections
    .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
    .find(({ id }) => id === question.sameAs)
  const answer = source === undefined ? undefined : complete[source.id]
  if (source === undefined || answer === undefined) return null
  if (JSON.stringify(answer) === JSON.stringify(draft.answers[question.id])) return null
  return (
    <Button onClick={() => onCopy(answer)}>
      {t('sameAs', {
        answer: answerText(source, answer),
        question: source.label[contentLanguage(i18n.language)],
      })}
    </Button>
  )
}
