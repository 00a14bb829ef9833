import { useTranslation } from 'react-i18next'
import { itemsOf } from '../../../../domain/form/decide.ts'
import type { AnswerValue, GroupQuestion, Question } from '../../../../domain/form/definition.ts'
import { isFieldValue, visibleItem } from '../../../../domain/form/evaluate.ts'
import { isDrawnSignature, signatureBoard } from '../../../../domain/form/signature.ts'
import { contentLanguage } from '../../../i18n.ts'
import { SignatureDrawing } from '../../../ui/signature/signature-drawing.tsx'
import { useDeclaration } from '../declaration-context.ts'
import type { ShownProblem } from '../shown-problems.ts'
import { useAnswerText } from '../use-answer-text.ts'
import styles from './review.module.css'

interface AnswerViewProps {
  readonly question: Question
  readonly answer: AnswerValue | undefined
  /** Those of this question. */
  readonly problems: readonly ShownProblem[]
}

/** One answer as it will be filed; a group with all answers of each item. */
export function AnswerView({ question, answer, problems }: AnswerViewProps) {
  const { t } = useTranslation('declaration')
  const answerText = useAnswerText()
  if (question.type === 'group' && itemsOf(answer).length > 0) {
    return <Items group={question} answer={answer} problems={problems} />
  }
  if (question.type === 'group' || answer === undefined || !isFieldValue(answer)) {
    const isBad = problems.some(({ severity }) => severity === 'error')
    return <span className={styles.empty}>{t(isBad ? 'review.missing' : 'review.notAnswered')}</span>
  }
  if (question.type === 'signature' && typeof answer === 'string' && isDrawnSignature(answer)) {
    return <SignatureDrawing path={answer} board={signatureBoard} label={t('signature.drawn')} />
  }
  return answerText(question, answer)
}

interface ItemsProps {
  readonly group: GroupQuestion
  readonly answer: AnswerValue | undefined
  readonly problems: readonly ShownProblem[]
}

function Items({ group, answer, problems }: ItemsProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { complete, today } = useDeclaration()
  return (
    <ol className={styles.items}>
      {itemsOf(answer).map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no other name, and keeps no state.
        <li key={index}>
          <p>{t('group.item', { title: group.itemTitle[language], number: index + 1 })}</p>
          <dl>
            {visibleItem(group, item, { answers: complete, today }).questions.map((question) => {
              const own = problems.filter(
                (problem) => problem.item?.index === index && problem.item.question === question.id,
              )
              return (
                <div key={question.id} data-bad={own.some(({ severity }) => severity === 'error')}>
                  <dt>{question.label[language]}</dt>
                  <dd className={styles.value}>
                    <AnswerView question={question} answer={item[question.id]} problems={own} />
                  </dd>
                </div>
              )
            })}
          </dl>
        </li>
      ))}
    </ol>
  )
}
