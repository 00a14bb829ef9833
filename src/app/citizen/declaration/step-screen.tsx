import { useEffect, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import type { Step } from '../../../domain/form/definition.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useDeclaration } from './declaration-context.ts'
import { isGiven, resumePlace, stepPlace } from './places.ts'
import { QuestionsForm } from './questions-form.tsx'
import { openProblems, problemsOfStep } from './shown-problems.ts'
import { useWalk } from './use-walk.ts'

/** One step of the form. A step that no longer applies leads to where the draft goes on. */
export function StepScreen() {
  const { stepId } = useParams()
  const { steps, procedure, draft } = useDeclaration()
  const step = steps.find(({ id }) => id === stepId)
  if (step === undefined) {
    const place = resumePlace(procedure, steps, draft)
    return <Navigate to={`/ke-khai/${procedure.code}/${place}`} replace />
  }
  return <StepForm key={step.id} step={step} />
}

function StepForm({ step }: { readonly step: Step }) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { form, draft, today, steps, unchosen, change } = useDeclaration()
  const walk = useWalk(stepPlace(step.id))
  const formId = useId()

  useEffect(() => {
    change((before) =>
      before.step === stepPlace(step.id) ? before : { ...before, step: stepPlace(step.id) },
    )
  }, [change, step.id])

  const problems = useMemo(() => {
    const open = openProblems({ form, answers: draft.answers, today, unchosen })
    return problemsOfStep(open, steps, step, draft.answers)
  }, [form, draft.answers, today, unchosen, steps, step])

  // What was answered before is changed from the review, or here when something is wrong with it.
  const open = step.questions.filter(
    (question) => !isGiven(question, draft) || problems.some((problem) => problem.question === question.id),
  )
  const questions = walk.isFromReview || open.length === 0 ? step.questions : open
  const section = form.sections.find(({ steps: members }) => members.some(({ id }) => id === step.id))
  return (
    <Screen
      title={step.title[language]}
      eyebrow={step.parts === undefined ? section?.title[language] : undefined}
      onBack={walk.back}
      progress={walk.progress}
      actions={
        <Button kind="primary" type="submit" form={formId}>
          {walk.isFromReview ? t('backToReview') : t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <QuestionsForm
        id={formId}
        help={step.help?.[language]}
        questions={questions}
        parts={step.parts}
        problems={problems}
        wanted={walk.question}
        onDone={walk.next}
      />
    </Screen>
  )
}
