import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type FeedbackDecision,
  type FeedbackDetail,
  feedbackTextMaximum,
} from '../../../contract/feedback.ts'
import type { FeedbackAction } from '../../../domain/feedback/states.ts'
import { Button } from '../../ui/button/button.tsx'
import { ChoicesSeveral } from '../../ui/choices/choices-several.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextArea } from '../../ui/field/field.tsx'
import { Select } from '../../ui/select/select.tsx'
import styles from './feedback.module.css'

type AskedAction = Exclude<FeedbackAction, 'take-up'>

interface DecisionDialogProps {
  readonly action: AskedAction
  readonly feedback: FeedbackDetail
  readonly isBusy: boolean
  /** Why the last try was not done. */
  readonly trouble: ReactNode
  readonly onClose: () => void
  readonly onDecide: (decision: FeedbackDecision) => void
}

/** What is written for each: told to the sender, or kept as the reason. */
const wordsFor = {
  assign: null,
  exclude: 'reason',
  'ask-more': 'told',
  'note-more': 'noted',
  forward: 'reason',
  answer: 'answer',
  refuse: 'told',
  publish: 'answer',
  'withdraw-publication': 'reason',
  'mark-spam': 'reason',
  'unmark-spam': 'reason',
} as const satisfies Record<AskedAction, 'reason' | 'told' | 'noted' | 'answer' | null>

const isRead: ReadonlySet<AskedAction> = new Set(['ask-more', 'answer', 'refuse'])

export function DecisionDialog({
  action,
  feedback,
  isBusy,
  trouble,
  onClose,
  onDecide,
}: DecisionDialogProps) {
  const { t } = useTranslation('feedback-desk')
  const formId = useId()
  const wanted = wordsFor[action]
  const [words, setWords] = useState(action === 'publish' ? (feedback.reply ?? '') : '')
  const [question, setQuestion] = useState('')
  const [chosen, setChosen] = useState('')
  const [people, setPeople] = useState<readonly string[]>(feedback.excluded.map(({ username }) => username))
  const [isChecked, setIsChecked] = useState(false)
  const missing = (text: string) => (isChecked && text.trim() === '' ? t('field.missing') : undefined)

  function decisionOf(): FeedbackDecision | null {
    const { revision } = feedback
    const text = words.trim()
    if (wanted !== null && text === '') return null
    switch (action) {
      case 'assign':
        return chosen === '' ? null : { type: action, revision, officer: chosen }
      case 'exclude':
        return { type: action, revision, people: [...people], reason: text }
      case 'forward':
        return chosen === '' ? null : { type: action, revision, unit: chosen, reason: text }
      case 'answer':
        return { type: action, revision, answer: text }
      case 'publish':
        return question.trim() === ''
          ? null
          : { type: action, revision, question: question.trim(), answer: text }
      default:
        return { type: action, revision, reason: text }
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    setIsChecked(true)
    const decision = decisionOf()
    if (decision !== null && !isBusy) onDecide(decision)
  }

  return (
    <Dialog
      title={t(`action.${action}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t(`action.${action}`)}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {action === 'assign' || action === 'forward' ? (
          <Select
            label={t(action === 'assign' ? 'field.officer' : 'field.unit')}
            placeholder={t('field.choose')}
            options={
              action === 'assign'
                ? feedback.people
                    .filter(({ username }) => !feedback.excluded.some((each) => each.username === username))
                    .map(({ username, name }) => ({ value: username, label: name }))
                : feedback.units.map(({ code, name }) => ({ value: code, label: name }))
            }
            value={chosen}
            onChange={setChosen}
            {...(isChecked && chosen === '' ? { error: t('field.choose') } : {})}
          />
        ) : null}
        {action === 'exclude' ? (
          <ChoicesSeveral
            label={t('field.excluded')}
            help={t('field.excludedHelp')}
            options={feedback.people.map(({ username, name }) => ({ value: username, label: name }))}
            values={people}
            onChange={setPeople}
          />
        ) : null}
        {action === 'publish' ? (
          <TextArea
            label={t('field.question')}
            help={t('field.questionHelp')}
            maxLength={feedbackTextMaximum}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
            error={missing(question)}
          />
        ) : null}
        {wanted === null ? null : (
          <TextArea
            label={t(`field.${wanted}`)}
            help={isRead.has(action) ? t('field.toldHelp') : undefined}
            maxLength={feedbackTextMaximum}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            error={missing(words)}
          />
        )}
        {trouble}
      </form>
    </Dialog>
  )
}
