/**
 * A form with one step for each section: a community team asks a family on a phone and knows the questions, so it needs
 * fewer screens than a citizen alone, who is asked one thing at a time. The same questions under the same conditions.
 */
import type { Condition, FormDefinition, Question, Section, Step } from './definition.ts'

export function bySection(form: FormDefinition): FormDefinition {
  return { ...form, sections: form.sections.map(inOneStep) }
}

function inOneStep({ id, title, steps }: Section): Section {
  const step: Step = {
    id,
    title,
    questions: steps.flatMap(({ visibleWhen, questions }) =>
      visibleWhen === undefined ? questions : questions.map((question) => when(visibleWhen, question)),
    ),
    parts: steps.map(({ title: partTitle, help, questions }) => ({
      title: partTitle,
      ...(help === undefined ? {} : { help }),
      questions: questions.map((question) => question.id),
    })),
  }
  return { id, title, steps: [step] }
}

function when(condition: Condition, question: Question): Question {
  const { visibleWhen } = question
  return {
    ...question,
    visibleWhen: visibleWhen === undefined ? condition : { all: [condition, visibleWhen] },
  }
}
