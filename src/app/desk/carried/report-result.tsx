import { useTranslation } from 'react-i18next'
import type { BundleProblem, BundleReport } from '../../../contract/bundle.ts'
import { groupItems, type OutcomeGroup, OutcomeGroups } from '../../carried/outcome-groups.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './report-result.module.css'

type DeskOutcome = 'stored' | 'duplicate' | BundleProblem

const kinds: Readonly<Record<DeskOutcome, OutcomeGroup['kind']>> = {
  stored: 'success',
  duplicate: 'information',
  rejected: 'error',
  'cut-off': 'warning',
  damaged: 'warning',
  'parts-missing': 'warning',
  'version-unsupported': 'warning',
  'other-gateway': 'warning',
  'retry-later': 'warning',
  'server-full': 'error',
}

/** Reasons of the gateway that a person at the desk can act on. */
const told = ['device-unknown', 'device-revoked', 'signature-invalid', 'unit-mismatch'] as const

interface ReportResultProps {
  readonly name: string
  readonly report: BundleReport
}

/** What became of each dossier of one file that was handed in. */
export function ReportResult({ name, report: { items, isWhole } }: ReportResultProps) {
  const { t } = useTranslation('carried')
  const outcomes = items.map(({ receiptCode, outcome, problem, detail }) => {
    const reason = told.find((code) => code === detail)
    const named: DeskOutcome = problem ?? (outcome === 'stored' ? 'stored' : 'duplicate')
    return {
      receiptCode,
      outcome: named,
      ...(reason === undefined ? {} : { detail: t(`desk.reason.${reason}`) }),
    }
  })
  return (
    <section className={styles.result} aria-label={name}>
      <p role="status" className={styles.name}>
        {t('import.done', { name, count: items.length })}
      </p>
      {isWhole ? null : (
        <Notice kind="warning" title={t('import.notWhole')}>
          <p>{t('import.notWholeHelp')}</p>
        </Notice>
      )}
      <OutcomeGroups
        groups={groupItems(outcomes, kinds, (outcome, count) => t(`desk.outcome.${outcome}`, { count }))}
      />
    </section>
  )
}
