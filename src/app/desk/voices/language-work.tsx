import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffRole } from '../../../domain/people/permissions.ts'
import type { Sentence } from '../../../domain/speech/sentence.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import type { Answer, DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { Coverage } from './coverage.tsx'
import { SentenceEditor } from './sentence-editor.tsx'
import { loadImportedSentences, loadSentences, type SentenceState, withWork } from './sentences.ts'
import styles from './voices.module.css'
import { publish, readWork, withdraw } from './voices-client.ts'

const filters = ['all', 'open', 'waiting', 'reviewed'] as const
type Filter = 'all' | SentenceState
const parts = ['app', 'imported'] as const
type Part = (typeof parts)[number]

interface LanguageWorkProps {
  readonly language: string
  readonly role: StaffRole
  readonly unit: string
}

/** One language: its coverage, and its sentences one at a time. */
export function LanguageWork({ language, role, unit }: LanguageWorkProps) {
  const { t } = useTranslation('voices')
  const { value, problem, ask } = useAnswer(useCallback(() => readWork(language), [language]))
  const [part, setPart] = useState<Part>('app')
  const { sentences, isUnreachable } = useSentences(part)
  const [filter, setFilter] = useState<Filter>('all')
  /** Stays on the sentence when what is made of it takes it out of the filter. */
  const [place, setPlace] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [done, setDone] = useState<string | null>(null)

  const all = useMemo(
    () => (sentences === null || value === null ? null : withWork(sentences, value)),
    [sentences, value],
  )

  async function run(work: () => Promise<Answer<unknown>>, told: string | null = null): Promise<void> {
    if (isBusy) return
    setIsBusy(true)
    setFailure(null)
    setDone(null)
    const answer = await work()
    setIsBusy(false)
    if (answer.ok) setDone(told)
    else setFailure(answer.problem)
    ask()
  }

  const choosePart = (
    <Choices
      label={t('part.label')}
      help={t('part.help')}
      options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
      value={part}
      onChange={(chosen) => {
        setPart(parts.find((each) => each === chosen) ?? 'app')
        setPlace(null)
      }}
    />
  )
  if (problem !== null && value === null)
    return <ProblemNotice problem={problem} title={t('failed')} onRetry={ask} />
  if (all === null) {
    return (
      <>
        {choosePart}
        {isUnreachable ? (
          <Notice kind="error" isLive>
            <p>{t('part.unreachable')}</p>
          </Notice>
        ) : (
          <Busy />
        )}
      </>
    )
  }
  const shown = all.filter(
    (sentence) => filter === 'all' || sentence.state === filter || sentence.place === place,
  )
  const at = Math.max(
    0,
    shown.findIndex((sentence) => sentence.place === place),
  )
  const sentence = shown[at]
  const go = (step: number) => setPlace(shown[at + step]?.place ?? null)
  return (
    <>
      {failure === null ? null : <ProblemNotice problem={failure} title={t('notDone')} />}
      {done === null ? null : <Notice kind="success" title={done} isLive />}
      {choosePart}
      <Coverage
        role={role}
        unit={unit}
        sentences={all}
        published={value?.published ?? null}
        isBusy={isBusy}
        onPublish={() => void run(() => publish(language), t('publishedNow'))}
        onWithdraw={() => void run(() => withdraw(language), t('withdrawnNow'))}
      />
      <Choices
        label={t('filter.label')}
        options={filters.map((value) => ({ value, label: t(`filter.${value}`) }))}
        value={filter}
        onChange={(chosen) => {
          setFilter(filters.find((each) => each === chosen) ?? 'all')
          setPlace(null)
        }}
      />
      {sentence === undefined ? (
        <p>{t(all.length === 0 ? 'part.empty' : 'noSentence')}</p>
      ) : (
        <>
          <div className={styles.walk}>
            <Button disabled={at === 0} onClick={() => go(-1)}>
              {t('previous')}
            </Button>
            <p role="status">{t('position', { at: at + 1, total: shown.length })}</p>
            <Button disabled={at + 1 >= shown.length} onClick={() => go(1)}>
              {t('next')}
            </Button>
          </div>
          <SentenceEditor
            key={sentence.place}
            language={language}
            sentence={sentence}
            isBusy={isBusy}
            run={(work) => {
              setPlace(sentence.place)
              return run(work)
            }}
          />
        </>
      )}
    </>
  )
}

/** Null while they are loaded; what was imported is asked for only when it is wanted. */
function useSentences(part: Part): {
  readonly sentences: readonly Sentence[] | null
  readonly isUnreachable: boolean
} {
  const [app, setApp] = useState<readonly Sentence[] | null>(null)
  const [imported, setImported] = useState<readonly Sentence[] | null>(null)
  const [isUnreachable, setIsUnreachable] = useState(false)
  useEffect(() => {
    void loadSentences().then(setApp)
  }, [])
  useEffect(() => {
    if (part !== 'imported' || app === null) return
    let isWanted = true
    setIsUnreachable(false)
    void loadImportedSentences(app).then((found) => {
      if (!isWanted) return
      setImported(found)
      setIsUnreachable(found === null)
    })
    return () => {
      isWanted = false
    }
  }, [part, app])
  return { sentences: part === 'app' ? app : imported, isUnreachable: part === 'imported' && isUnreachable }
}
