import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { StaffSession } from '../../../contract/desk.ts'
import { type ReportedVisit, type VisitReport, visitReport } from '../../../contract/visits.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { vietnamDay, vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { Table } from '../../ui/table/table.tsx'
import { type Answer, ask } from '../desk-client.ts'
import fields from '../period-fields.module.css'
import { PeriodFields } from '../period-fields.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { UnitField } from '../service-index/unit-field.tsx'
import { useAnswer } from '../use-answer.ts'
import styles from './screen.module.css'

/** What the community teams did, by village and month: counts, and what staff should look at. */
export function VisitsScreen({ staff }: { readonly staff: StaffSession }) {
  const { t } = useTranslation('visits')
  const navigate = useNavigate()
  const [today] = useState(() => vietnamDay(Date.now()))
  const [unit, setUnit] = useState(staff.unit.code)
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`)
  const [until, setUntil] = useState(today)
  const read = useCallback(
    (): Promise<Answer<VisitReport>> =>
      ask(`visits?${new URLSearchParams({ unit, from, until })}`, visitReport),
    [unit, from, until],
  )
  const { value, problem, isAsking, ask: askAgain } = useAnswer(read)
  // What the last answer was about, until the next one is here.
  const report =
    value !== null && value.unit.code === unit && value.from === from && value.until === until ? value : null
  return (
    <Screen title={t('title')} isWide onBack={() => void navigate('/can-bo/bao-cao')}>
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
      {problem === null ? null : <ProblemNotice problem={problem} title={t('failed')} onRetry={askAgain} />}
      {report === null && (isAsking || problem === null) ? <Busy /> : null}
      {report === null ? null : <Sections report={report} />}
    </Screen>
  )
}

function Sections({ report }: { readonly report: VisitReport }) {
  const { t } = useTranslation('visits')
  if (report.villages.length === 0) return <Notice kind="information" title={t('empty')} />
  return (
    <>
      {report.doubles.length === 0 ? null : (
        <Notice kind="warning" title={t('doubles.title', { count: report.doubles.length })}>
          <p>{t('doubles.body')}</p>
          <ul className={styles.visits}>
            {report.doubles.map((same) => (
              <li key={same[0]?.id}>
                {same.map((visit) => (
                  <VisitLine key={visit.id} visit={visit} />
                ))}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {report.doubtful.length === 0 ? null : (
        <Notice kind="warning" title={t('doubtful.title', { count: report.doubtful.length })}>
          <p>{t('doubtful.body')}</p>
          <ul className={styles.visits}>
            {report.doubtful.map((visit) => (
              <li key={visit.id}>
                <VisitLine visit={visit} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <section className={styles.section}>
        <h2>{t('villages')}</h2>
        <Table
          caption={t('villages')}
          columns={[
            {
              id: 'village',
              title: t('column.village'),
              cell: ({ village }) => <span lang="vi">{village}</span>,
            },
            { id: 'month', title: t('column.month'), cell: ({ month }) => formatPartialDate(month) },
            { id: 'unit', title: t('column.unit'), cell: ({ unit }) => <span lang="vi">{unit.name}</span> },
            { id: 'visits', title: t('column.visits'), cell: ({ visits }) => visits },
            { id: 'people', title: t('column.people'), cell: ({ people }) => people },
          ]}
          rows={report.villages}
          keyOf={({ month, unit, village }) => `${month} ${unit.code} ${village}`}
        />
      </section>
      <section className={styles.section}>
        <h2>{t('helped')}</h2>
        {report.helped.length === 0 ? (
          <p>{t('nobody')}</p>
        ) : (
          <Table
            caption={t('helped')}
            columns={[
              { id: 'service', title: t('column.service'), cell: ({ service }) => t(`service.${service}`) },
              {
                id: 'difficulty',
                title: t('column.difficulty'),
                cell: ({ difficulty }) => t(`difficulty.${difficulty}`),
              },
              { id: 'people', title: t('column.people'), cell: ({ people }) => people },
            ]}
            rows={report.helped}
            keyOf={({ service, difficulty }) => `${service} ${difficulty}`}
          />
        )}
      </section>
    </>
  )
}

function VisitLine({ visit }: { readonly visit: ReportedVisit }) {
  const { t } = useTranslation('visits')
  const { village, device, team, beganAt, endedAt, people } = visit
  return (
    <p>
      {t('line', {
        village,
        day: formatPartialDate(vietnamDay(beganAt)),
        began: vietnamTime(beganAt),
        ended: vietnamTime(endedAt),
        device: team ?? device,
        count: people,
      })}
    </p>
  )
}
