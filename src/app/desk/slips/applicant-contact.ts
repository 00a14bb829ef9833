/** How the applicant is reached, from the declaration: what form 02 asks for beside the name. */
import { applicantOf } from '../../../domain/form/applicant.ts'
import type { Answers, FormDefinition } from '../../../domain/form/definition.ts'
import { completeAnswers } from '../../../domain/form/evaluate.ts'
import type { CivilDay } from '../../../domain/time/civil-day.ts'
import { answerText, type CodeLists } from '../dossier/answer-text.ts'

interface ApplicantContact {
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly email?: string | undefined
}

/** The answers beside the applicant's name in the form's own naming, e.g. `requester.address`. */
export function applicantContactOf(
  form: FormDefinition,
  answers: Answers,
  filedOn: CivilDay,
  lists: CodeLists,
): ApplicantContact {
  const complete = completeAnswers(form, answers, filedOn)
  const group = form.applicant.name.slice(0, form.applicant.name.lastIndexOf('.') + 1)
  const questions = form.sections.flatMap(({ steps }) => steps).flatMap((step) => step.questions)
  const find = (type: 'address' | 'email'): string | undefined => {
    for (const question of questions) {
      const value = complete[question.id]
      if (question.type !== type || !question.id.startsWith(group)) continue
      if (typeof value === 'string' || (typeof value === 'object' && 'province' in value))
        return answerText(question, value, { lists, language: 'vi', yesNo: { yes: '', no: '' } })
    }
    return undefined
  }
  return { phone: applicantOf(form, complete).phone, address: find('address'), email: find('email') }
}
