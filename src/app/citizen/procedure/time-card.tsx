import { AnswerCard } from './answer-card.tsx'
import styles from './answers.module.css'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'
import { dueNow, dueText, limitOf, limitsText, limitText, reasonText } from './wording.ts'

/** How long, and the day if it were filed now. Counted from the desk's reception, never from the tap (rules.md §1.4). */
export function TimeCard({ guidance }: { readonly guidance: Guidance }) {
  const words = useWords()
  const { t, language } = words
  const found = limitOf(guidance)
  const { mountainExtension } = guidance.procedure.timeLimit
  if (found.kind === 'depends') {
    return (
      <AnswerCard
        icon="clock"
        question={t('howLong')}
        isExpected={found.limits.some(({ confirm }) => confirm)}
      >
        <p className={styles.big}>{t('time.depends')}</p>
        <p>{limitsText(words, found.limits)}</p>
        <p className={styles.small}>{t('time.from')}</p>
      </AnswerCard>
    )
  }
  const { limit, extension } = found
  const due = dueNow(guidance, limit)
  const isLateToday = due?.reasoning.some(({ code }) => code === 'received-after-cut-off') === true
  const added = extension ?? mountainExtension
  return (
    <AnswerCard icon="clock" question={t('howLong')} isExpected={due?.provisional ?? limit.confirm}>
      <p className={styles.big}>{limitText(words, limit)}</p>
      {due === undefined ? null : <p>{dueText(words, due)}</p>}
      {due === undefined ? null : (
        <p className={styles.small}>
          {reasonText(words, due)} {t('time.from')}
        </p>
      )}
      {added === undefined ? null : (
        <p className={styles.small}>
          {t(extension === undefined ? 'time.extension' : 'time.extended', {
            limit: limitText(words, added),
          })}
        </p>
      )}
      {limit.cutOff === undefined || isLateToday ? null : (
        <p className={styles.small}>{t('time.cutOff', { time: limit.cutOff })}</p>
      )}
      {due !== undefined || limit.note === undefined ? null : (
        <p className={styles.small}>{limit.note[language]}</p>
      )}
    </AnswerCard>
  )
}
