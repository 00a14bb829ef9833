import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon/icon.tsx'
import styles from './list-search.module.css'

/** A pause in typing; each letter by itself would be a question to the gateway. */
const pauseMs = 250

/** Finds by name, number or code, with or without marks. The key `/` leads here from anywhere on the screen. */
export function ListSearch({
  value,
  onSearch,
}: {
  readonly value: string
  readonly onSearch: (search: string) => void
}) {
  const { t } = useTranslation('desk')
  const id = useId()
  const [typed, setTyped] = useState(value)
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onSearch(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, onSearch])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className={styles.search}>
      <label htmlFor={id}>{t('dossiers.search.label')}</label>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          id={id}
          ref={input}
          type="search"
          value={typed}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          lang="vi"
          aria-keyshortcuts="/"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('')
          }}
        />
      </div>
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
