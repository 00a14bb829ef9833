import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { seekFirstMistake } from '../field/first-mistake.ts'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  /** Escape, or the back gesture. */
  readonly onClose: () => void
  /** The one with `data-safe` has the focus at first: a key pressed by chance loses nothing. */
  readonly actions: ReactNode
  /** As wide as the screen allows, for a picture or a table. */
  readonly isWide?: boolean
  readonly children?: ReactNode
}

/** A modal question on the native element: focus is kept inside and returns to where it was. */
export function Dialog({ title, isOpen, onClose, actions, isWide = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Also when the whole screen is hidden for a while, because a part of it is still on its way, and comes back.
  useLayoutEffect(() => {
    const dialog = element.current
    if (dialog === null || !isOpen) return
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-safe]')?.focus()
    // Taken away while open, it would not give the focus back.
    return () => dialog.close()
  }, [isOpen])
  return (
    <dialog
      ref={element}
      className={styles.dialog}
      data-wide={isWide}
      aria-labelledby={titleId}
      onSubmit={seekFirstMistake}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className={styles.actions}>{actions}</div>
    </dialog>
  )
}
