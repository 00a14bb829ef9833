import { useCallback, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { itemsOf } from '../../../domain/form/decide.ts'
import {
  type Answers,
  type GroupItem,
  type GroupQuestion,
  groupMaximumItems,
} from '../../../domain/form/definition.ts'
import { visibleItem } from '../../../domain/form/evaluate.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Answering, AnsweringContext } from './answering.ts'
import { useDeclaration } from './declaration-context.ts'
import { newItem } from './group-item.ts'
import { KeptAnswersContext, keptAnswers } from './kept-answers.ts'
import { stepPlace } from './places.ts'
import { QuestionsForm } from './questions-form.tsx'
import { openProblems, problemsOfItem } from './shown-problems.ts'
import { Unchosen } from './unchosen.ts'
import { useDrawn } from './use-drawn.ts'
import { useWalk } from './use-walk.ts'

/** One member, child or line of a group, below the step that asks for it. */
export function ItemScreen() {
  const { stepId = '', groupId, number } = useParams()
  const { steps, procedure, draft } = useDeclaration()
  const step = steps.find(({ id }) => id === stepId)
  const group = step?.questions.find(({ id }) => id === groupId)
  const index = Number(number) - 1
  if (group?.type === 'group') {
    const count = itemsOf(draft.answers[group.id]).length
    const mayBegin = index === count && count < (group.maxItems ?? groupMaximumItems)
    if (index >= 0 && (index < count || mayBegin)) {
      return <ItemForm key={`${group.id} ${index}`} stepId={stepId} group={group} index={index} />
    }
  }
  return <Navigate to={`/ke-khai/${procedure.code}/${stepPlace(stepId)}`} replace />
}

interface ItemFormProps {
  readonly stepId: string
  readonly group: GroupQuestion
  readonly index: number
}

function ItemForm({ stepId, group, index }: ItemFormProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { form, draft, keeper, complete, today, change } = useDeclaration()
  const walk = useWalk(stepPlace(stepId))
  const formId = useId()
  const [begun] = useState(() => new Unchosen())
  const unchosen = useDrawn(begun)

  const items = itemsOf(draft.answers[group.id])
  const empty = useMemo(() => newItem(group), [group])
  const item = items[index] ?? empty
  const { questions, complete: completeItem } = visibleItem(group, item, { answers: complete, today })
  const problems = useMemo(() => {
    const answers = { ...draft.answers, [group.id]: withItem(itemsOf(draft.answers[group.id]), index, item) }
    const open = openProblems({ form, answers, today, unchosen: new Set() })
    return problemsOfItem(open, group.id, index, unchosen)
  }, [form, draft.answers, today, group.id, index, item, unchosen])

  // What is drawn may be older than what was answered last.
  const itemIn = useCallback(
    (answers: Answers) => itemsOf(answers[group.id])[index] ?? empty,
    [group, index, empty],
  )
  const keep = (update: (item: GroupItem) => GroupItem) =>
    change((before) => ({
      ...before,
      answers: {
        ...before.answers,
        [group.id]: withItem(itemsOf(before.answers[group.id]), index, update(itemIn(before.answers))),
      },
    }))
  const kept = useMemo(() => keptAnswers(keeper, begun, itemIn), [keeper, begun, itemIn])
  const answering: Answering = {
    answers: item,
    rule: { answers: complete, today, item: completeItem },
    group,
    setAnswer(question, value) {
      keep((before) => {
        const { [question]: _, ...others } = before
        // Groups hold no groups: an answer to a question of an item is never a list of items.
        return value === undefined ? others : { ...others, [question]: value as GroupItem[string] }
      })
    },
    setAnswers(answers) {
      // As above: answers to questions of an item.
      keep((before) => ({ ...before, ...(answers as GroupItem) }))
    },
  }
  return (
    <Screen
      title={t('group.item', { title: group.itemTitle[language], number: index + 1 })}
      eyebrow={group.label[language]}
      onBack={() => walk.leaveItem(stepId)}
      actions={
        <Button kind="primary" type="submit" form={formId}>
          {walk.isFromReview ? t('backToReview') : t('group.done')}
        </Button>
      }
    >
      <AnsweringContext value={answering}>
        <KeptAnswersContext value={kept}>
          <QuestionsForm
            id={formId}
            help={undefined}
            questions={questions}
            problems={problems}
            wanted={walk.question}
            onDone={() => {
              if (items[index] === undefined) keep((before) => before)
              walk.leaveItem(stepId)
            }}
          />
        </KeptAnswersContext>
      </AnsweringContext>
    </Screen>
  )
}

/** In its place, or at the end for one that is new. */
function withItem(items: readonly GroupItem[], index: number, item: GroupItem): readonly GroupItem[] {
  return index < items.length ? items.with(index, item) : [...items, item]
}
