import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FeedbackSummary, type FeedbackView, feedbackView } from '../../../contract/feedback.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import viewStyles from '../dossiers/view-switch.module.css'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import styles from './feedback.module.css'
import { listFeedback } from './feedback-client.ts'

/** What people say of the unit's work, with what is due first. */
export function FeedbackDeskScreen() {
  const { t } = useTranslation(['feedback-desk', 'feedback'])
  const [view, setView] = useState<FeedbackView>('open')
  const { value, problem, refresh } = usePolled(useCallback(() => listFeedback(view), [view]))
  const name = useId()
  const columns: readonly Column<FeedbackSummary>[] = [
    {
      id: 'code',
      title: t('column.code'),
      cell: ({ id, receiptCode }) => <Link to={`/can-bo/phan-anh/${id}`}>{receiptCode}</Link>,
    },
    { id: 'topic', title: t('column.topic'), cell: (row) => <Topic row={row} /> },
    { id: 'state', title: t('column.state'), cell: ({ state }) => t(`state.${state}`) },
    { id: 'arrived', title: t('column.arrived'), cell: ({ arrivedAt }) => <Moment at={arrivedAt} isShort /> },
    { id: 'due', title: t('column.due'), cell: (row) => <Due row={row} /> },
    { id: 'officer', title: t('column.officer'), cell: ({ officer }) => officer ?? '' },
  ]
  return (
    <Screen title={t('title')} isWide>
      <p>{t('lead')}</p>
      <fieldset className={viewStyles.views}>
        <legend className="visually-hidden">{t('view.label')}</legend>
        {feedbackView.options.map((each) => (
          <label key={each} className={viewStyles.view}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={each === view}
              onChange={() => setView(each)}
            />
            <span>{t(`view.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('failed')} onRetry={() => void refresh()} />
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value === null ? null : value.feedback.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <Table caption={t('table')} columns={columns} rows={value.feedback} keyOf={({ id }) => id} />
      )}
    </Screen>
  )
}

function Topic({ row }: { readonly row: FeedbackSummary }) {
  const { t } = useTranslation(['feedback-desk', 'feedback'])
  return (
    <span className={styles.topic}>
      <span>{t(`feedback:topics.${row.topic}`)}</span>
      <span className={styles.small}>
        {[
          ...(row.isAnonymous ? [t('anonymous')] : []),
          ...(row.hasRecording ? [t('voice')] : []),
          ...(row.photos > 0 ? [t('photos', { count: row.photos })] : []),
        ].join(' · ')}
      </span>
      {row.duplicateOf === null ? null : (
        <Badge kind="warning">{t('duplicate', { code: row.duplicateOf })}</Badge>
      )}
    </span>
  )
}

function Due({ row: { stepDueAt } }: { readonly row: FeedbackSummary }) {
  const { t } = useTranslation('feedback-desk')
  if (stepDueAt === null) return null
  return (
    <span className={styles.topic}>
      <Moment at={stepDueAt} isShort />
      {Date.parse(stepDueAt) < Date.now() ? <Badge kind="error">{t('late')}</Badge> : null}
    </span>
  )
}
