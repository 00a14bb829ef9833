import type { ReactNode } from 'react'
import type { FieldQuestion, FieldValue } from '../../../../domain/form/definition.ts'
import type { CivilDay } from '../../../../domain/time/civil-day.ts'

export interface QuestionTexts {
  readonly label: ReactNode
  readonly official?: ReactNode
  readonly help?: ReactNode
  readonly error?: ReactNode
  readonly doubt?: ReactNode
}

/** What every kind of question gets. Inputs are uncontrolled: `answer`, the newest, is what they start with. */
export interface QuestionProps {
  readonly question: FieldQuestion
  readonly answer: FieldValue | undefined
  readonly texts: QuestionTexts
  readonly isRequired: boolean
  /** Day of filing in Vietnam. */
  readonly today: CivilDay
  readonly onAnswer: (value: FieldValue | undefined) => void
  /** The person has left the question. */
  readonly onLeave: () => void
}
