import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answers, FormDefinition, Question } from '../../../domain/form/definition.ts'
import { retiredQuestion } from '../../../domain/form/earlier-version.ts'
import { applicable } from '../../../domain/form/evaluate.ts'
import { contentLanguage } from '../../i18n.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import type { CodeLists } from './answer-text.ts'
import { AnswerValueView } from './answer-value.tsx'
import styles from './dossier-answers.module.css'
import type { Doubt } from './doubts.ts'
import { useDoubtText } from './use-doubt-text.ts'

interface DossierAnswersProps {
  readonly form: FormDefinition | undefined
  readonly answers: Answers
  /** Day of filing, which decides which questions applied. */
  readonly filedOn: string
  readonly lists: CodeLists
  readonly doubts: readonly Doubt[]
}

/** The declaration by section, in the official words of the paper form. Whatever the form does not know comes last. */
export function DossierAnswers({ form, answers, filedOn, lists, doubts }: DossierAnswersProps) {
  const { t, i18n } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  const { steps, complete } =
    form === undefined ? { steps: [], complete: answers } : applicable(form, answers, filedOn)
  const asked = new Set(steps.flatMap((step) => step.questions.map((question) => question.id)))
  const known = new Set<string>()
  const sections = (form?.sections ?? []).map((section) => ({
    id: section.id,
    title: section.title[language],
    questions: section.steps
      .flatMap((step) => step.questions)
      .filter((question) => {
        known.add(question.id)
        return Object.hasOwn(complete, question.id) || asked.has(question.id)
      }),
  }))
  const unknown = Object.keys(answers).filter((id) => !known.has(id) && !Object.hasOwn(complete, id))
  const others = form === undefined ? Object.keys(answers) : unknown

  const rowOf = (id: string, question: Question | undefined) => (
    <AnswerRow
      key={id}
      id={id}
      question={question}
      answers={complete[id] === undefined ? answers : complete}
      lists={lists}
      doubts={doubts.filter((doubt) => doubt.questions.includes(id))}
    />
  )
  return (
    <>
      {sections
        .filter((section) => section.questions.length > 0)
        .map((section) => (
          <AnswerSection key={section.id} title={section.title}>
            {section.questions.map((question) => rowOf(question.id, question))}
          </AnswerSection>
        ))}
      {others.length === 0 ? null : (
        <AnswerSection title={t('dossier.otherAnswers')}>
          {others.map((id) => rowOf(id, form === undefined ? undefined : retiredQuestion(form, id)))}
        </AnswerSection>
      )}
    </>
  )
}

function AnswerSection({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Facts>{children}</Facts>
    </section>
  )
}

interface AnswerRowProps {
  readonly id: string
  readonly question: Question | undefined
  readonly answers: Answers
  readonly lists: CodeLists
  readonly doubts: readonly Doubt[]
}

function AnswerRow({ id, question, answers, lists, doubts }: AnswerRowProps) {
  const { t, i18n } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  const doubtText = useDoubtText()
  const value = answers[id]
  const label =
    question === undefined
      ? t('dossier.formerQuestion', { id })
      : (question.official ?? question.label)[language]
  return (
    <Fact name={label} isDoubtful={doubts.length > 0}>
      {value === undefined ? (
        <span className={styles.none}>{t('dossier.notAnswered')}</span>
      ) : (
        <AnswerValueView question={question} value={value} lists={lists} />
      )}
      {question?.uncertain === true ? <p className={styles.uncertain}>{t('dossier.uncertain')}</p> : null}
      {doubts.map((doubt) => (
        <p key={doubt.id} className={styles.doubt}>
          <Icon name="warning" />
          <span>{doubtText(doubt)}</span>
        </p>
      ))}
    </Fact>
  )
}
