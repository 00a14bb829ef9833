import { useTranslation } from 'react-i18next'
import type { DossierStatus } from '../../../contract/changes.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import styles from './wanted-papers.module.css'

/** The desk has said what it asks for, paper by paper. */
export function isListed({ supplement }: DossierStatus): boolean {
  return supplement !== undefined && supplement !== null && supplement.papers.length > 0
}

/** Exactly what the desk asks for, until when, and that no time is lost meanwhile. Nothing when nothing is asked for. */
export function WantedPapers({ status }: { readonly status: DossierStatus }) {
  const { t } = useTranslation('receipt')
  const { supplement, receivedAt } = status
  if (supplement === undefined || supplement === null) return null
  return (
    <div className={styles.wanted}>
      {supplement.papers.length === 0 ? null : (
        <>
          <p>{t('wanted.title')}</p>
          <ul>
            {supplement.papers.map(({ component, name, originals, certified, copies }) => (
              <li key={`${component} ${name}`}>
                <strong lang="vi">{name}</strong>
                {[
                  originals === 0 ? null : t('wanted.originals', { count: originals }),
                  certified === 0 ? null : t('wanted.certified', { count: certified }),
                  copies === 0 ? null : t('wanted.copies', { count: copies }),
                ].map((count) => (count === null ? null : `, ${count}`))}
              </li>
            ))}
          </ul>
        </>
      )}
      {supplement.until === null ? null : (
        <p>
          <strong>{t('wanted.until', { day: formatPartialDate(supplement.until) })}</strong>
        </p>
      )}
      <p>{t(receivedAt === null ? 'wanted.notCounting' : 'wanted.clockStopped')}</p>
    </div>
  )
}
