import type { ReactNode } from 'react'
import { Icon } from '../icon/icon.tsx'
import styles from './notice.module.css'

interface NoticeProps {
  readonly kind: 'information' | 'success' | 'warning' | 'error'
  readonly title?: ReactNode
  readonly children?: ReactNode
  /** Announce it when it appears: errors at once, the rest when the reader is idle. */
  readonly isLive?: boolean
}

export function Notice({ kind, title, children, isLive = false }: NoticeProps) {
  const role = isLive ? (kind === 'error' ? 'alert' : 'status') : undefined
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role={role}>
      <Icon name={kind} />
      <div className={styles.body}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
