import { type KeyboardEvent, type RefObject, Suspense, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyBehindPicture } from '../../first-picture.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import styles from './procedure-search.module.css'

const VoiceSearch = lazyBehindPicture(async () => (await import('./voice-search.tsx')).VoiceSearch)

/** Phone keyboards compose every word until the space: whoever pauses has said enough to search for. */
const pauseMs = 700

interface SearchFieldProps {
  readonly ref: RefObject<HTMLInputElement | null>
  readonly label: string
  readonly describedBy: string
  readonly onQuery: (text: string) => void
  /** Arrow down and Enter: on to what was found. */
  readonly onLeave: (event: KeyboardEvent) => void
}

/**
 * Uncontrolled, and half-composed words are left alone: drawing the field anew while an input method composes
 * would double letters, and half a syllable finds nonsense (bug case 30).
 */
export function SearchField({ ref: field, label, describedBy, onQuery, onLeave }: SearchFieldProps) {
  const { t } = useTranslation('home')
  const id = useId()
  const pause = useRef<number>(undefined)
  const [isEmpty, setIsEmpty] = useState(true)
  useEffect(() => () => window.clearTimeout(pause.current), [])

  const tell = (text: string) => {
    window.clearTimeout(pause.current)
    setIsEmpty(text === '')
    onQuery(text)
  }
  const clear = () => {
    if (field.current !== null) field.current.value = ''
    tell('')
    field.current?.focus()
  }
  const put = (text: string) => {
    if (field.current === null) return
    field.current.value = text.slice(0, field.current.maxLength)
    tell(field.current.value)
    field.current.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') clear()
    else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave(event)
  }

  return (
    <>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <div className={styles.box}>
        <Icon name="search" />
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={120}
          className={styles.input}
          aria-describedby={describedBy}
          onChange={({ target, nativeEvent }) => {
            if (!(nativeEvent instanceof InputEvent && nativeEvent.isComposing)) {
              tell(target.value)
              return
            }
            window.clearTimeout(pause.current)
            pause.current = window.setTimeout(() => tell(target.value), pauseMs)
          }}
          onCompositionEnd={({ currentTarget }) => tell(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {isEmpty ? null : (
          <button type="button" className={styles.clear} onClick={clear} aria-label={t('search.clear')}>
            <Icon name="close" />
          </button>
        )}
      </div>
      <Suspense>
        <VoiceSearch onHeard={put} />
      </Suspense>
    </>
  )
}
