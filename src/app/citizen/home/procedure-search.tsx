import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { ProcedureLinks } from '../procedure/procedure-links.tsx'
import styles from './procedure-search.module.css'
import { SearchField } from './search-field.tsx'
import { useSearch } from './use-search.ts'

const shownAtFirst = 8

interface ProcedureSearchProps {
  /** Other ways to a procedure: away while there are results, so that the screen has one idea. */
  readonly children?: ReactNode
}

/** Search as one types. What is typed stays in this component: not in the address, not in storage. */
export function ProcedureSearch({ children }: ProcedureSearchProps) {
  const { t, i18n } = useTranslation('home')
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const stateId = useId()
  const [query, setQuery] = useState('')
  const [isLong, setIsLong] = useState(false)
  const { search, retry } = useSearch()
  const [taken, setTaken] = useState('')
  const drawn = useDeferredValue(query.trim())
  const wanted = taken === query ? query.trim() : drawn
  const language = contentLanguage(i18n.language)
  const found = useMemo(
    () => (typeof search === 'string' || wanted === '' ? null : search(wanted, language)),
    [search, wanted, language],
  )
  const state =
    wanted === '' || search === 'failed'
      ? null
      : found === null
        ? t('search.loading')
        : t('search.found', { count: found.length })

  const toResults = (event: KeyboardEvent) => {
    // Those of all that is typed, and not of its beginning: the list is drawn behind the letters.
    if (wanted !== query.trim()) flushSync(() => setTaken(query))
    const first = results.current?.querySelector('a')
    if (first === null || first === undefined) return
    event.preventDefault()
    first.focus()
  }

  return (
    <>
      <search className={styles.search}>
        <SearchField
          ref={field}
          label={t('search.label')}
          describedBy={stateId}
          onQuery={(text) => {
            setQuery(text)
            setIsLong(false)
          }}
          onLeave={toResults}
        />
        <p
          id={stateId}
          role="status"
          className={found?.length === 0 || state === null ? 'visually-hidden' : styles.state}
        >
          {state}
        </p>
        {search === 'failed' ? (
          <Notice kind="warning" isLive>
            <p>{t('search.failed')}</p>
            <Button onClick={retry}>{t('search.retry')}</Button>
          </Notice>
        ) : null}
        {found === null ? null : (
          <div ref={results} className={styles.results}>
            {found.length === 0 ? (
              <Notice kind="information" title={t('search.none')}>
                <p>{t('search.noneHelp')}</p>
              </Notice>
            ) : (
              <ProcedureLinks
                label={t('search.results')}
                onLeave={() => field.current?.focus()}
                procedures={(isLong ? found : found.slice(0, shownAtFirst)).map(({ procedure }) => procedure)}
                reasonFor={({ code }) => {
                  const reason = found.find(({ procedure }) => procedure.code === code)?.reason
                  if (reason === undefined) return undefined
                  const { kind, words } = reason
                  if (kind === 'words') return t('search.because', { words })
                  return (
                    <>
                      {t('search.takenFor')} <span lang="vi">{words}</span>
                    </>
                  )
                }}
              />
            )}
            {isLong || found.length <= shownAtFirst ? null : (
              <Button onClick={() => setIsLong(true)} icon={<Icon name="add" />}>
                {t('search.more', { count: found.length - shownAtFirst })}
              </Button>
            )}
          </div>
        )}
      </search>
      {found === null || found.length === 0 ? children : null}
    </>
  )
}
