import styles from './bar.module.css'

interface BarProps {
  /** 0 to 1; what is beyond is cut off. */
  readonly share: number
  /** The part of the bar that could be filled at all, 0 to 1: what is not known is hatched. */
  readonly knownShare?: number
}

/** A share drawn as a bar. Decorative: the number stands beside it. */
export function Bar({ share, knownShare = 1 }: BarProps) {
  const percent = (part: number) => 100 * Math.min(1, Math.max(0, part))
  return (
    <svg
      className={styles.bar}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className={styles.unknown} width="100" height="10" />
      <rect className={styles.known} width={percent(knownShare)} height="10" />
      <rect className={styles.value} width={percent(share)} height="10" />
    </svg>
  )
}
