/** References between the parts of a declaration: every id must exist, in the right order and of the right type. */
import type {
  Condition,
  DateReference,
  FieldQuestion,
  FormDefinition,
  GroupQuestion,
  Question,
} from '../domain/form/definition.ts'
import { questionMistakes } from './form-question.ts'
import { relations } from './lists/relations.ts'
import type { Mistake } from './mistake.ts'

/** Questions by the name a rule gives them; those of the same item begin with `./`. */
type Known = ReadonlyMap<string, Question>

/** Mistakes that a schema of single parts cannot see; `path` is dotted, as in the schema's own issues. */
export function referenceMistakes(form: FormDefinition): Mistake[] {
  const references = new References(form)
  references.readSteps()
  references.readChecks()
  references.readPeople()
  return references.mistakes
}

class References {
  readonly mistakes: Mistake[] = []
  readonly #form: FormDefinition
  readonly #all: Known

  constructor(form: FormDefinition) {
    this.#form = form
    const questions = form.sections.flatMap(({ steps }) => steps.flatMap((step) => step.questions))
    this.#all = new Map(questions.map((question) => [question.id, question]))
  }

  readSteps(): void {
    const seen = new Map<string, Question>()
    const stepIds = new Set<string>()
    this.#form.sections.forEach((section, sectionIndex) => {
      section.steps.forEach((step, stepIndex) => {
        const stepPath = `sections.${sectionIndex}.steps.${stepIndex}`
        if (stepIds.has(step.id)) this.#add(stepPath, `a second step ${step.id}`)
        stepIds.add(step.id)
        this.#decide(step.visibleWhen, `${stepPath}.visibleWhen`, seen)
        step.questions.forEach((question, questionIndex) => {
          const path = `${stepPath}.questions.${questionIndex}`
          if (seen.has(question.id)) this.#add(path, `a second question ${question.id}`)
          this.#readQuestion(question, path, seen, this.#all)
          if (question.type === 'group') this.#readItem(question, path, seen)
          seen.set(question.id, question)
        })
      })
    })
  }

  readChecks(): void {
    const ids = new Set<string>()
    this.#form.checks.forEach((check, index) => {
      const path = `checks.${index}`
      if (ids.has(check.id)) this.#add(path, `a second check ${check.id}`)
      ids.add(check.id)
      this.#decide(check.when, `${path}.when`, this.#all)
      this.#decide(check.assert, `${path}.assert`, this.#all)
      for (const id of check.questions) this.#refer(id, `${path}.questions`, this.#all)
    })
  }

  readPeople(): void {
    const { applicant, subject } = this.#form
    this.#refer(applicant.name, 'applicant.name', this.#all)
    this.#refer(applicant.number, 'applicant.number', this.#all)
    if (applicant.otherNumber !== undefined) {
      this.#refer(applicant.otherNumber, 'applicant.otherNumber', this.#all)
    }
    if (applicant.phone !== undefined) this.#refer(applicant.phone, 'applicant.phone', this.#all, ['phone'])
    this.#form.retired?.forEach(({ id }, index) => {
      if (this.#all.has(id)) this.#add(`retired.${index}`, `${id} is still asked`)
    })
    if (subject !== undefined) this.#refer(subject, 'subject', this.#all)
  }

  /** The questions of a group see what comes before the group, and what comes before them in the item. */
  #readItem(group: GroupQuestion, path: string, seen: Known): void {
    const before = new Map(seen)
    const all = withItem(this.#all, group)
    group.questions.forEach((question, index) => {
      const itemPath = `${path}.questions.${index}`
      const name = `./${question.id}`
      if (before.has(name)) this.#add(itemPath, `a second question ${question.id}`)
      this.#readQuestion(question, itemPath, before, all)
      before.set(name, question)
    })
  }

  #readQuestion(question: Question, path: string, before: Known, all: Known): void {
    this.#decide(question.visibleWhen, `${path}.visibleWhen`, before)
    if (typeof question.required !== 'boolean') this.#decide(question.required, `${path}.required`, all)
    for (const message of questionMistakes(question)) this.#add(path, message)
    if (question.type !== 'group') this.#readSources(question, path, before, all)
  }

  /** Where else in the form the answer, or a doubt about it, comes from. */
  #readSources(question: FieldQuestion, path: string, before: Known, all: Known): void {
    const { takenFrom, sameAs, holder } = question
    if (takenFrom !== undefined) {
      this.#refer(takenFrom.question, `${path}.takenFrom`, before, [question.type])
      this.#decide(takenFrom.when, `${path}.takenFrom.when`, before)
    }
    if (sameAs !== undefined) this.#refer(sameAs, `${path}.sameAs`, all, [question.type])
    if (holder?.birthDate !== undefined) {
      this.#refer(holder.birthDate, `${path}.holder.birthDate`, all, ['date'])
    }
    if (typeof holder?.sex === 'object') {
      this.#refer(holder.sex.question, `${path}.holder.sex`, all, ['choice'])
    }
  }

  #decide(rule: Condition | undefined, path: string, known: Known): void {
    if (rule === undefined) return
    if ('all' in rule) {
      for (const [index, part] of rule.all.entries()) this.#decide(part, `${path}.all.${index}`, known)
    } else if ('any' in rule) {
      for (const [index, part] of rule.any.entries()) this.#decide(part, `${path}.any.${index}`, known)
    } else if ('not' in rule) this.#decide(rule.not, `${path}.not`, known)
    else if ('group' in rule) {
      const group = this.#refer(rule.group, path, known, ['group'])
      if (group?.type === 'group') this.#decide(rule.countWhere, `${path}.countWhere`, withItem(known, group))
    } else if ('isNotAfter' in rule) this.#compareDates(rule.question, rule.isNotAfter, path, known)
    else if ('isBefore' in rule) this.#compareDates(rule.question, rule.isBefore, path, known)
    else if ('isAtLeast' in rule || 'isAtMost' in rule) {
      this.#refer(rule.question, path, known, ['number', 'money'])
    } else if ('includes' in rule) {
      const asked = this.#refer(rule.question, path, known, ['choices'])
      if (asked !== undefined) this.#mayBe(rule.includes, rule.question, asked, path)
    } else if ('isAnswered' in rule) this.#refer(rule.question, path, known)
    else {
      const asked = this.#refer(rule.question, path, known)
      const values = 'is' in rule ? [rule.is] : rule.isOneOf
      for (const value of values) {
        if (asked !== undefined) this.#mayBe(value, rule.question, asked, path)
        if (asked?.type === 'choices') this.#add(path, `${rule.question} has several choices: use includes`)
      }
    }
  }

  #compareDates(id: string, other: DateReference, path: string, known: Known): void {
    this.#refer(id, path, known, ['date'])
    if (other !== 'today') this.#refer(other.question, path, known, ['date'])
  }

  /** A value that the question can never have is a slip of the pen. */
  #mayBe(value: string | number | boolean, id: string, asked: Question, path: string): void {
    const values = valuesOf(asked)
    if (values !== undefined && !values.some((known) => known === value)) {
      this.#add(path, `${id} has no option ${String(value)}`)
    }
    if (asked.type === 'yes-no' && typeof value !== 'boolean') {
      this.#add(path, `${id} is yes-no: compare it with true or false, not ${JSON.stringify(value)}`)
    }
  }

  #refer(id: string, path: string, known: Known, types?: readonly string[]): Question | undefined {
    const found = known.get(id)
    if (found === undefined) this.#add(path, this.#absence(id, known))
    else if (types !== undefined && !types.includes(found.type)) {
      this.#add(path, `${id} must be of type ${types.join(' or ')}, but is ${found.type}`)
      return undefined
    }
    return found
  }

  #absence(id: string, known: Known): string {
    if (this.#all.has(id)) return `must come before this: ${id}`
    if (known.has(`./${id}`)) return `there is no question ${id}: write ./${id} for the same item`
    if (id.startsWith('./') && ![...known.keys()].some((name) => name.startsWith('./'))) {
      return `${id} means the same item of a group, but this is not inside one`
    }
    return `there is no question ${id}`
  }

  #add(path: string, message: string): void {
    this.mistakes.push({ path, message })
  }
}

const relationCodes = relations.map(({ code }) => code)

/** All that can be answered, where that is a closed list. */
function valuesOf(question: Question): readonly string[] | undefined {
  if (question.type === 'group') return undefined
  return question.type === 'relation' ? relationCodes : question.options?.map(({ value }) => value)
}

function withItem(known: Known, group: GroupQuestion): Known {
  const own = group.questions.map((question) => [`./${question.id}`, question] as const)
  return new Map<string, Question>([...known, ...own])
}
