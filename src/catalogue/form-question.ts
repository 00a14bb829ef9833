/** What does not fit together within one question of a declaration. */
import type {
  CardFact,
  FieldQuestion,
  FieldType,
  GroupQuestion,
  Question,
} from '../domain/form/definition.ts'

const filledTypes: Record<CardFact, readonly FieldType[]> = {
  name: ['name', 'text'],
  number: ['citizen-number', 'identity-document'],
  birthDate: ['date'],
  sex: ['choice'],
  address: ['address'],
  issuedOn: ['date'],
  oldNumber: ['old-id-number'],
  kind: ['choice'],
}

/** One sentence for each mistake. */
export function questionMistakes(question: Question): string[] {
  const mistakes = question.type === 'group' ? groupMistakes(question) : fieldMistakes(question)
  if (question.uncertain === true && question.required !== false) {
    mistakes.push('an uncertain question must have required: false')
  }
  return mistakes
}

function fieldMistakes(question: FieldQuestion): string[] {
  const mistakes = optionMistakes(question)
  const only = (key: keyof FieldQuestion, ...types: FieldType[]) => {
    if (question[key] !== undefined && !types.includes(question.type)) {
      mistakes.push(`${key} is only for ${types.join(', ')}`)
    }
  }
  only('options', 'choice', 'choices')
  only('min', 'number', 'money')
  only('max', 'number', 'money')
  only('decimals', 'number')
  only('unit', 'number')
  only('partial', 'date', 'identity-document')
  only('holder', 'citizen-number', 'identity-document')
  if (question.min !== undefined && question.max !== undefined && question.min > question.max) {
    mistakes.push('min is greater than max')
  }
  const { fill } = question
  if (fill !== undefined && !filledTypes[fill.from].includes(question.type)) {
    mistakes.push(`fill from ${fill.from} is only for ${filledTypes[fill.from].join(', ')}`)
  }
  return mistakes
}

function optionMistakes(question: FieldQuestion): string[] {
  const mistakes: string[] = []
  const { type, options, initial } = question
  const values = options?.map((option) => option.value) ?? []
  if ((type === 'choice' || type === 'choices') && options === undefined) {
    mistakes.push(`${type === 'choice' ? 'a choice needs' : 'choices need'} options`)
  }
  if (new Set(values).size !== values.length) mistakes.push('two options have the same value')
  if (type === 'choice' && initial !== undefined && !values.some((value) => value === initial)) {
    mistakes.push(`initial ${String(initial)} is not among the options`)
  }
  return mistakes
}

function groupMistakes({ minItems, maxItems }: GroupQuestion): string[] {
  const isReversed = minItems !== undefined && maxItems !== undefined && minItems > maxItems
  return isReversed ? ['minItems is greater than maxItems'] : []
}
