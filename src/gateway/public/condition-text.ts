/** When something holds, in words: the case questions' own, so that nobody has to answer them first. */
import type { Condition } from '../../domain/form/definition.ts'
import type { CaseQuestion } from '../../domain/guidance/cases.ts'
import type { LocalizedText } from '../../domain/text/localized.ts'
import { textsIn } from './texts.ts'

/** `Ai đi đăng ký? Cha hoặc mẹ`; null where there is no condition, or none that can be said. */
export function conditionText(
  condition: Condition | undefined,
  cases: readonly CaseQuestion[],
): LocalizedText | null {
  if (condition === undefined) return null
  const vi = inWords(condition, cases, 'vi')
  const en = inWords(condition, cases, 'en')
  return vi === null || en === null ? null : { vi, en }
}

function inWords(condition: Condition, cases: readonly CaseQuestion[], language: 'vi' | 'en'): string | null {
  const t = textsIn(language)
  const each = (conditions: readonly Condition[], joint: string) => {
    const texts = conditions.map((one) => inWords(one, cases, language))
    return texts.includes(null) ? null : texts.join(joint)
  }
  if ('all' in condition) return each(condition.all, t('condition.and'))
  if ('any' in condition) return each(condition.any, t('condition.or'))
  if ('not' in condition) {
    const text = inWords(condition.not, cases, language)
    return text === null ? null : t('condition.not', { text })
  }
  const values = 'isOneOf' in condition ? condition.isOneOf : 'is' in condition ? [condition.is] : undefined
  const question = cases.find(({ id }) => 'question' in condition && id === condition.question)
  if (values === undefined || question === undefined) return null
  const labels = values.map(
    (value) => question.options.find((option) => option.value === value)?.label[language],
  )
  return labels.includes(undefined)
    ? null
    : `${question.question[language]} ${labels.join(t('condition.or'))}`
}
