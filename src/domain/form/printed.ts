/** What the printed declaration says, in its order: the questions that apply, in the words of the paper form. */
import type { LocalizedText } from '../text/localized.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { itemsOf, ownValue } from './decide.ts'
import type {
  Answers,
  AnswerValue,
  FieldQuestion,
  FormDefinition,
  GroupItem,
  GroupQuestion,
  Question,
} from './definition.ts'
import { applicable, visibleItem } from './evaluate.ts'

export interface PrintedLine {
  readonly question: Question
  /** Undefined where the question is plain speech only, and the paper form has no words of its own for it. */
  readonly label: LocalizedText | undefined
  /** Undefined where nothing was declared: a dotted line is left. */
  readonly answer: AnswerValue | undefined
}

export interface PrintedPart {
  /** Undefined where the paper form has an order of its own. */
  readonly title: LocalizedText | undefined
  readonly lines: readonly PrintedLine[]
}

/** @param today the day of filing, which decides what applies */
export function printedParts(
  form: FormDefinition,
  answers: Answers,
  today: CivilDay,
): readonly PrintedPart[] {
  const { steps, complete } = applicable(form, answers, today)
  const asked = new Set(steps.flatMap(({ questions }) => questions.map(({ id }) => id)))
  const parts = form.sections.map(({ title, steps }) => ({
    title,
    lines: steps
      .flatMap(({ questions }) => questions)
      // Those taken from another question are not asked, but are answered.
      .filter((question) => asked.has(question.id) || Object.hasOwn(complete, question.id))
      .filter((question) => !isOnlySteering(question))
      .map((question) => ({ question, label: labelOf(question), answer: ownValue(complete, question.id) })),
  }))
  const lines = parts.flatMap((part) => part.lines)
  if (lines.some(({ question }) => question.printed?.order !== undefined)) {
    return [{ title: undefined, lines: inPrintedOrder(lines) }]
  }
  return parts.filter((part) => part.lines.length > 0)
}

/** A question without an order follows the one that it is asked after. */
function inPrintedOrder(lines: readonly PrintedLine[]): readonly PrintedLine[] {
  let order = 0
  return lines
    .map((line) => {
      order = line.question.printed?.order ?? order
      return { line, order }
    })
    .sort((one, other) => one.order - other.order)
    .map(({ line }) => line)
}

/** "Do you declare the mother?" decides what is asked next; the paper form does not know it. */
function isOnlySteering(question: Question): boolean {
  return (question.type === 'yes-no' || question.type === 'choice') && labelOf(question) === undefined
}

function labelOf(question: Question): LocalizedText | undefined {
  return question.printed?.label ?? question.official
}

export interface PrintedTable {
  readonly columns: readonly FieldQuestion[]
  readonly rows: readonly GroupItem[]
}

/** A group as a table: a column for each question that applies to any of its items. */
export function printedTable(
  group: GroupQuestion,
  answer: AnswerValue | undefined,
  context: { readonly answers: Answers; readonly today: CivilDay },
): PrintedTable {
  const items = itemsOf(answer).map((item) => visibleItem(group, item, context))
  const applying = new Set(
    items.flatMap(({ questions, complete }) => [...questions.map(({ id }) => id), ...Object.keys(complete)]),
  )
  return {
    columns: group.questions.filter(({ id }) => applying.has(id)),
    rows: items.map(({ complete }) => complete),
  }
}
