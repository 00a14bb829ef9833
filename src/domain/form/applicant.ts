/** Who files and whom it is about, as the desk's list and the tracking page need them. */
import type { Answers, FormDefinition } from './definition.ts'
import { parseIdentityDocument } from './identity-document.ts'

export interface Applicant {
  readonly name: string
  /** Last four digits of the identity paper: second factor of tracking. Absent where a number has fewer. */
  readonly lastFour?: string
  readonly phone?: string
  readonly subjectName?: string
}

/** @param answers complete answers (`completeAnswers`). */
export function applicantOf(form: FormDefinition, answers: Answers): Applicant {
  const text = (id: string | undefined) => textOf(answers, id)
  const digits = applicantNumber(form, answers).replace(/\D/g, '')
  const phone = text(form.applicant.phone)
  const subjectName = text(form.subject)
  return {
    name: text(form.applicant.name),
    ...(digits.length < 4 ? {} : { lastFour: digits.slice(-4) }),
    ...(phone === '' ? {} : { phone }),
    ...(subjectName === '' ? {} : { subjectName }),
  }
}

/** Of the identity paper, as it was given; empty when there is none. @param answers complete answers. */
export function applicantNumber(form: FormDefinition, answers: Answers): string {
  return textOf(answers, form.applicant.number) || textOf(answers, form.applicant.otherNumber)
}

function textOf(answers: Answers, id: string | undefined): string {
  const answer = id === undefined ? undefined : answers[id]
  if (typeof answer === 'string') return answer
  const document = parseIdentityDocument(answer)
  return document.ok ? document.document.number : ''
}
