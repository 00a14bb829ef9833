import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import type { Step } from '../../../domain/form/definition.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './declaration.module.css'
import { useDeclaration } from './declaration-context.ts'
import { QuestionField } from './fields/question-field.tsx'
import { placesOf, resumePlace, stepPlace } from './places.ts'
import { SaveLine } from './save-line.tsx'
import { isShownYet, openProblems, problemsOfStep } from './shown-problems.ts'
import { useProblemText } from './use-problem-text.ts'
import { useWalk } from './use-walk.ts'

/** One step of the form. A step that no longer applies leads to where the draft goes on. */
export function StepScreen() {
  const { stepId } = useParams()
  const { steps, procedure, draft } = useDeclaration()
  const step = steps.find(({ id }) => id === stepId)
  if (step === undefined) {
    const place = resumePlace(placesOf(procedure, steps), draft.step)
    return <Navigate to={`/ke-khai/${procedure.code}/${place}`} replace />
  }
  return <StepForm key={step.id} step={step} />
}

function StepForm({ step }: { readonly step: Step }) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { form, draft, today, steps, unchosen, change } = useDeclaration()
  const problemText = useProblemText()
  const walk = useWalk(stepPlace(step.id))
  const formId = useId()
  const content = useRef<HTMLFormElement>(null)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  /** Counts "continue" with mistakes; each puts the focus on the first of them. */
  const [attempts, setAttempts] = useState(0)

  useEffect(() => {
    change((before) =>
      before.step === stepPlace(step.id) ? before : { ...before, step: stepPlace(step.id) },
    )
  }, [change, step.id])

  const problems = useMemo(() => {
    const open = openProblems({ form, answers: draft.answers, today, unchosen })
    return problemsOfStep(open, steps, step, draft.answers)
  }, [form, draft.answers, today, unchosen, steps, step])
  const shown = problems.filter((problem) => isShownYet(problem, touched, attempts > 0))
  const elsewhere = shown.filter(({ question }) => !step.questions.some(({ id }) => id === question))
  const firstBad = step.questions.find(({ id }) =>
    problems.some(({ question, severity }) => question === id && severity === 'error'),
  )?.id

  const wanted = walk.question
  useEffect(() => {
    if (wanted !== null) focusQuestion(content.current, wanted)
  }, [wanted])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves once for each attempt, not as mistakes are mended.
  useEffect(() => {
    if (attempts > 0 && firstBad !== undefined) focusQuestion(content.current, firstBad)
  }, [attempts])

  function goOn(event: FormEvent): void {
    event.preventDefault()
    if (firstBad === undefined) walk.next()
    else setAttempts((count) => count + 1)
  }

  const section = form.sections.find(({ steps: members }) => members.some(({ id }) => id === step.id))
  return (
    <Screen
      title={step.title[language]}
      eyebrow={section?.title[language]}
      onBack={walk.back}
      progress={{
        done: walk.number - 1,
        total: walk.total,
        label: t('progress', { number: walk.number, total: walk.total }),
      }}
      actions={
        <Button kind="primary" type="submit" form={formId}>
          {walk.isFromReview ? t('backToReview') : t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <form ref={content} id={formId} noValidate onSubmit={goOn} className={styles.step}>
        {step.help === undefined ? null : <p>{step.help[language]}</p>}
        {elsewhere.length === 0 ? null : (
          <Notice kind="warning" isLive>
            {elsewhere.map((problem) => (
              <p key={problem.check?.id ?? problem.question}>{problemText(problem)}</p>
            ))}
          </Notice>
        )}
        {step.questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            problems={shown.filter((problem) => problem.question === question.id)}
            onLeave={() => setTouched((before) => new Set(before).add(question.id))}
          />
        ))}
        <SaveLine />
      </form>
    </Screen>
  )
}

function focusQuestion(content: HTMLElement | null, question: string): void {
  const place = content?.querySelector(`[data-question="${CSS.escape(question)}"]`)
  const control = place?.querySelector<HTMLElement>(
    '[aria-invalid="true"], input:checked, input, textarea, select',
  )
  control?.focus()
}
