import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { DateInputs } from '../declaration/fields/date-inputs.tsx'
import { AnswerCard } from './answer-card.tsx'
import styles from './answers.module.css'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'

interface DeadlineCardProps {
  readonly guidance: Guidance
  /** As typed before in this visit. */
  readonly event: string
  readonly onEvent: (event: string) => void
}

/** The time that the law gives the citizen, counted from the day that they name. */
export function DeadlineCard({ guidance, event, onEvent }: DeadlineCardProps) {
  const { t, language } = useWords()
  const { citizenDeadline } = guidance.procedure
  if (citizenDeadline === undefined) return null
  return (
    <AnswerCard icon="clock" question={t('deadline.title')}>
      <p className={styles.big}>{citizenDeadline.text[language]}</p>
      <State guidance={guidance} />
      {citizenDeadline.event === undefined || citizenDeadline.unit === 'hour-of-day' ? null : (
        <Disclosure summary={citizenDeadline.event[language]}>
          <DateInputs
            initial={event}
            isRequired={false}
            isPartial={false}
            isInvalid={false}
            onType={onEvent}
          />
          {event.length >= 8 && guidance.deadline === undefined ? <p>{t('deadline.incomplete')}</p> : null}
        </Disclosure>
      )}
    </AnswerCard>
  )
}

function State({ guidance: { procedure, deadline } }: { readonly guidance: Guidance }) {
  const { t, language } = useWords()
  return (
    <div role="status">
      {deadline === undefined ? null : !deadline.ok ? (
        <p>{t(`deadline.${deadline.problem}`)}</p>
      ) : deadline.isLate ? (
        <p>
          {t('deadline.late', { day: formatPartialDate(deadline.lastDay) })}{' '}
          {procedure.citizenDeadline?.late?.[language]}
        </p>
      ) : (
        <p className={styles.good}>
          {deadline.daysLeft === 0
            ? t('deadline.lastDay', { day: formatPartialDate(deadline.lastDay) })
            : t('deadline.left', { count: deadline.daysLeft, day: formatPartialDate(deadline.lastDay) })}
        </p>
      )}
    </div>
  )
}
