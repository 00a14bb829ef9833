import { useTranslation } from 'react-i18next'
import { ownValue } from '../../../../domain/form/decide.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { useDeclaration } from '../declaration-context.ts'
import type { ShownProblem } from '../shown-problems.ts'
import type { AnswerPlace } from '../use-walk.ts'
import { AnswerView } from './answer-view.tsx'
import styles from './review.module.css'

interface ReviewAnswersProps {
  readonly problems: readonly ShownProblem[]
  readonly onMend: (place: AnswerPlace) => void
}

/** Every answer with its question, by section, each to be changed. */
export function ReviewAnswers({ problems, onMend }: ReviewAnswersProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { form, steps, draft } = useDeclaration()
  const edit = t('action.edit', { ns: 'common' })
  return form.sections.map((section) => {
    const shown = steps.filter(({ id }) => section.steps.some((step) => step.id === id))
    if (shown.length === 0) return null
    return (
      <section key={section.id} className={styles.section}>
        <h2>{section.title[language]}</h2>
        <dl className={styles.answers}>
          {shown.flatMap((step) =>
            step.questions.map((question) => {
              const isBad = problems.some(
                (problem) => problem.question === question.id && problem.severity === 'error',
              )
              return (
                <div key={question.id} className={styles.answer} data-answer={question.id} data-bad={isBad}>
                  <dt>
                    {question.label[language]}
                    {question.official === undefined ? null : (
                      <span className={styles.official}>{question.official[language]}</span>
                    )}
                  </dt>
                  <dd className={styles.value}>
                    <AnswerView
                      question={question}
                      answer={ownValue(draft.answers, question.id)}
                      problems={problems.filter((problem) => problem.question === question.id)}
                    />
                  </dd>
                  <dd>
                    <Button
                      kind="quiet"
                      icon={<Icon name="edit" />}
                      aria-label={t('review.editAnswer', { edit, question: question.label[language] })}
                      onClick={() => onMend({ step: step.id, question: question.id })}
                    >
                      {edit}
                    </Button>
                  </dd>
                </div>
              )
            }),
          )}
        </dl>
      </section>
    )
  })
}
