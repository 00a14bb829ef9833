import styles from './signature.module.css'

interface SignatureDrawingProps {
  /** SVG path data on a board of the given size. */
  readonly path: string
  readonly board: { readonly width: number; readonly height: number }
  readonly label: string
}

/** A signature to look at. */
export function SignatureDrawing({ path, board, label }: SignatureDrawingProps) {
  return (
    <svg
      className={styles.drawing}
      viewBox={`0 0 ${board.width} ${board.height}`}
      role="img"
      aria-label={label}
    >
      <path d={path} className={styles.stroke} />
    </svg>
  )
}
