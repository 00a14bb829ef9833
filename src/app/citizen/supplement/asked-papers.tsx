import { useTranslation } from 'react-i18next'
import type { AskedFor } from '../../../device/drafts.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import styles from './supplement.module.css'

const counts = ['originals', 'certified', 'copies'] as const

interface AskedPapersProps {
  readonly asked: AskedFor
  /** When the desk received the dossier, null when it has not; undefined where that is not known. */
  readonly receivedAt?: string | null
}

/** What the desk asks for, in its words, until when, and that no time is lost meanwhile. */
export function AskedPapers({ asked, receivedAt }: AskedPapersProps) {
  const { t } = useTranslation('supplement')
  const isPaperNeeded = asked.papers.some(({ originals, certified }) => originals + certified > 0)
  return (
    <div className={styles.asked}>
      {asked.papers.length === 0 ? <p>{t('asked.noList')}</p> : null}
      <ul>
        {asked.papers.map((paper) => (
          <li key={`${paper.component} ${paper.name}`}>
            <strong lang="vi">{paper.name}</strong>{' '}
            {counts
              .filter((kind) => paper[kind] > 0)
              .map((kind) => t(`asked.${kind}`, { count: paper[kind] }))
              .join(', ')}
          </li>
        ))}
      </ul>
      {asked.until === null ? null : <p>{t('asked.until', { day: formatPartialDate(asked.until) })}</p>}
      {isPaperNeeded ? <p>{t('asked.onPaper')}</p> : null}
      {receivedAt === undefined ? null : (
        <p>{t(receivedAt === null ? 'asked.notCounting' : 'asked.clockStopped')}</p>
      )}
    </div>
  )
}
