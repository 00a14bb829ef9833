import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { FeedbackDecision, FeedbackDetail } from '../../../contract/feedback.ts'
import type { FeedbackAction } from '../../../domain/feedback/states.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { Moment } from '../moment.tsx'
import panel from '../panel.module.css'
import { ProblemNotice } from '../problem-notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { DecisionDialog } from './decision-dialog.tsx'
import styles from './feedback.module.css'
import { decideFeedback, readFeedback } from './feedback-client.ts'
import { Said } from './said.tsx'

const place = '/can-bo/phan-anh'

/** What mostly comes next: the first of these that may be done stands out. */
const usual: readonly FeedbackAction[] = ['take-up', 'answer', 'publish']

const isEnd = (action: FeedbackAction): boolean => action === 'refuse' || action === 'mark-spam'

/** One person's feedback: what was said, what is due, what was decided. Read once and not polled: each reading is written down. */
export function FeedbackDetailScreen() {
  const { t } = useTranslation(['feedback-desk', 'feedback'])
  const navigate = useNavigate()
  const { id = '' } = useParams()
  const { value, problem, isAsking, ask } = useAnswer(useCallback(() => readFeedback(id), [id]))
  const [action, setAction] = useState<FeedbackAction | null>(null)
  const [done, setDone] = useState<FeedbackAction | null>(null)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function decide(decision: FeedbackDecision): Promise<void> {
    setIsBusy(true)
    setFailure(null)
    setDone(null)
    const answer = await decideFeedback(id, decision)
    setIsBusy(false)
    // What was written stays in its dialog until it has arrived.
    if (answer.ok) setAction(null)
    if (!answer.ok) setFailure(answer.problem)
    else if (decision.type === 'forward') {
      // It belongs to the other unit now.
      await navigate(place)
      return
    } else setDone(decision.type)
    ask()
  }

  function open(next: FeedbackAction | null): void {
    setFailure(null)
    setAction(next)
  }

  if (value === null)
    return (
      <Screen title={t('title')} onBack={() => void navigate(place)}>
        {problem === null ? (
          <Busy />
        ) : (
          <ProblemNotice problem={problem} title={t('detail.failed')} onRetry={ask} />
        )}
      </Screen>
    )
  const next = usual.find((each) => value.actions.includes(each))
  return (
    <Screen
      title={t(`feedback:topics.${value.topic}`)}
      eyebrow={value.receiptCode}
      onBack={() => void navigate(place)}
      isWide
    >
      {done === null ? null : (
        <Notice kind="success" title={t('action.done', { action: t(`action.${done}`) })} isLive />
      )}
      {failure === null || action !== null ? null : <Failure problem={failure} />}
      {problem === null ? null : <ProblemNotice problem={problem} title={t('detail.failed')} onRetry={ask} />}
      <Overview feedback={value} />
      <Said feedback={value} />
      {value.actions.length === 0 ? null : (
        <section className={panel.panel}>
          <h2>{t('action.title')}</h2>
          <div className={styles.buttons}>
            {value.actions.map((each) => (
              <Button
                key={each}
                kind={each === next ? 'primary' : isEnd(each) ? 'danger' : 'secondary'}
                isBusy={isBusy || isAsking}
                onClick={() =>
                  each === 'take-up' ? void decide({ type: 'take-up', revision: value.revision }) : open(each)
                }
              >
                {t(`action.${each}`)}
              </Button>
            ))}
          </div>
        </section>
      )}
      <History feedback={value} />
      {action === null || action === 'take-up' ? null : (
        <DecisionDialog
          action={action}
          feedback={value}
          isBusy={isBusy}
          trouble={failure === null ? null : <Failure problem={failure} />}
          onClose={() => open(null)}
          onDecide={(decision) => void decide(decision)}
        />
      )}
    </Screen>
  )
}

function Failure({ problem }: { readonly problem: DeskProblem }) {
  const { t } = useTranslation('feedback-desk')
  return problem === 'dossier-changed' ? (
    <Notice kind="warning" title={t('action.failed')} isLive>
      <p>{t('action.changed')}</p>
    </Notice>
  ) : (
    <ProblemNotice problem={problem} title={t('action.failed')} />
  )
}

const dueOrder = ['refuse', 'ask-more', 'forward'] as const

function Overview({ feedback }: { readonly feedback: FeedbackDetail }) {
  const { t } = useTranslation('feedback-desk')
  const isFresh = feedback.state === 'received' || feedback.state === 'forwarded'
  const moment = (at: string | null) => (at === null ? t('detail.unknown') : <Moment at={at} />)
  return (
    <section className={panel.panel}>
      <h2>{t(`state.${feedback.state}`)}</h2>
      <Facts>
        <Fact name={t('column.arrived')}>
          <Moment at={feedback.arrivedAt} />
        </Fact>
        {isFresh
          ? dueOrder.map((limit) => (
              <Fact key={limit} name={t(`detail.due.${limit}`)}>
                {moment(feedback.dues[limit])}
              </Fact>
            ))
          : null}
        {isFresh || feedback.state === 'answering' ? (
          <Fact name={t('detail.due.answer')}>{moment(feedback.dueAt)}</Fact>
        ) : null}
        {feedback.state === 'answered' ? (
          <Fact name={t('detail.due.publish')}>{moment(feedback.dues.publish)}</Fact>
        ) : null}
        <Fact name={t('detail.unit')}>{feedback.unitName}</Fact>
        {feedback.officer === null ? null : <Fact name={t('column.officer')}>{feedback.officer}</Fact>}
        {feedback.excluded.length === 0 ? null : (
          <Fact name={t('detail.excluded')} isDoubtful>
            {feedback.excluded.map(({ name }) => name).join(', ')}
          </Fact>
        )}
        {feedback.duplicateOf === null ? null : (
          <Fact name={t('column.code')} isDoubtful>
            {t('duplicate', { code: feedback.duplicateOf })}
          </Fact>
        )}
        {feedback.reply === null ? null : (
          <Fact name={t('detail.reply')}>
            <span className={styles.words}>{feedback.reply}</span>
          </Fact>
        )}
        {feedback.publication === null ? null : (
          <Fact name={t('detail.publication')}>
            <strong>{feedback.publication.question}</strong>
            <span className={styles.words}> {feedback.publication.answer}</span>
          </Fact>
        )}
        {feedback.isContent === null ? null : (
          <Fact name={t('detail.content')}>
            {t(feedback.isContent ? 'detail.isContent' : 'detail.isDiscontent')}
          </Fact>
        )}
      </Facts>
    </section>
  )
}

function History({ feedback }: { readonly feedback: FeedbackDetail }) {
  const { t } = useTranslation('feedback-desk')
  return (
    <section className={panel.panel}>
      <h2>{t('detail.history')}</h2>
      <ol className={styles.history}>
        {feedback.events.map(({ number, type, at, by, note }) => (
          <li key={number}>
            <strong>{eventName(type)}</strong>
            <span className={styles.small}>
              <Moment at={at} />
              {type === 'arrive' || type === 'rate' ? null : ` · ${by}`}
            </span>
            {note === null ? null : <p className={styles.words}>{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )

  /** What a newer gateway names, as it names it. */
  function eventName(type: string): string {
    return isKnownEvent(type) ? t(`event.${type}`) : type
  }
}

const knownEvents = [
  'arrive',
  'take-up',
  'assign',
  'exclude',
  'ask-more',
  'note-more',
  'forward',
  'answer',
  'refuse',
  'publish',
  'withdraw-publication',
  'mark-spam',
  'unmark-spam',
  'rate',
] as const

function isKnownEvent(type: string): type is (typeof knownEvents)[number] {
  return knownEvents.some((known) => known === type)
}
