import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge/badge.tsx'
import { Icon, type IconName } from '../../ui/icon/icon.tsx'
import styles from './answers.module.css'
import { useWords } from './use-words.ts'

interface AnswerCardProps {
  readonly icon: IconName
  readonly question: string
  /** Staff must confirm it: nothing is promised. */
  readonly isExpected?: boolean | undefined
  readonly children: ReactNode
}

/** One question that everybody has, and its answer. */
export function AnswerCard({ icon, question, isExpected = false, children }: AnswerCardProps) {
  const { t } = useWords()
  return (
    <section className={styles.card}>
      <h2 className={styles.question}>
        <Icon name={icon} />
        {question}
      </h2>
      <div className={styles.answer}>
        {children}
        {isExpected ? <Badge kind="warning">{t('expected')}</Badge> : null}
      </div>
    </section>
  )
}
