import { useTranslation } from 'react-i18next'
import { itemsOf } from '../../../domain/form/decide.ts'
import type { AnswerValue, GroupItem, GroupQuestion, Question } from '../../../domain/form/definition.ts'
import { isFieldValue } from '../../../domain/form/evaluate.ts'
import { isDrawnSignature, signatureBoard } from '../../../domain/form/signature.ts'
import { contentLanguage } from '../../i18n.ts'
import { SignatureDrawing } from '../../ui/signature/signature-drawing.tsx'
import { answerText, type CodeLists, isTypedText } from './answer-text.ts'
import styles from './dossier-answers.module.css'

interface AnswerValueViewProps {
  readonly question: Question | undefined
  readonly value: AnswerValue
  readonly lists: CodeLists
}

/** One answer as staff read it; a group item by item, also where this version of the form does not know it. */
export function AnswerValueView({ question, value, lists }: AnswerValueViewProps) {
  const { t, i18n } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  if (!isFieldValue(value)) {
    const group = question?.type === 'group' ? question : undefined
    return <Items group={group} items={itemsOf(value)} lists={lists} />
  }
  const asked = question?.type === 'group' ? undefined : question
  if (typeof value === 'string' && isDrawnSignature(value)) {
    return <SignatureDrawing path={value} board={signatureBoard} label={t('dossier.signature')} />
  }
  const yesNo = { yes: t('answer.yes', { ns: 'common' }), no: t('answer.no', { ns: 'common' }) }
  return (
    <span lang={isTypedText(asked) ? 'vi' : undefined}>
      {answerText(asked, value, { lists, language, yesNo })}
    </span>
  )
}

interface ItemsProps {
  readonly group: GroupQuestion | undefined
  readonly items: readonly GroupItem[]
  readonly lists: CodeLists
}

function Items({ group, items, lists }: ItemsProps) {
  const { t, i18n } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  return (
    <ol className={styles.items}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no other name, and keeps no state.
        <li key={index}>
          <p className={styles.itemTitle}>
            {group === undefined ? null : `${group.itemTitle[language]} `}
            {index + 1}
          </p>
          <dl>
            {Object.entries(item).map(([id, value]) => {
              const question = group?.questions.find((asked) => asked.id === id)
              return (
                <div key={id}>
                  <dt>{question === undefined ? id : (question.official ?? question.label)[language]}</dt>
                  <dd>
                    <AnswerValueView question={question} value={value} lists={lists} />
                    {question?.uncertain === true ? (
                      <p className={styles.uncertain}>{t('dossier.uncertain')}</p>
                    ) : null}
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
