import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon/icon.tsx'
import styles from './frame.module.css'
import { TextSizeSwitch } from './text-size-switch.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** One button for text size and colours: the header has no room for both on a phone. */
export function DisplaySwitch() {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const area = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const panelId = useId()

  useEffect(() => {
    if (!isOpen) return
    const closeOutside = ({ target }: Event) => {
      if (target instanceof Node && area.current?.contains(target) === false) setIsOpen(false)
    }
    const closeByKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      setIsOpen(false)
      opener.current?.focus()
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    document.addEventListener('keydown', closeByKey)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
      document.removeEventListener('keydown', closeByKey)
    }
  }, [isOpen])

  return (
    <div ref={area} className={styles.switch}>
      <button
        ref={opener}
        type="button"
        className={styles.displayButton}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="text" />
        <span>{t('display')}</span>
      </button>
      {isOpen ? (
        <div id={panelId} className={styles.panel}>
          <TextSizeSwitch />
          <ThemeSwitch />
        </div>
      ) : null}
    </div>
  )
}
