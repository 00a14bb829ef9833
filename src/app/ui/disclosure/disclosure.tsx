import type { ReactNode } from 'react'
import styles from './disclosure.module.css'

/** Folded-away text that most people do not need, on the native element. */
export function Disclosure({
  summary,
  children,
}: {
  readonly summary: ReactNode
  readonly children: ReactNode
}) {
  return (
    <details className={styles.disclosure}>
      <summary>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
