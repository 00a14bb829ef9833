/** The case questions of a procedure, what depends on them, and the questions of the form that they answer. */
import type { Condition, FormDefinition } from '../domain/form/definition.ts'
import type { Mistake } from './mistake.ts'
import type { Procedure } from './schema.ts'

type Case = NonNullable<Procedure['cases']>[number]

const conditionKeys = new Set(['when', 'appliesWhen', 'visibleWhen'])

/** @param form the procedure's own, when it has one. */
export function caseMistakes(procedure: Procedure, form: FormDefinition | undefined): Mistake[] {
  const { cases = [], ...others } = procedure
  const mistakes = cases.flatMap((question, index) => {
    const path = `cases.${index}`
    const before = cases.slice(0, index)
    return [
      ...(before.some(({ id }) => id === question.id)
        ? [{ path, message: `a second case question ${question.id}` }]
        : []),
      ...conditionsIn(question, path).flatMap(({ condition, path: at }) =>
        conditionMistakes(condition, at, before),
      ),
      ...(question.answers === undefined ? [] : answerMistakes(question, question.answers, path, form)),
    ]
  })
  for (const { condition, path } of conditionsIn(others, '')) {
    mistakes.push(...conditionMistakes(condition, path, cases))
  }
  return mistakes
}

interface Placed {
  readonly condition: Condition
  readonly path: string
}

/** Every condition of a part that the schema has found valid, with its place. */
function conditionsIn(part: object, path: string): Placed[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value !== 'object' || value === null) return []
    // Valid by the schema: under these names stand conditions and nothing else.
    return conditionKeys.has(key) ? [{ condition: value as Condition, path: at }] : conditionsIn(value, at)
  })
}

function conditionMistakes(condition: Condition, path: string, known: readonly Case[]): Mistake[] {
  if ('all' in condition) {
    return condition.all.flatMap((part, at) => conditionMistakes(part, `${path}.all.${at}`, known))
  }
  if ('any' in condition) {
    return condition.any.flatMap((part, at) => conditionMistakes(part, `${path}.any.${at}`, known))
  }
  if ('not' in condition) return conditionMistakes(condition.not, `${path}.not`, known)
  if (!('question' in condition)) return []
  const asked = known.find(({ id }) => id === condition.question)
  if (asked === undefined) {
    return [{ path, message: `there is no case question ${condition.question} before this` }]
  }
  const values = 'is' in condition ? [condition.is] : 'isOneOf' in condition ? condition.isOneOf : []
  return values
    .filter((value) => !asked.options.some((option) => option.value === value))
    .map((value) => ({ path, message: `${asked.id} has no option ${String(value)}` }))
}

function answerMistakes(
  { options }: Case,
  { question: id, values }: NonNullable<Case['answers']>,
  path: string,
  form: FormDefinition | undefined,
): Mistake[] {
  const at = `${path}.answers`
  if (form === undefined)
    return [{ path: at, message: 'the procedure has no form whose question it could answer' }]
  const question = form.sections
    .flatMap(({ steps }) => steps.flatMap((step) => step.questions))
    .find((asked) => asked.id === id)
  if (question === undefined)
    return [{ path: at, message: `there is no question ${id} in forms/${form.name}.json` }]
  const unknown = Object.keys(values ?? {}).filter((key) => !options.some(({ value }) => value === key))
  const mistakes = unknown.map((key) => ({ path: `${at}.values`, message: `there is no option ${key}` }))
  if (question.type === 'group' || question.options === undefined) return mistakes
  const given = values === undefined ? options.map(({ value }) => value) : Object.values(values)
  for (const value of given) {
    if (question.options.some((option) => option.value === value)) continue
    mistakes.push({ path: at, message: `${id} in forms/${form.name}.json has no option ${String(value)}` })
  }
  return mistakes
}
