/** References inside a procedure and into its declaration: every id and every option must exist, and come in order. */
import type { Condition, FormDefinition, Question } from '../domain/form/definition.ts'
import { type CaseQuestion, formAnswerOf } from '../domain/guidance/cases.ts'
import { onTimeCase } from '../domain/guidance/citizen-deadline.ts'
import { channelCase } from '../domain/guidance/fee.ts'
import { relations } from './lists/relations.ts'
import type { Mistake } from './mistake.ts'
import type { Procedure } from './schema.ts'

/** Questions of a person's own case; `onTime` and `channel` come on top. */
const mostCases = 3

/** Mistakes that the schema cannot see; `path` is dotted, as in the schema's own issues. */
export function procedureMistakes(
  procedure: Procedure,
  forms: ReadonlyMap<string, FormDefinition>,
): Mistake[] {
  return [...caseMistakes(procedure), ...conditionMistakes(procedure), ...formMistakes(procedure, forms)]
}

function caseMistakes({ cases = [], channels, citizenDeadline }: Procedure): Mistake[] {
  const mistakes: Mistake[] = []
  const seen: CaseQuestion[] = []
  const reserved: readonly string[] = [onTimeCase.id, channelCase]
  for (const [index, question] of cases.entries()) {
    const path = `cases.${index}`
    const { id, options, visibleWhen } = question
    const values = options.map(({ value }) => value)
    if (seen.some((earlier) => earlier.id === id))
      mistakes.push({ path, message: `a second case question ${id}` })
    if (new Set(values).size !== values.length)
      mistakes.push({ path, message: 'two options have the same value' })
    mistakes.push(...conditionIn(visibleWhen, `${path}.visibleWhen`, seen))
    if (id === channelCase) {
      for (const value of values) {
        if (!channels.some((channel) => channel === value)) {
          mistakes.push({
            path: `${path}.options`,
            message: `${value} is not among the procedure's channels`,
          })
        }
      }
    }
    if (id === onTimeCase.id) {
      if (citizenDeadline === undefined) mistakes.push({ path, message: 'onTime needs a citizenDeadline' })
      if (values.join() !== `${onTimeCase.inTime},${onTimeCase.late}`) {
        mistakes.push({ path: `${path}.options`, message: 'onTime has the options on-time and late' })
      }
    }
    seen.push(question)
  }
  if (seen.filter(({ id }) => !reserved.includes(id)).length > mostCases) {
    mistakes.push({ path: 'cases', message: `more than ${mostCases} questions besides onTime and channel` })
  }
  return mistakes
}

function conditionMistakes({ cases = [], components, timeLimit, whereVariants, fee }: Procedure): Mistake[] {
  const conditions: [Condition | undefined, string][] = [
    ...components.map(({ appliesWhen }, index): [Condition | undefined, string] => [
      appliesWhen,
      `components.${index}.appliesWhen`,
    ]),
    ...whens(timeLimit.variants, 'timeLimit.variants'),
    ...whens(whereVariants, 'whereVariants'),
    ...whens(fee.rules, 'fee.rules'),
    ...whens(fee.exemptions, 'fee.exemptions'),
  ]
  const mistakes = conditions.flatMap(([condition, path]) => conditionIn(condition, path, cases))
  const names = fee.exemptions.filter(({ ground }) => ground === 'other').map(({ name }) => name.vi)
  // Grounds `other` are told apart by their name only.
  if (new Set(names).size !== names.length) {
    mistakes.push({ path: 'fee.exemptions', message: 'two exemptions of ground other have the same name' })
  }
  return mistakes
}

function whens(
  list: readonly { readonly when?: Condition | undefined }[] | undefined,
  path: string,
): [Condition | undefined, string][] {
  return (list ?? []).map(({ when }, index) => [when, `${path}.${index}.when`])
}

function conditionIn(
  condition: Condition | undefined,
  path: string,
  known: readonly CaseQuestion[],
): Mistake[] {
  if (condition === undefined) return []
  if ('all' in condition) {
    return condition.all.flatMap((part, index) => conditionIn(part, `${path}.all.${index}`, known))
  }
  if ('any' in condition) {
    return condition.any.flatMap((part, index) => conditionIn(part, `${path}.any.${index}`, known))
  }
  if ('not' in condition) return conditionIn(condition.not, `${path}.not`, known)
  if (!('is' in condition) && !('isOneOf' in condition)) return []
  const asked = known.find(({ id }) => id === condition.question)
  if (asked === undefined) {
    return [{ path, message: `there is no case question ${condition.question} before this` }]
  }
  return ('is' in condition ? [condition.is] : condition.isOneOf)
    .filter((value) => !asked.options.some((option) => option.value === value))
    .map((value) => ({ path, message: `${condition.question} has no option ${String(value)}` }))
}

function formMistakes(
  { form: name, cases = [], formAnswers = {} }: Procedure,
  forms: ReadonlyMap<string, FormDefinition>,
): Mistake[] {
  const form = name === undefined ? undefined : forms.get(name)
  if (name !== undefined && form === undefined)
    return [{ path: 'form', message: `there is no declaration forms/${name}.json` }]
  const questions = new Map(
    form?.sections
      .flatMap(({ steps }) => steps.flatMap((step) => step.questions))
      .map((asked) => [asked.id, asked]),
  )
  const mistakes = Object.entries(formAnswers).flatMap(([id, value]) =>
    answerMistakes(questions, id, value, `formAnswers.${id}`),
  )
  for (const [index, { answers, options }] of cases.entries()) {
    if (answers === undefined) continue
    const path = `cases.${index}.answers`
    if (Object.hasOwn(formAnswers, answers.question)) {
      mistakes.push({ path, message: `${answers.question} is decided by formAnswers already` })
    }
    for (const value of Object.keys(answers.values ?? {})) {
      if (!options.some((option) => option.value === value)) {
        mistakes.push({ path: `${path}.values`, message: `there is no option ${value}` })
      }
    }
    for (const { value } of options) {
      const given = formAnswerOf(answers, value)
      if (given !== undefined) mistakes.push(...answerMistakes(questions, answers.question, given, path))
    }
  }
  return mistakes
}

function answerMistakes(
  questions: ReadonlyMap<string, Question>,
  id: string,
  value: string | boolean,
  path: string,
): Mistake[] {
  const question = questions.get(id)
  if (question === undefined) return [{ path, message: `the form has no question ${id}` }]
  if (question.type === 'yes-no') {
    return typeof value === 'boolean' ? [] : [{ path, message: `${id} is yes-no: give true or false` }]
  }
  if (question.type !== 'choice' && question.type !== 'relation') {
    return [{ path, message: `${id} must be of type choice, relation or yes-no, but is ${question.type}` }]
  }
  const values =
    question.type === 'relation'
      ? relations.map(({ code }) => code)
      : (question.options ?? []).map((option) => option.value)
  return values.some((known) => known === value)
    ? []
    : [{ path, message: `${id} has no option ${String(value)}` }]
}
