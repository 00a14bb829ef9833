import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Moment } from '../moment.tsx'
import { AssistanceFact } from './assistance-fact.tsx'
import styles from './dossier-facts.module.css'
import { durationText } from './duration.ts'
import { filingTime } from './filing-time.ts'

/** Where it came from and when, by both clocks. */
export function DossierFacts({ dossier }: { readonly dossier: DossierDetail }) {
  const { t } = useTranslation('desk')
  const headingId = useId()
  const { summary, device } = dossier
  const { clockAheadMs, delayMs } = filingTime(dossier)
  const duration = (ms: number) => durationText(ms, t)
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('facts.title')}</h2>
      <Facts>
        <Fact name={t('dossiers.column.applicant')}>
          <span lang="vi">{summary.applicantName}</span>
        </Fact>
        <Fact name={t('facts.device')}>
          <span lang="vi">{device.name}</span>
        </Fact>
        <Fact name={t('facts.filedAt')}>
          <Moment at={device.createdAt} />
        </Fact>
        <Fact name={t('facts.arrivedAt')}>
          <Moment at={summary.arrivedAt} />
        </Fact>
        {dossier.assistedBy === null ? null : <AssistanceFact assistedBy={dossier.assistedBy} />}
      </Facts>
      {clockAheadMs !== null || delayMs !== null ? (
        <Notice kind="warning" title={t('facts.timesDiffer')}>
          {clockAheadMs === null ? null : (
            <p>
              {clockAheadMs > 0
                ? t('facts.clockAhead', { duration: duration(clockAheadMs) })
                : t('facts.clockBehind', { duration: duration(-clockAheadMs) })}
            </p>
          )}
          {delayMs === null ? null : (
            <p>
              {delayMs > 0
                ? t('facts.late', { duration: duration(delayMs) })
                : t('facts.early', { duration: duration(-delayMs) })}
            </p>
          )}
          <p>{t('facts.whichCounts')}</p>
        </Notice>
      ) : null}
    </section>
  )
}
