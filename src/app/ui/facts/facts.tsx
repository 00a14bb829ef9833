import type { ReactNode } from 'react'
import styles from './facts.module.css'

/** Names and values, one fact a line; the value goes below its name where there is no room beside it. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

interface FactProps {
  readonly name: ReactNode
  /** Worth a second look: the line stands out, and the children say why. */
  readonly isDoubtful?: boolean
  readonly children: ReactNode
}

export function Fact({ name, isDoubtful = false, children }: FactProps) {
  return (
    <div className={styles.fact} data-doubtful={isDoubtful}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
