import type { GroupItem, GroupQuestion } from '../../../domain/form/definition.ts'
import { visibleItem } from '../../../domain/form/evaluate.ts'
import { useDeclaration } from './declaration-context.ts'
import { itemName } from './group-item.ts'
import { useAnswerText } from './use-answer-text.ts'

/** As many as fit on a card; the review has them all. */
const answersAtMost = 3

/** What tells one item of a group from another, beside its name: its first short answers. */
export function useItemLine(): (group: GroupQuestion, item: GroupItem) => string {
  const { complete, today } = useDeclaration()
  const answerText = useAnswerText()
  return (group, item) => {
    const name = itemName(group, item)
    return visibleItem(group, item, { answers: complete, today })
      .questions.flatMap((question) => {
        const answer = item[question.id]
        const isLong = question.type === 'signature' || question.type === 'long-text'
        return answer === undefined || answer === name || isLong || typeof answer === 'boolean'
          ? []
          : [answerText(question, answer)]
      })
      .slice(0, answersAtMost)
      .join(' · ')
  }
}
