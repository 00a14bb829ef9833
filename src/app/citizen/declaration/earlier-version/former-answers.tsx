import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../../i18n.ts'
import { useDeclaration } from '../declaration-context.ts'
import { AnswerView } from '../review/answer-view.tsx'
import reviewStyles from '../review/review.module.css'

/** What was declared on an earlier version of the form and is not asked for now: to be read, not filed. */
export function FormerAnswers() {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const titleId = useId()
  const { former = [] } = useDeclaration().draft
  if (former.length === 0) return null
  return (
    <section className={reviewStyles.section} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('former.title')}</h2>
      <p>{t('former.body')}</p>
      <dl className={reviewStyles.answers}>
        {former.map(({ question, answer }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same question may be there twice, from two versions.
          <div key={index} className={reviewStyles.answer}>
            <dt>{question.label[language]}</dt>
            <dd className={reviewStyles.value}>
              <AnswerView question={question} answer={answer} problems={[]} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
