import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button/button.tsx'
import { seekFirstMistake } from '../field/first-mistake.ts'
import { Icon } from '../icon/icon.tsx'
import styles from './screen.module.css'

interface ScreenProps {
  readonly title: string
  /** Small line above the title, e.g. the section of a declaration. */
  readonly eyebrow?: ReactNode
  readonly onBack?: () => void
  readonly progress?: { readonly done: number; readonly total: number; readonly label: string }
  /** The one primary action and its companions, always at the same place at the foot. */
  readonly actions?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** One screen: back, progress, title, content, actions. Moves focus to its title, so that a reader hears where it is. */
export function Screen({ title, eyebrow, onBack, progress, actions, isWide = false, children }: ScreenProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} – ${t('product.name')}`
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [title, t])
  return (
    <div className={styles.screen} data-wide={isWide} onSubmit={seekFirstMistake}>
      {onBack === undefined ? null : (
        <div className={`${styles.back} no-print`}>
          <Button kind="quiet" icon={<Icon name="back" />} onClick={onBack}>
            {t('action.back')}
          </Button>
        </div>
      )}
      {progress === undefined ? null : (
        <div className={styles.progress}>
          <progress value={progress.done} max={progress.total} aria-label={progress.label} />
          <span aria-hidden="true">{progress.label}</span>
        </div>
      )}
      {eyebrow === undefined ? null : <p className={styles.eyebrow}>{eyebrow}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div className={styles.content}>{children}</div>
      {actions === undefined ? null : <div className={`${styles.actions} no-print`}>{actions}</div>}
    </div>
  )
}
