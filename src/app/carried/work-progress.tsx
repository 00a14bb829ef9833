import styles from './carried.module.css'

interface WorkProgressProps {
  readonly label: string
  readonly done: number
  readonly total: number
}

/** How far copying, reading or uploading has come. */
export function WorkProgress({ label, done, total }: WorkProgressProps) {
  return (
    <div className={styles.work}>
      <p role="status">{label}</p>
      <progress aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
    </div>
  )
}
