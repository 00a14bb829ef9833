import type { ReactNode } from 'react'
import styles from './badge.module.css'

interface BadgeProps {
  readonly kind?: 'neutral' | 'success' | 'warning' | 'error'
  readonly children: ReactNode
}

/** A short word on the state of what it stands beside. Colour only repeats what the word says. */
export function Badge({ kind = 'neutral', children }: BadgeProps) {
  return <span className={`${styles.badge} ${styles[kind]}`}>{children}</span>
}
