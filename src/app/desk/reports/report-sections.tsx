import { useTranslation } from 'react-i18next'
import type { Report } from '../../../contract/service-index.ts'
import { formatMoney } from '../../../domain/form/money.ts'
import { Table } from '../../ui/table/table.tsx'
import { Moment } from '../moment.tsx'
import { countText, percentText } from '../service-index/numbers.ts'
import { AssistanceSection } from './assistance-section.tsx'
import { CountRows } from './count-rows.tsx'
import { GroupsTable } from './groups-table.tsx'
import { channelMeasures, progressMeasures, type ReportMeasure } from './report-measures.ts'
import { SatisfactionSection } from './satisfaction-section.tsx'
import styles from './screen.module.css'
import { useExemptionName } from './use-exemption-name.ts'

interface ReportSectionsProps {
  readonly report: Report
  /** Null where the role sees figures only. */
  readonly onShow: ((measure: ReportMeasure) => void) | null
}

/** All that a report tells, in the order in which it is asked for. */
export function ReportSections({ report, onShow }: ReportSectionsProps) {
  const { t, i18n } = useTranslation('reports')
  const exemptionName = useExemptionName()
  const { language } = i18n
  const { counts } = report

  /** What was left of the promised days, or what was missing. */
  function timeText(): string {
    const { savedDays, limitDays } = counts
    if (limitDays === 0) return t('savedNone')
    const limit = countText(limitDays, language)
    const percent = percentText(Math.abs(savedDays), limitDays, language)
    return savedDays < 0
      ? t('overrun', { late: countText(-savedDays, language), limit, percent })
      : t('saved', { saved: countText(savedDays, language), limit, percent })
  }

  return (
    <>
      <div className={styles.columns}>
        <CountRows
          title={t('section.received')}
          counts={counts}
          measures={channelMeasures}
          of="received"
          onShow={onShow}
        />
        <CountRows
          title={t('section.progress')}
          counts={counts}
          measures={progressMeasures}
          of="received"
          onShow={onShow}
        />
      </div>
      <section className={styles.section}>
        <h2>{t('section.time')}</h2>
        <p>{timeText()}</p>
      </section>
      {report.below.length === 0 ? null : (
        <section className={styles.section}>
          <h2>{t('section.below')}</h2>
          <GroupsTable
            caption={t('section.below')}
            title={t('column.unit')}
            groups={report.below.map(({ unit, counts: its }) => ({
              key: unit.code,
              name: unit.name,
              counts: its,
            }))}
          />
        </section>
      )}
      {report.officers.length === 0 ? null : (
        <section className={styles.section}>
          <h2>{t('section.officers')}</h2>
          <GroupsTable
            caption={t('section.officers')}
            title={t('column.officer')}
            groups={report.officers.map(({ officer, name, counts: its }) => ({
              key: officer ?? '',
              name: name ?? officer ?? t('nobody'),
              counts: its,
            }))}
          />
        </section>
      )}
      <section className={styles.section}>
        <h2>{t('section.exemptions')}</h2>
        {report.exemptions.length === 0 ? (
          <p>{t('noExemptions')}</p>
        ) : (
          <Table
            caption={t('section.exemptions')}
            columns={[
              { id: 'ground', title: t('column.ground'), cell: exemptionName },
              { id: 'dossiers', title: t('column.count'), cell: ({ dossiers }) => dossiers },
              {
                id: 'reduced',
                title: t('column.reduced'),
                cell: ({ reducedVnd }) => formatMoney(reducedVnd),
              },
            ]}
            rows={report.exemptions}
            keyOf={({ ground, source }) => `${ground} ${source}`}
          />
        )}
      </section>
      <SatisfactionSection satisfaction={report.satisfaction} />
      <AssistanceSection assistance={report.assistance} />
      <section className={styles.section}>
        <h2>{t('section.devices')}</h2>
        {report.devices.length === 0 ? (
          <p>{t('noDevices')}</p>
        ) : (
          <Table
            caption={t('section.devices')}
            columns={[
              { id: 'device', title: t('column.device'), cell: ({ name }) => <span lang="vi">{name}</span> },
              { id: 'unit', title: t('column.unit'), cell: ({ unit }) => <span lang="vi">{unit.name}</span> },
              {
                id: 'contact',
                title: t('column.contact'),
                cell: ({ lastContactAt }) =>
                  lastContactAt === null ? t('never') : <Moment at={lastContactAt} />,
              },
              {
                id: 'queue',
                title: t('column.queue'),
                cell: ({ queueLength }) => queueLength ?? t('queueUnknown'),
              },
            ]}
            rows={report.devices.map((device, index) => ({ ...device, index }))}
            keyOf={({ index }) => String(index)}
          />
        )}
      </section>
    </>
  )
}
