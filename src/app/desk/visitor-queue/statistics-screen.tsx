import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueStatistics, Spread } from '../../../contract/visitor-queue.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import fields from '../period-fields.module.css'
import { PeriodFields } from '../period-fields.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { readStatistics } from './desk-queue-client.ts'

type Row = QueueStatistics['total'] & { readonly hour: number | null }

/** For the leader: when people come, how long they wait, and how long it takes. */
export function StatisticsScreen() {
  const { t } = useTranslation('visitor-queue')
  const [today] = useState(() => vietnamDay(Date.now()))
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`)
  const [until, setUntil] = useState(today)
  const read = useCallback(() => readStatistics(from, until), [from, until])
  const { value, problem, ask } = useAnswer(read)
  const spread = ({ sample, median, ninety }: Spread) =>
    median === null || ninety === null
      ? t('statistics.noSample')
      : t('statistics.spread', { median, ninety, count: sample })
  const columns: readonly Column<Row>[] = [
    {
      id: 'hour',
      title: t('statistics.hour'),
      cell: ({ hour }) =>
        hour === null ? t('statistics.all') : t('statistics.hourSpan', { from: hour, until: hour + 1 }),
    },
    { id: 'taken', title: t('statistics.taken'), cell: ({ taken }) => taken },
    { id: 'waiting', title: t('statistics.waiting'), cell: ({ waiting }) => spread(waiting) },
    { id: 'serving', title: t('statistics.serving'), cell: ({ serving }) => spread(serving) },
  ]
  return (
    <Screen title={t('statistics.title')} isWide>
      <div className={fields.fields}>
        <PeriodFields
          labels={{ from: t('statistics.from'), until: t('statistics.until') }}
          from={from}
          until={until}
          onFrom={setFrom}
          onUntil={setUntil}
        />
      </div>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('statistics.failed')} onRetry={ask} />
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value?.total.taken === 0 ? <p>{t('statistics.none')}</p> : null}
      {value === null || value.total.taken === 0 ? null : (
        <>
          <Table<Row>
            caption={t('statistics.title')}
            columns={columns}
            rows={[...value.hours, { ...value.total, hour: null }]}
            keyOf={({ hour }) => String(hour)}
          />
          <Facts>
            <Fact name={t('statistics.missed')}>{value.missed}</Fact>
            <Fact name={t('statistics.cancelled')}>{value.cancelled}</Fact>
            <Fact name={t('statistics.leftWaiting')}>{value.leftWaiting}</Fact>
          </Facts>
          <p>{t('statistics.rule')}</p>
        </>
      )}
    </Screen>
  )
}
