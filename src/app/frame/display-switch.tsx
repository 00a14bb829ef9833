import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFolding } from '../ui/disclosure/use-folding.ts'
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

  useFolding(isOpen, {
    inside: () => area.current,
    fold(by) {
      setIsOpen(false)
      if (by === 'key') opener.current?.focus()
    },
  })

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
