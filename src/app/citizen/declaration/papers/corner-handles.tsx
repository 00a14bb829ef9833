import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageSize } from '../../../../device/photos/image-size.ts'
import { type Corners, withCorner } from '../../../../device/photos/page-corners.ts'
import styles from './camera.module.css'

const names = ['upperLeft', 'upperRight', 'lowerRight', 'lowerLeft'] as const
/** A press of an arrow key, as a share of the picture; with Shift for the way there. */
const stepShare = 0.005
const strideShare = 0.05

interface CornerHandlesProps {
  readonly size: ImageSize
  readonly corners: Corners
  readonly onMove: (corners: Corners) => void
}

/** Over a picture that is shown as a whole: what is kept of it, with a handle at each corner. */
export function CornerHandles({ size, corners, onMove }: CornerHandlesProps) {
  const { t } = useTranslation('declaration')
  const root = useRef<HTMLDivElement>(null)
  const shown = useShown(root, size)
  const handles = useRef<(HTMLButtonElement | null)[]>([])
  /** From the finger to the corner: a handle does not jump when it is taken at its edge. */
  const held = useRef<{ readonly index: number; readonly byX: number; readonly byY: number } | null>(null)

  useLayoutEffect(() => {
    corners.forEach(({ x, y }, index) => {
      const handle = handles.current[index]
      handle?.style.setProperty('inset-inline-start', `${shown.left + x * shown.width}px`)
      handle?.style.setProperty('inset-block-start', `${shown.top + y * shown.height}px`)
    })
  }, [corners, shown])

  function shareAt({ clientX, clientY }: PointerEvent): { readonly x: number; readonly y: number } {
    const box = root.current?.getBoundingClientRect()
    return {
      x: (clientX - (box?.left ?? 0) - shown.left) / shown.width,
      y: (clientY - (box?.top ?? 0) - shown.top) / shown.height,
    }
  }

  function take(event: PointerEvent<HTMLButtonElement>, index: number): void {
    const corner = corners[index]
    if (corner === undefined) return
    const { x, y } = shareAt(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    held.current = { index, byX: corner.x - x, byY: corner.y - y }
  }

  function drag(event: PointerEvent, index: number): void {
    if (held.current?.index !== index) return
    const { x, y } = shareAt(event)
    onMove(withCorner(corners, index, { x: x + held.current.byX, y: y + held.current.byY }))
  }

  function letGo(): void {
    held.current = null
  }

  function step(event: KeyboardEvent, index: number): void {
    const corner = corners[index]
    const way = ways[event.key]
    if (corner === undefined || way === undefined) return
    event.preventDefault()
    const share = event.shiftKey ? strideShare : stepShare
    onMove(withCorner(corners, index, { x: corner.x + way.x * share, y: corner.y + way.y * share }))
  }

  const points = corners.map(({ x, y }) => `${x * size.widthPx} ${y * size.heightPx}`)
  const outside = `M0 0H${size.widthPx}V${size.heightPx}H0Z`
  const inside = `M${points.join('L')}Z`
  return (
    <div ref={root} className={styles.corners}>
      <svg viewBox={`0 0 ${size.widthPx} ${size.heightPx}`} className={styles.frame} aria-hidden="true">
        <path d={`${outside} ${inside}`} className={styles.cutAway} />
        <path d={inside} className={styles.edge} />
      </svg>
      {corners.map(({ x, y }, index) => (
        <button
          key={names[index]}
          ref={(handle) => {
            handles.current[index] = handle
          }}
          type="button"
          className={styles.handle}
          aria-label={t('camera.corner.label', {
            corner: t(`camera.corner.${names[index] ?? 'upperLeft'}`),
            across: Math.round(x * 100),
            down: Math.round(y * 100),
          })}
          onPointerDown={(event) => take(event, index)}
          onPointerMove={(event) => drag(event, index)}
          onPointerUp={letGo}
          onPointerCancel={letGo}
          onKeyDown={(event) => step(event, index)}
        />
      ))}
    </div>
  )
}

const ways: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

interface Shown {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where in its box a picture lies that is shown as large as goes (`object-fit: contain`), in CSS pixels. */
function useShown(root: { readonly current: HTMLElement | null }, { widthPx, heightPx }: ImageSize): Shown {
  const [shown, setShown] = useState<Shown>({ left: 0, top: 0, width: 1, height: 1 })
  // Before anything is drawn: four handles on one spot could be touched.
  useLayoutEffect(() => {
    const box = root.current
    if (box === null) return
    const measure = () => {
      const scale = Math.min(box.clientWidth / widthPx, box.clientHeight / heightPx)
      const width = Math.max(1, widthPx * scale)
      const height = Math.max(1, heightPx * scale)
      setShown({ left: (box.clientWidth - width) / 2, top: (box.clientHeight - height) / 2, width, height })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [root, widthPx, heightPx])
  return shown
}
