import { useTranslation } from 'react-i18next'
import type { AssistanceReport } from '../../../contract/assistance.ts'
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
  const assistanceRows = ({ people, byVillage, byMonth, byNeed, byReason }: AssistanceReport): Sheet => {
    if (people === 0) return []
    const columns = [t('helped.people'), t('helped.done')]
    return [
      [t('helped.village'), ...columns],
      ...byVillage.map(({ village, ...its }) => [
        village?.name ?? t('helped.noVillage'),
        its.people,
        its.done,
      ]),
      [t('helped.month'), ...columns],
      ...byMonth.map(({ month, ...its }) => [month, its.people, its.done]),
      [t('helped.need'), ...columns],
      ...byNeed.map(({ need, ...its }) => [t(`assistance:need.${need}`), its.people, its.done]),
      [t('helped.reason'), t('helped.people')],
      ...byReason.map(({ reason, ...its }) => [t(`assistance:reason.${reason}`), its.people]),
    ]
  }
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
      ...assistanceRows(report.assistance),
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
