/** Conditions in Kleene's three values: what cannot be decided yet stays undecided until the very end. */
import type { CivilDay } from '../time/civil-day.ts'
import { comparePartial, daysBetween, isPartialDate, yearsBetween } from '../time/partial-date.ts'
import type { Answers, AnswerValue, Condition, DateReference, GroupItem } from './definition.ts'

export interface EvaluationContext {
  readonly answers: Answers
  /** Day of filing in Vietnam, `YYYY-MM-DD`. */
  readonly today: CivilDay
  /** Inside a group: the item that ids with `./` mean. */
  readonly item?: GroupItem
}

type CountCondition = Extract<Condition, { readonly group: string }>
type DateCondition = Extract<Condition, { readonly isNotAfter: unknown } | { readonly isBefore: unknown }>

/** `undefined` is undecided. Only comparisons of dates and numbers can be undecided. */
export function decide(condition: Condition, context: EvaluationContext): boolean | undefined {
  if ('all' in condition) {
    const results = condition.all.map((part) => decide(part, context))
    return results.includes(false) ? false : results.includes(undefined) ? undefined : true
  }
  if ('any' in condition) {
    const results = condition.any.map((part) => decide(part, context))
    return results.includes(true) ? true : results.includes(undefined) ? undefined : false
  }
  if ('not' in condition) {
    const result = decide(condition.not, context)
    return result === undefined ? undefined : !result
  }
  if ('group' in condition) return count(condition, context)
  if ('isNotAfter' in condition || 'isBefore' in condition) return compareDates(condition, context)
  const answer = answerTo(condition.question, context)
  if ('isAnswered' in condition) return answer !== undefined
  if ('is' in condition) return answer === condition.is
  if ('isOneOf' in condition) return condition.isOneOf.some((value) => value === answer)
  if ('includes' in condition) {
    return Array.isArray(answer) && answer.some((value) => value === condition.includes)
  }
  if (typeof answer !== 'number') return undefined
  return 'isAtLeast' in condition ? answer >= condition.isAtLeast : answer <= condition.isAtMost
}

/** Undecided while the items that cannot be decided would make the difference. */
function count(condition: CountCondition, context: EvaluationContext): boolean | undefined {
  const { countWhere } = condition
  const results = itemsOf(answerTo(condition.group, context)).map((item) =>
    countWhere === undefined ? true : decide(countWhere, { ...context, item }),
  )
  const least = results.filter((result) => result === true).length
  const most = results.filter((result) => result !== false).length
  if ('atLeast' in condition) {
    return least >= condition.atLeast ? true : most < condition.atLeast ? false : undefined
  }
  return most <= condition.atMost ? true : least > condition.atMost ? false : undefined
}

function compareDates(condition: DateCondition, context: EvaluationContext): boolean | undefined {
  const answer = answerTo(condition.question, context)
  const other = dateOf('isNotAfter' in condition ? condition.isNotAfter : condition.isBefore, context)
  if (!isPartialDate(answer) || !isPartialDate(other)) return undefined
  if ('isNotAfter' in condition) {
    const order = comparePartial(answer, other)
    if (order === 'same-or-undecided') return answer === other && answer.length === 10 ? true : undefined
    return order === 'before'
  }
  const [span, needed] =
    'byYears' in condition
      ? [yearsBetween(answer, other), condition.byYears]
      : [daysBetween(answer, other), condition.byDays]
  return span.atLeast >= needed ? true : span.atMost < needed ? false : undefined
}

function dateOf(reference: DateReference, context: EvaluationContext): AnswerValue | undefined {
  return reference === 'today' ? context.today : answerTo(reference.question, context)
}

/** The answer that an id of a rule names, in the same item for `./`. An empty list is no answer. */
export function answerTo(
  id: string,
  { answers, item }: Pick<EvaluationContext, 'answers' | 'item'>,
): AnswerValue | undefined {
  const answer = id.startsWith('./') ? ownValue(item ?? {}, id.slice(2)) : ownValue(answers, id)
  return Array.isArray(answer) && answer.length === 0 ? undefined : answer
}

/** Ids come from outside: `constructor` and the like are not answers. */
export function ownValue<Value>(values: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined
}

/** The items of a group's answer; whatever else is there, from a faulty device, is none. */
export function itemsOf(answer: AnswerValue | undefined): readonly GroupItem[] {
  return Array.isArray(answer) ? answer.filter((item) => isItem(item)) : []
}

function isItem(value: unknown): value is GroupItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
