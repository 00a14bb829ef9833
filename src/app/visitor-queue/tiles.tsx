import styles from './tiles.module.css'

interface TilesProps<Value extends string> {
  readonly options: readonly { readonly value: Value; readonly label: string; readonly mark?: string }[]
  readonly onChoose: (value: Value) => void
  /** The one that is being worked on; further taps do nothing. */
  readonly busy: string | null
}

/** One tap chooses and goes on: large enough for a shaking hand. */
export function Tiles<Value extends string>({ options, onChoose, busy }: TilesProps<Value>) {
  return (
    <ul className={styles.tiles}>
      {options.map(({ value, label, mark }) => (
        <li key={value}>
          <button
            type="button"
            className={styles.tile}
            aria-disabled={busy !== null}
            data-busy={busy === value}
            onClick={() => {
              if (busy === null) onChoose(value)
            }}
          >
            {mark === undefined ? null : (
              <span className={styles.mark} aria-hidden="true">
                {mark}
              </span>
            )}
            <span>{label}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
