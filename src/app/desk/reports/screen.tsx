import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffSession } from '../../../contract/desk.ts'
import { may } from '../../../domain/people/permissions.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { momentText } from '../moment.tsx'
import fields from '../period-fields.module.css'
import { PeriodFields } from '../period-fields.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { BehindDialog } from '../service-index/behind-dialog.tsx'
import { readReport } from '../service-index/index-client.ts'
import { UnitField } from '../service-index/unit-field.tsx'
import { SheetButtons } from '../sheets/sheet-buttons.tsx'
import { useAnswer } from '../use-answer.ts'
import type { ReportMeasure } from './report-measures.ts'
import { ReportSections } from './report-sections.tsx'
import styles from './screen.module.css'
import { useReportSheet } from './use-report-sheet.ts'

/** What a province asks for every month, of any unit and period, for reading, printing and taking along. */
export function ReportsScreen({ staff }: { readonly staff: StaffSession }) {
  const { t } = useTranslation('reports')
  const sheetOf = useReportSheet()
  const [today] = useState(() => vietnamDay(Date.now()))
  const [unit, setUnit] = useState(staff.unit.code)
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`)
  const [until, setUntil] = useState(today)
  const read = useCallback(() => readReport({ unit, from, until }), [unit, from, until])
  const { value, problem, isAsking, ask } = useAnswer(read)
  const [measure, setMeasure] = useState<ReportMeasure | null>(null)
  // What the last answer was about, until the next one is here.
  const report =
    value !== null && value.unit.code === unit && value.from === from && value.until === until ? value : null
  return (
    <Screen title={t('title')} isWide>
      <div className={`${fields.fields} no-print`}>
        <UnitField units={value?.units ?? []} value={unit} onChange={setUnit} />
        <PeriodFields
          labels={{ from: t('from'), until: t('until') }}
          from={from}
          until={until}
          onFrom={setFrom}
          onUntil={setUntil}
        />
      </div>
      <p className="no-print">
        <Link to="/can-bo/to-cong-nghe">{t('visits')}</Link>
      </p>
      {problem === null ? null : <ProblemNotice problem={problem} title={t('failed')} onRetry={ask} />}
      {report === null && (isAsking || problem === null) ? <Busy /> : null}
      {report === null ? null : (
        <div className={styles.sheet}>
          <div>
            <h2>
              <span lang="vi">{report.unit.name}</span>, {formatPartialDate(from)} –{' '}
              {formatPartialDate(until)}
            </h2>
            <p className={styles.note}>{t('asOf', { at: momentText(report.asOf) })}</p>
          </div>
          {report.counts.received === 0 ? <Notice kind="information" title={t('empty')} /> : null}
          <SheetButtons sheet={() => sheetOf(report)} name={`bao-cao-${unit}-${from}-${until}`} />
          <ReportSections report={report} onShow={may(staff.role, 'read-dossier') ? setMeasure : null} />
          <p className={styles.signing}>{t('signing')}</p>
        </div>
      )}
      {measure === null ? null : (
        <BehindDialog
          behind={{ unit, from, until, measure, officer: null }}
          onClose={() => setMeasure(null)}
        />
      )}
    </Screen>
  )
}
