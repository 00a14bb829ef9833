import { vietnamDay, vietnamTime } from '../../domain/time/vietnam-time.ts'
import styles from './moment.module.css'

interface MomentProps {
  /** RFC 3339. */
  readonly at: string
  /** Leaves the year out, for lists. */
  readonly isShort?: boolean
}

/** An instant in Vietnam's time, as it is written there: `25/11/2026 14:05`. */
export function Moment({ at, isShort = false }: MomentProps) {
  return (
    <time dateTime={at} className={styles.moment}>
      {momentText(at, isShort)}
    </time>
  )
}

export function momentText(at: string | number, isShort = false): string {
  const [year, month, day] = vietnamDay(at).split('-')
  return `${isShort ? `${day}/${month}` : `${day}/${month}/${year}`} ${vietnamTime(at)}`
}
