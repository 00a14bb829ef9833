import type { ReactNode } from 'react'
import type { AnswerValue, Question } from '../../../../domain/form/definition.ts'

/** What every kind of question gets. Inputs are uncontrolled: `answer` is what they start with. */
export interface QuestionProps {
  readonly question: Question
  readonly answer: AnswerValue | undefined
  readonly texts: {
    readonly label: ReactNode
    readonly official?: ReactNode
    readonly help?: ReactNode
    readonly error?: ReactNode
    readonly doubt?: ReactNode
  }
  readonly isRequired: boolean
  readonly onAnswer: (value: AnswerValue | undefined) => void
  /** The person has left the question. */
  readonly onLeave: () => void
}
