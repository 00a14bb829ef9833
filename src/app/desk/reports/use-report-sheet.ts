import { useTranslation } from 'react-i18next'
import type { Report, ReportCounts } from '../../../contract/service-index.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { momentText } from '../moment.tsx'
import type { Sheet } from '../sheets/sheet.ts'
import { reportMeasures } from './report-measures.ts'
import { useExemptionName } from './use-exemption-name.ts'
import { useSatisfactionRows } from './use-satisfaction-rows.ts'

/** The report as one table. */
export function useReportSheet(): (report: Report) => Sheet {
  const { t } = useTranslation(['reports', 'assistance'])
  const exemptionName = useExemptionName()
  const satisfactionRows = useSatisfactionRows()
  return (report) => {
    const names = reportMeasures.map((measure) => t(`measure.${measure}`))
    const numbers = (counts: ReportCounts) => reportMeasures.map((measure) => counts[measure])
    return [
      [
        t('title'),
        report.unit.name,
        `${formatPartialDate(report.from)} – ${formatPartialDate(report.until)}`,
      ],
      [t('column.unit'), ...names],
      [report.unit.name, ...numbers(report.counts)],
      ...report.below.map(({ unit, counts }) => [`${unit.name} (${unit.code})`, ...numbers(counts)]),
      ...(report.officers.length === 0 ? [] : [[], [t('column.officer'), ...names]]),
      ...report.officers.map(({ officer, name, counts }) => [
        name ?? officer ?? t('nobody'),
        ...numbers(counts),
      ]),
      [],
      [t('column.ground'), t('column.count'), t('column.reduced')],
      ...report.exemptions.map((each) => [exemptionName(each), each.dossiers, each.reducedVnd]),
      [],
      ...satisfactionRows(report.satisfaction),
      [],
      [t('section.accounts'), report.assistance.people === 0 ? t('noData') : report.assistance.people],
      ...report.assistance.byVillage.map(({ village, people, done }) => [
        village?.name ?? t('helped.noVillage'),
        people,
        done,
      ]),
      ...report.assistance.byMonth.map(({ month, people, done }) => [month, people, done]),
      ...report.assistance.byReason.map(({ reason, people }) => [t(`assistance:reason.${reason}`), people]),
      [],
      [t('column.device'), t('column.unit'), t('column.contact'), t('column.queue')],
      ...report.devices.map(({ name, unit, lastContactAt, queueLength }) => [
        name,
        unit.name,
        lastContactAt === null ? t('never') : momentText(lastContactAt),
        queueLength ?? t('queueUnknown'),
      ]),
    ]
  }
}
