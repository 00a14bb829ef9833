/** References between the parts of a declaration: every id must exist, in the right order and of the right type. */
import type { Condition, FormDefinition, Question } from '../domain/form/definition.ts'

interface Mistake {
  readonly path: string
  readonly message: string
}

/** Mistakes that a schema of single parts cannot see; `path` is dotted, as in the schema's own issues. */
export function referenceMistakes(form: FormDefinition): Mistake[] {
  const mistakes: Mistake[] = []
  const all = new Map<string, Question>()
  for (const section of form.sections) {
    for (const { questions } of section.steps) for (const item of questions) all.set(item.id, item)
  }
  const seen = new Map<string, Question>()
  const stepIds = new Set<string>()

  const refer = (id: string, path: string, known: ReadonlyMap<string, Question>, type?: string) => {
    const found = known.get(id)
    if (found === undefined) {
      const message = all.has(id) ? `must come before this: ${id}` : `there is no question ${id}`
      mistakes.push({ path, message })
    } else if (type !== undefined && found.type !== type) {
      mistakes.push({ path, message: `${id} must be of type ${type}, but is ${found.type}` })
    }
  }
  const decide = (rule: Condition | undefined, path: string, known: ReadonlyMap<string, Question>) => {
    if (rule === undefined) return
    if ('all' in rule || 'any' in rule) {
      const [key, parts] = 'all' in rule ? ['all', rule.all] : ['any', rule.any]
      for (const [index, part] of parts.entries()) decide(part, `${path}.${key}.${index}`, known)
    } else if ('not' in rule) decide(rule.not, `${path}.not`, known)
    else {
      const isComparison = 'isNotAfter' in rule || 'isBefore' in rule
      refer(rule.question, path, known, isComparison ? 'date' : undefined)
      if (isComparison) {
        const other = 'isNotAfter' in rule ? rule.isNotAfter : rule.isBefore
        if (other !== 'today') refer(other.question, path, known, 'date')
      }
      const options = known.get(rule.question)?.options?.map((option) => option.value)
      const values = 'is' in rule ? [rule.is] : 'isOneOf' in rule ? rule.isOneOf : []
      for (const value of values) {
        if (options !== undefined && !options.some((option) => option === value)) {
          mistakes.push({ path, message: `${rule.question} has no option ${String(value)}` })
        }
      }
    }
  }

  form.sections.forEach((section, sectionIndex) => {
    section.steps.forEach((item, stepIndex) => {
      const stepPath = `sections.${sectionIndex}.steps.${stepIndex}`
      if (stepIds.has(item.id)) mistakes.push({ path: stepPath, message: `a second step ${item.id}` })
      stepIds.add(item.id)
      decide(item.visibleWhen, `${stepPath}.visibleWhen`, seen)
      item.questions.forEach((asked, questionIndex) => {
        const path = `${stepPath}.questions.${questionIndex}`
        if (seen.has(asked.id)) mistakes.push({ path, message: `a second question ${asked.id}` })
        decide(asked.visibleWhen, `${path}.visibleWhen`, seen)
        if (typeof asked.required !== 'boolean') decide(asked.required, `${path}.required`, all)
        if (asked.takenFrom !== undefined) {
          refer(asked.takenFrom.question, `${path}.takenFrom`, seen, asked.type)
          decide(asked.takenFrom.when, `${path}.takenFrom.when`, seen)
        }
        if (asked.sameAs !== undefined) refer(asked.sameAs, `${path}.sameAs`, all, asked.type)
        const { birthDate, sex } = asked.holder ?? {}
        if (birthDate !== undefined) refer(birthDate, `${path}.holder.birthDate`, all, 'date')
        if (typeof sex === 'object') refer(sex.question, `${path}.holder.sex`, all, 'choice')
        mistakes.push(...ownMistakes(asked).map((message) => ({ path, message })))
        seen.set(asked.id, asked)
      })
    })
  })

  const checkIds = new Set<string>()
  form.checks.forEach((rule, index) => {
    const path = `checks.${index}`
    if (checkIds.has(rule.id)) mistakes.push({ path, message: `a second check ${rule.id}` })
    checkIds.add(rule.id)
    decide(rule.when, `${path}.when`, all)
    decide(rule.assert, `${path}.assert`, all)
    for (const id of rule.questions) refer(id, `${path}.questions`, all)
  })

  refer(form.applicant.name, 'applicant.name', all)
  refer(form.applicant.number, 'applicant.number', all)
  if (form.applicant.otherNumber !== undefined)
    refer(form.applicant.otherNumber, 'applicant.otherNumber', all)
  if (form.applicant.phone !== undefined) refer(form.applicant.phone, 'applicant.phone', all, 'phone')
  if (form.subject !== undefined) refer(form.subject, 'subject', all)
  return mistakes
}

/** What does not fit together within one question. */
function ownMistakes(asked: Question): string[] {
  const mistakes: string[] = []
  const values = asked.options?.map((option) => option.value) ?? []
  const only = (key: keyof Question, ...types: Question['type'][]) => {
    if (asked[key] !== undefined && !types.includes(asked.type)) {
      mistakes.push(`${key} is only for ${types.join(', ')}`)
    }
  }
  if (asked.type === 'choice' && asked.options === undefined) mistakes.push('a choice needs options')
  if (new Set(values).size !== values.length) mistakes.push('two options have the same value')
  if (
    asked.type === 'choice' &&
    asked.initial !== undefined &&
    !values.some((value) => value === asked.initial)
  ) {
    mistakes.push(`initial ${String(asked.initial)} is not among the options`)
  }
  if (asked.min !== undefined && asked.max !== undefined && asked.min > asked.max) {
    mistakes.push('min is greater than max')
  }
  only('options', 'choice')
  only('min', 'number')
  only('max', 'number')
  only('partial', 'date')
  only('holder', 'citizen-number')
  return mistakes
}
