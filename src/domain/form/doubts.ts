/** What the digits of personal numbers say against the other answers: asked about, never refused (rules.md §4). */
import { citizenNumberDoubts, type Sex } from '../person/citizen-number.ts'
import { isPartialDate } from '../time/partial-date.ts'
import { answerTo, itemsOf } from './decide.ts'
import type { Answers, AnswerValue, FieldQuestion, GroupItem, Question } from './definition.ts'
import { hasCitizenNumber, parseIdentityDocument } from './identity-document.ts'
import type { FormProblem } from './problem.ts'

/** @param complete complete answers in their stored form; `question` of a doubt may be one that is not asked. */
export function doubtsOf(questions: readonly Question[], complete: Answers): readonly FormProblem[] {
  return questions.flatMap((question) => {
    if (question.type !== 'group') {
      const answer = answerTo(question.id, { answers: complete })
      return numberDoubts(question, answer, { answers: complete }).map((doubt) => ({
        question: question.id,
        ...doubt,
      }))
    }
    const items = itemsOf(answerTo(question.id, { answers: complete }))
    return items.flatMap((item, index) =>
      question.questions.flatMap((asked) =>
        numberDoubts(asked, answerTo(`./${asked.id}`, { answers: complete, item }), {
          answers: complete,
          item,
        }).map((doubt) => ({ question: question.id, item: { index, question: asked.id }, ...doubt })),
      ),
    )
  })
}

interface Known {
  readonly answers: Answers
  readonly item?: GroupItem
}

function numberDoubts(
  question: FieldQuestion,
  answer: AnswerValue | undefined,
  known: Known,
): readonly Pick<FormProblem, 'code' | 'severity'>[] {
  const number = citizenNumberOf(question, answer)
  if (number === undefined) return []
  const { birthDate, sex } = question.holder ?? {}
  const birth = birthDate === undefined ? undefined : answerTo(birthDate, known)
  return citizenNumberDoubts({
    number,
    sex: typeof sex === 'object' ? sexOf(answerTo(sex.question, known)) : sex,
    birthDate: isPartialDate(birth) ? birth : undefined,
  }).map((code) => ({ code, severity: 'ask' }))
}

function citizenNumberOf(question: FieldQuestion, answer: AnswerValue | undefined): string | undefined {
  if (question.type === 'citizen-number') return typeof answer === 'string' ? answer : undefined
  if (question.type !== 'identity-document') return undefined
  const document = parseIdentityDocument(answer)
  return document.ok && hasCitizenNumber(document.document.kind) ? document.document.number : undefined
}

function sexOf(answer: AnswerValue | undefined): Sex | undefined {
  return answer === 'male' || answer === 'female' ? answer : undefined
}
