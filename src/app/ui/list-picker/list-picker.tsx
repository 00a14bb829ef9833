import {
  type FormEvent,
  type KeyboardEvent,
  startTransition,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import fieldStyles from '../field/field.module.css'
import { Field, type FieldTexts } from '../field/field.tsx'
import styles from './list-picker.module.css'

export interface ListItem {
  readonly id: string
  readonly label: string
  /** Small below the label: why the item fits, what it was called before. */
  readonly note?: string
}

interface ListPickerProps<Item extends ListItem> extends FieldTexts {
  readonly chosen: ListItem | undefined
  /** Items for what was typed, best first; for an empty text those offered at once. */
  readonly search: (typed: string) => readonly Item[]
  /** Typed before, without a choice. */
  readonly initialTyped?: string
  /** Undefined while nothing is chosen; then `typed` is what stands in the input. */
  readonly onChoose: (item: Item | undefined, typed: string) => void
  readonly onBlur?: () => void
}

/** Long lists are cut: nobody reads more, and typing one more letter is quicker. */
const shownAtMost = 30
/** Phones keep a word in composition until the space; a pause counts as the end of it. */
const compositionPauseMs = 500

/**
 * One item of a long list, by typing (ARIA combobox with a list box). The input is uncontrolled and, but for a choice
 * from the list, never written to while a word is being composed, so that Telex and VNI keyboards are not disturbed (bug
 * case 30).
 */
export function ListPicker<Item extends ListItem>({
  chosen,
  search,
  initialTyped = '',
  onChoose,
  onBlur,
  ...texts
}: ListPickerProps<Item>) {
  const { t } = useTranslation()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const pause = useRef<number | undefined>(undefined)
  const isComposing = useRef(false)
  const [items, setItems] = useState<readonly Item[] | undefined>()
  const [active, setActive] = useState(-1)
  const [isCut, setIsCut] = useState(false)
  const isOpen = items !== undefined
  const chosenId = chosen?.id
  const chosenLabel = chosen?.label
  /** Before it is drawn, too. */
  const chosenNow = useRef(chosenId)

  useLayoutEffect(() => {
    chosenNow.current = chosenId
  }, [chosenId])

  useEffect(() => {
    if (input.current === null || isComposing.current || chosenLabel === undefined) return
    // Written again, it would be laid out again.
    if (input.current.value !== chosenLabel) input.current.value = chosenLabel
  }, [chosenLabel])

  useEffect(() => {
    const field = input.current
    if (field === null || chosenLabel === undefined) return
    const observer = new ResizeObserver(() => setIsCut(field.scrollWidth > field.clientWidth))
    observer.observe(field)
    return () => observer.disconnect()
  }, [chosenLabel])

  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])

  useEffect(() => () => window.clearTimeout(pause.current), [])

  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function open(typed: string): void {
    if (list.current !== null) delete list.current.dataset.left
    setItems(search(typed).slice(0, shownAtMost))
    setActive(-1)
  }

  /** With what fits the text in the field, or, behind a choice, with all that is offered at once. */
  function openAgain(): void {
    open(chosenNow.current === undefined ? (input.current?.value ?? '') : '')
  }

  /** Closed, it is drawn so a moment later. */
  const isShown = () => isOpen && list.current?.dataset.left === undefined

  /** Not seen any more at once; what stands below moves up behind that, for it may be what is just being tapped. */
  function close(): void {
    if (list.current !== null) list.current.dataset.left = 'true'
    startTransition(() => {
      setItems(undefined)
      setActive(-1)
    })
  }

  function typedNow(): void {
    const typed = input.current?.value ?? ''
    chosenNow.current = undefined
    onChoose(undefined, typed)
    open(typed)
  }

  function onInput(event: FormEvent<HTMLInputElement>): void {
    window.clearTimeout(pause.current)
    const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing
    if (composing) pause.current = window.setTimeout(typedNow, compositionPauseMs)
    else typedNow()
  }

  function choose(item: Item): void {
    window.clearTimeout(pause.current)
    // Seen at once, whenever the rest is drawn.
    if (input.current !== null) input.current.value = item.label
    chosenNow.current = item.id
    onChoose(item, item.label)
    close()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return
    const count = items?.length ?? 0
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault()
        if (!isShown()) openAgain()
        else if (count > 0) {
          const step = event.key === 'ArrowDown' ? 1 : -1
          setActive(active === -1 && step === -1 ? count - 1 : (active + step + count) % count)
        }
        return
      }
      case 'Enter': {
        const item = isShown() ? items?.[active] : undefined
        if (item === undefined) return
        // Otherwise Enter would also go on to the next step.
        event.preventDefault()
        choose(item)
        return
      }
      case 'Escape':
        if (!isShown()) return
        event.preventDefault()
        close()
        return
    }
  }

  /** Leaving with the full name of an item typed, or with one item left, is a choice. */
  function leave(): void {
    window.clearTimeout(pause.current)
    const typed = input.current?.value.trim() ?? ''
    if (chosenNow.current === undefined && typed !== '') {
      const found = search(typed)
      const only = found.length === 1 ? found[0] : found.find(({ label }) => label === typed)
      if (only !== undefined) choose(only)
    }
    close()
    onBlur?.()
  }

  return (
    <Field {...texts}>
      {(described) => (
        <div className={styles.picker}>
          <input
            {...described}
            ref={input}
            type="text"
            role="combobox"
            className={fieldStyles.input}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={chosenLabel ?? initialTyped}
            placeholder={t('listPicker.type')}
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
            onFocus={(event) => event.currentTarget.select()}
            onClick={() => {
              if (!isShown()) openAgain()
            }}
            onInput={onInput}
            onCompositionStart={() => {
              isComposing.current = true
            }}
            onCompositionEnd={() => {
              isComposing.current = false
              window.clearTimeout(pause.current)
              typedNow()
            }}
            onKeyDown={onKeyDown}
            onBlur={leave}
          />
          {/* An input has one line. Whoever hears it hears the whole of it anyway. */}
          {isCut && chosenLabel !== undefined ? (
            <p className={styles.chosen} aria-hidden="true">
              {chosenLabel}
            </p>
          ) : null}
          <div
            ref={list}
            id={listId}
            role="listbox"
            className={styles.list}
            hidden={!isOpen || items.length === 0}
          >
            {(items ?? []).map((item, index) => (
              // The keyboard acts on the combobox, which keeps the focus (aria-activedescendant).
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above
              // biome-ignore lint/a11y/useFocusableInteractive: see above
              <div
                key={item.id}
                id={`${listId}-${index}`}
                role="option"
                aria-labelledby={`${listId}-${index}-label`}
                aria-describedby={item.note === undefined ? undefined : `${listId}-${index}-note`}
                aria-selected={item.id === chosenId}
                data-active={index === active}
                className={styles.item}
                onPointerDown={(event) => event.preventDefault()}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(item)}
              >
                <span id={`${listId}-${index}-label`}>{item.label}</span>
                {item.note === undefined ? null : (
                  <span id={`${listId}-${index}-note`} className={styles.note}>
                    {item.note}
                  </span>
                )}
              </div>
            ))}
          </div>
          {isOpen && items.length === 0 ? <p className={styles.none}>{t('listPicker.none')}</p> : null}
          <p role="status" className="visually-hidden">
            {isOpen ? t('listPicker.found', { count: items.length }) : ''}
          </p>
        </div>
      )}
    </Field>
  )
}
