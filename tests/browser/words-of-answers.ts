/** What the review must show of each answer. */
import { loadAnswerLists } from '../../src/catalogue/lists.ts'
import { itemsOf } from '../../src/domain/form/decide.ts'
import type { Answers, FieldQuestion, FieldValue, FormDefinition } from '../../src/domain/form/definition.ts'
import { isFieldValue } from '../../src/domain/form/evaluate.ts'
import { formatMoney } from '../../src/domain/form/money.ts'
import { formatQuantity } from '../../src/domain/form/quantity.ts'
import { isDrawnSignature } from '../../src/domain/form/signature.ts'
import { formatPartialDate } from '../../src/domain/time/partial-date.ts'
import { type Language, textsIn } from './texts.ts'

const lists = await loadAnswerLists()

export function wordsOf(form: FormDefinition, answers: Answers, language: Language): readonly string[] {
  const questions = form.sections.flatMap(({ steps }) => steps.flatMap((step) => step.questions))
  return questions.flatMap((question) => {
    const answer = answers[question.id]
    if (answer === undefined) return []
    if (question.type !== 'group') {
      return isFieldValue(answer) ? [question.label[language], ...words(question, answer, language)] : []
    }
    return itemsOf(answer).flatMap((item) =>
      question.questions.flatMap((field) => {
        const value = item[field.id]
        return value === undefined ? [] : words(field, value, language)
      }),
    )
  })
}

function words(question: FieldQuestion, answer: FieldValue, language: Language): readonly string[] {
  const t = textsIn(language)
  if (typeof answer === 'boolean') return [t(answer ? 'answer.yes' : 'answer.no')]
  if (typeof answer === 'number') {
    return [question.type === 'money' ? formatMoney(answer) : formatQuantity(answer, language, question.unit)]
  }
  if (typeof answer === 'object') {
    if ('province' in answer) {
      const commune = lists.communes.find(({ code }) => code === answer.commune)
      return [answer.detail, commune?.name ?? '']
    }
    if ('kind' in answer) return [inThrees(answer.number), nameIn(lists.documentKinds, answer.kind, language)]
    return answer.flatMap((value) => optionIn(question, value, language))
  }
  switch (question.type) {
    case 'date':
      return [formatPartialDate(answer)]
    case 'choice':
      return optionIn(question, answer, language)
    case 'citizen-number':
    case 'old-id-number':
      return [inThrees(answer)]
    case 'ethnic-group':
      return [nameIn(lists.ethnicGroups, answer, language)]
    case 'nationality':
      return [nameIn(lists.countries, answer, language)]
    case 'relation':
      return [nameIn(lists.relations, answer, language)]
    case 'signature':
      return isDrawnSignature(answer) ? [] : [answer]
    default:
      return [answer]
  }
}

function optionIn(question: FieldQuestion, value: string, language: Language): readonly string[] {
  const option = question.options?.find((candidate) => candidate.value === value)
  if (option === undefined) throw new Error(`${question.id} has no option ${value}`)
  return [option.label[language]]
}

function nameIn(
  list: readonly { readonly code: string; readonly name: Readonly<Record<Language, string>> }[],
  wanted: string,
  language: Language,
): string {
  const entry = list.find(({ code }) => code === wanted)
  if (entry === undefined) throw new Error(`no list has ${wanted}`)
  return entry.name[language]
}

function inThrees(number: string): string {
  return /^\d+$/.test(number) ? (number.match(/\d{1,3}/g) ?? []).join(' ') : number
}
