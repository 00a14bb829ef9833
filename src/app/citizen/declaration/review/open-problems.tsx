import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../../domain/form/definition.ts'
import { problemPlace } from '../../../../domain/form/problem.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { useDeclaration } from '../declaration-context.ts'
import { questionsById, type ShownProblem } from '../shown-problems.ts'
import { useProblemText } from '../use-problem-text.ts'
import type { AnswerPlace } from '../use-walk.ts'
import styles from './review.module.css'

interface OpenProblemsProps {
  readonly severity: ShownProblem['severity']
  readonly problems: readonly ShownProblem[]
  readonly onMend: (place: AnswerPlace) => void
}

/** What is still to be mended, or worth a second look; each leads to its question. */
export function OpenProblems({ severity, problems, onMend }: OpenProblemsProps) {
  const { t, i18n } = useTranslation('declaration')
  const { steps } = useDeclaration()
  const problemText = useProblemText()
  const titleId = useId()
  const questions = questionsById(steps)
  if (problems.length === 0) return null
  const language = contentLanguage(i18n.language)
  const nameOf = (question: Question, item: ShownProblem['item']): string => {
    const label = question.label[language]
    if (question.type !== 'group' || item === undefined) return label
    const title = t('group.item', { title: question.itemTitle[language], number: item.index + 1 })
    const asked = question.questions.find(({ id }) => id === item.question)
    return asked === undefined ? title : `${title}: ${asked.label[language]}`
  }
  return (
    <section tabIndex={-1} data-problems={severity} aria-labelledby={titleId}>
      <Notice
        kind={severity === 'error' ? 'error' : 'warning'}
        title={
          <span id={titleId}>
            {severity === 'error' ? t('review.errors', { count: problems.length }) : t('review.doubts')}
          </span>
        }
      >
        <ul className={styles.problems}>
          {problems.map((problem) => {
            const question = questions.get(problem.question)
            const step = steps.find(({ questions: asked }) => asked.some(({ id }) => id === problem.question))
            if (question === undefined || step === undefined) return null
            const { item } = problem
            const name = nameOf(question, item)
            return (
              <li key={`${problemPlace(problem)} ${problem.code} ${problem.check?.id ?? ''}`}>
                <strong>{name}</strong>
                <span>{problemText(problem)}</span>
                <Button
                  onClick={() =>
                    onMend({ step: step.id, question: question.id, ...(item === undefined ? {} : { item }) })
                  }
                >
                  {t(severity === 'error' ? 'review.mend' : 'review.look')}
                  <span className="visually-hidden">: {name}</span>
                </Button>
              </li>
            )
          })}
        </ul>
      </Notice>
    </section>
  )
}
