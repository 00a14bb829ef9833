import { type ComponentType, memo, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerTo, ownValue } from '../../../../domain/form/decide.ts'
import type {
  FieldQuestion,
  FieldType,
  FieldValue,
  GroupQuestion,
  Question,
} from '../../../../domain/form/definition.ts'
import { isFieldValue, isRequired } from '../../../../domain/form/evaluate.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { useAnswering } from '../answering.ts'
import styles from '../declaration.module.css'
import { useDeclaration } from '../declaration-context.ts'
import { useAnswer, useKeptAnswers } from '../kept-answers.ts'
import type { ShownProblem } from '../shown-problems.ts'
import { useAnswerText } from '../use-answer-text.ts'
import { useProblemText } from '../use-problem-text.ts'
import { AddressQuestion } from './address-question.tsx'
import { ChoiceQuestion } from './choice-question.tsx'
import { ChoicesQuestion } from './choices-question.tsx'
import { DateQuestion } from './date-question.tsx'
import type { QuestionProps, QuestionTexts } from './field-props.ts'
import { GroupQuestionField } from './group-question.tsx'
import { IdentityDocumentQuestion } from './identity-document-question.tsx'
import { ListQuestion } from './list-question.tsx'
import { SignatureQuestion } from './signature-question.tsx'
import { TextQuestion } from './text-question.tsx'

const kinds = {
  text: TextQuestion,
  name: TextQuestion,
  'long-text': TextQuestion,
  number: TextQuestion,
  money: TextQuestion,
  'citizen-number': TextQuestion,
  'old-id-number': TextQuestion,
  phone: TextQuestion,
  email: TextQuestion,
  date: DateQuestion,
  choice: ChoiceQuestion,
  choices: ChoicesQuestion,
  'yes-no': ChoiceQuestion,
  address: AddressQuestion,
  'ethnic-group': ListQuestion,
  nationality: ListQuestion,
  relation: ListQuestion,
  'identity-document': IdentityDocumentQuestion,
  signature: SignatureQuestion,
} satisfies Record<FieldType, ComponentType<QuestionProps>>

interface QuestionFieldProps {
  readonly question: Question
  readonly problems: readonly ShownProblem[]
  readonly onLeave: (question: string) => void
}

/** One question of the form with what is wrong or doubtful about its answer. */
export function QuestionField({ question, problems, onLeave }: QuestionFieldProps) {
  const { rule, setAnswer } = useAnswering()
  const { setUnchosen } = useKeptAnswers()
  const problemText = useProblemText()
  // Inputs keep what is typed by themselves; a copied answer makes them anew.
  const [copies, setCopies] = useState(0)
  const { id } = question
  const answered = useCallback((value: FieldValue | undefined) => setAnswer(id, value), [setAnswer, id])
  const left = useCallback(() => onLeave(id), [onLeave, id])

  // What is wrong in an item of a group is said at the item.
  const own = problems.filter(({ item }) => item === undefined)
  const error = own.find(({ severity }) => severity === 'error')
  const doubts = own.filter(({ severity }) => severity === 'ask')
  const said: Said = {
    isRequired: isRequired(question, rule),
    error: error && problemText(error),
    doubt: doubts.length === 0 ? undefined : doubts.map(problemText).join(' '),
  }
  if (question.type === 'group') {
    return (
      <div className={styles.question} data-question={id}>
        <AskedGroup {...said} group={question} problems={problems} />
      </div>
    )
  }
  return (
    <div className={styles.question} data-question={id}>
      <Asked
        key={copies}
        {...said}
        question={question}
        today={rule.today}
        onAnswer={answered}
        onLeave={left}
      />
      <SameAs
        question={question}
        onCopy={(value) => {
          setUnchosen(id, false)
          setAnswer(id, value)
          setCopies((count) => count + 1)
        }}
      />
    </div>
  )
}

/** What is said of a question beside its own words. */
interface Said {
  readonly isRequired: boolean
  readonly error: string | undefined
  readonly doubt: string | undefined
}

interface AskedProps extends Omit<QuestionProps, 'texts' | 'answer'>, Said {}

/** Drawn anew only when something of its own has changed, and then at once: an answer is one of several on a screen. */
const Asked = memo(function Asked({ error, doubt, ...asked }: AskedProps) {
  const { question, isRequired } = asked
  const texts = useTexts(question, { isRequired, error, doubt })
  const answer = useAnswer(question)
  const Kind = kinds[question.type]
  return <Kind {...asked} answer={isFieldValue(answer) ? answer : undefined} texts={texts} />
})

interface AskedGroupProps extends Said {
  readonly group: GroupQuestion
  readonly problems: readonly ShownProblem[]
}

function AskedGroup({ group, problems, ...said }: AskedGroupProps) {
  return <GroupQuestionField group={group} texts={useTexts(group, said)} problems={problems} />
}

function useTexts(question: Question, { isRequired, error, doubt }: Said): QuestionTexts {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  return {
    label: isRequired ? (
      question.label[language]
    ) : (
      <>
        {question.label[language]} <span className={styles.optional}>{t('optional')}</span>
      </>
    ),
    ...(question.official === undefined ? {} : { official: question.official[language] }),
    ...(question.help === undefined ? {} : { help: question.help[language] }),
    ...(error === undefined ? {} : { error }),
    ...(doubt === undefined ? {} : { doubt }),
  }
}

interface SameAsProps {
  readonly question: FieldQuestion
  readonly onCopy: (value: FieldValue) => void
}

/** Offers the answer to another question, in full, so that nobody has to remember what it was. */
function SameAs({ question, onCopy }: SameAsProps) {
  const { t, i18n } = useTranslation('declaration')
  const { form } = useDeclaration()
  const { answers, rule, group } = useAnswering()
  const answerText = useAnswerText()
  const { sameAs } = question
  if (sameAs === undefined) return null
  const source = sameAs.startsWith('./')
    ? group?.questions.find(({ id }) => `./${id}` === sameAs)
    : form.sections
        .flatMap(({ steps }) => steps.flatMap(({ questions }) => questions))
        .find(({ id }) => id === sameAs)
  const answer = answerTo(sameAs, rule)
  if (source === undefined || source.type === 'group' || !isFieldValue(answer)) return null
  if (JSON.stringify(answer) === JSON.stringify(ownValue(answers, question.id))) return null
  return (
    <Button onClick={() => onCopy(answer)}>
      {t('sameAs', {
        answer: answerText(source, answer),
        question: source.label[contentLanguage(i18n.language)],
      })}
    </Button>
  )
}
