import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type HeardStatus, knownState } from '../../../contract/changes.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import { contentLanguage } from '../../i18n.ts'
import { useSummaries } from '../procedure/use-catalogue.ts'
import { moment } from '../receipt/moment.ts'
import { isRunning } from '../receipt/stage.ts'
import { useDeskText, usePaymentText } from '../receipt/stage-text.tsx'
import { AskedNotice } from '../supplement/asked-notice.tsx'
import { type Milestone, progressOf } from './progress.ts'
import { ResultCodes } from './result-codes.tsx'
import styles from './screen.module.css'

/** Where a dossier is, in plain words, with the official state small beside it. Takes the focus when it appears. */
export function DossierResult({ status }: { readonly status: HeardStatus }) {
  const { t, i18n } = useTranslation('tracking')
  const { t: receipt } = useTranslation('receipt')
  const language = contentLanguage(i18n.language)
  const deskText = useDeskText()
  const payment = usePaymentText()(status)
  const state = knownState(status.state)
  const heading = useRef<HTMLHeadingElement>(null)
  const { loaded } = useSummaries()
  const summary =
    typeof loaded === 'string' ? undefined : loaded.find(({ code }) => code === status.procedure)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is new and is to be read.
  useEffect(() => {
    heading.current?.focus()
  }, [status])

  /** Then the reason stands with what is asked for. */
  const isAsking = status.supplement !== undefined && status.supplement !== null
  const factOf = (milestone: Milestone): string | null => {
    if (milestone === 'arrived') return t('at', moment(status.arrivedAt))
    if (milestone === 'received')
      return status.receivedAt === null ? null : t('at', moment(status.receivedAt))
    if (milestone === 'handled' && isRunning(state) && status.receivedAt !== null) {
      return status.dueAt === null ? receipt('dueUnknown') : receipt('due', moment(status.dueAt))
    }
    return null
  }
  return (
    <section className={styles.result} aria-labelledby="tracking-result">
      <h2 id="tracking-result" ref={heading} tabIndex={-1}>
        {state === 1 ? t('waiting') : deskText(status)}
      </h2>
      {status.reason === undefined || status.reason === null || isAsking ? null : (
        <p className={styles.reason}>
          {t('reason')} <span lang="vi">{status.reason}</span>
        </p>
      )}
      <div>
        <p>{summary?.plainName[language] ?? status.procedure}</p>
        {state === null ? null : (
          <p className={styles.small}>
            {receipt('officialState', { name: dossierStateNames[state][language] })}
          </p>
        )}
        <p className={styles.small} lang="vi">
          {status.unitName}
        </p>
      </div>
      <div>
        <p>
          {receipt('codeLabel')}: <strong>{status.receiptCode}</strong>
        </p>
        {status.officialNumber === null ? null : (
          <p>
            {receipt('officialNumber')} <strong>{status.officialNumber}</strong>
          </p>
        )}
      </div>
      {payment === null ? null : (
        <p>
          <strong>{payment}</strong>
        </p>
      )}
      <AskedNotice status={status} />
      {status.downloads === undefined ? null : <ResultCodes downloads={status.downloads} />}
      <ol className={styles.timeline}>
        {progressOf(state, status.receivedAt !== null).map(({ milestone, progress }) => {
          const fact = factOf(milestone)
          return (
            <li
              key={milestone}
              data-progress={progress}
              aria-current={progress === 'now' ? 'step' : undefined}
            >
              <strong>{t(`milestone.${milestone}`)}</strong>
              <span className="visually-hidden">{` (${t(`progress.${progress}`)})`}</span>
              {fact === null ? null : <p>{fact}</p>}
            </li>
          )
        })}
      </ol>
      {status.receivedAt === null ? <p className={styles.small}>{receipt('next.caution')}</p> : null}
    </section>
  )
}
