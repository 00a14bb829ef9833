import { type PointerEvent, useRef, useState } from 'react'
import styles from './signature.module.css'

interface Point {
  readonly x: number
  readonly y: number
}

interface SignaturePadProps {
  /** SVG path data of what is drawn already; empty for a clean board. */
  readonly path: string
  readonly board: { readonly width: number; readonly height: number }
  readonly label: string
  /** A stroke has ended; its points lie on the board. */
  readonly onStroke: (stroke: readonly Point[]) => void
}

/** Nearer than this on the board, a point shows nothing new. */
const nearest = 5

/** A board to sign on with a finger, a pen or a mouse. The stroke is shown while it is drawn. */
export function SignaturePad({ path, board, label, onStroke }: SignaturePadProps) {
  const pad = useRef<SVGSVGElement>(null)
  const [stroke, setStroke] = useState<readonly Point[]>([])

  function pointOf(event: PointerEvent): Point {
    const box = pad.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0 || box.height === 0) return { x: 0, y: 0 }
    return {
      x: ((event.clientX - box.left) / box.width) * board.width,
      y: ((event.clientY - box.top) / box.height) * board.height,
    }
  }

  function end(): void {
    if (stroke.length === 0) return
    onStroke(stroke)
    setStroke([])
  }

  return (
    <svg
      ref={pad}
      className={styles.pad}
      viewBox={`0 0 ${board.width} ${board.height}`}
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        if (!event.isPrimary || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setStroke([pointOf(event)])
      }}
      onPointerMove={(event) => {
        if (!event.isPrimary || stroke.length === 0) return
        const point = pointOf(event)
        const last = stroke[stroke.length - 1]
        if (last !== undefined && Math.hypot(point.x - last.x, point.y - last.y) < nearest) return
        setStroke([...stroke, point])
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <path d={`M80 ${board.height * 0.78}H${board.width - 80}`} className={styles.line} />
      <path d={path} className={styles.stroke} />
      <polyline points={stroke.map(({ x, y }) => `${x},${y}`).join(' ')} className={styles.stroke} />
    </svg>
  )
}
